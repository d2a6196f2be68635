/** Pictures for all contenders: faces on grey. Sizes of the frame and of each face's picture in pixels. */
const SCENES = {
  photo1: { width: 640, height: 480, columns: 1, rows: 1, side: 340 },
  faces4: { width: 1280, height: 960, columns: 2, rows: 2, side: 400 },
  faces16: { width: 1280, height: 960, columns: 4, rows: 4, side: 200 },
};

export const SCENE_NAMES = /** @type {(keyof typeof SCENES)[]} */ (Object.keys(SCENES));

const SAMPLES = ['middle', 'young', 'old', 'child'].map((name) => `/samples/${name}.jpg`);
/** Left, top, width and height of the square that the face fills in each of them, as in `lab/page/face-of-sample.ts`. */
const FACE_OF_SAMPLE = [130, 138, 253, 253];
/** As many faces as the fullest scene shows. */
const MOST_FACES = 16;

/**
 * Draws the scenes in a page of the server and publishes them under /scenes/.
 * @param {import('playwright').Browser} browser
 * @param {import('./bench-server.mjs').BenchServer} server
 * @param {readonly string[]} candidates addresses of pictures of a face; without any the sample averages
 * @returns {Promise<Map<string, Buffer>>} each as a PNG
 */
export async function publishScenes(browser, server, candidates) {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/samples/middle.jpg`);
  const found = await page.evaluate(facesForAll, /** @type {const} */ ([candidates, MOST_FACES]));
  const faces = found.length === 0 ? SAMPLES : found;
  const part = found.length === 0 ? FACE_OF_SAMPLE : null;
  const pngs = new Map();
  for (const [name, scene] of Object.entries(SCENES)) {
    const png = Buffer.from(await page.evaluate(drawScene, { ...scene, faces, part }), 'base64');
    server.publish(`/scenes/${name}.png`, png);
    pngs.set(name, png);
  }
  await page.close();
  return pngs;
}

/**
 * Runs in the page: the first pictures in which face-api finds one face at both of its sizes. It finds the fewest, and a
 * contender that finds no face has less to do.
 * @param {readonly [readonly string[], number]} given
 */
async function facesForAll([candidates, most]) {
  /** @type {string[]} */
  const faces = [];
  if (candidates.length === 0) return faces;
  const [faceApi, pictures] = ['/bench/face-api.js', '/bench/pictures.js'];
  /** @type {typeof import('./page/face-api.js')} */
  const { open } = await import(faceApi);
  /** @type {typeof import('./page/pictures.js')} */
  const { pictureOnCanvas } = await import(pictures);
  const sizes = await Promise.all(['416', '224'].map((options) => open({ backend: 'wasm', options })));
  for (const address of candidates) {
    if (faces.length >= most) break;
    const picture = await pictureOnCanvas(address);
    const frame = document.createElement('canvas');
    Object.assign(frame, { width: 640, height: 480 });
    frame.getContext('2d')?.drawImage(picture, 150, 70, 340, 340);
    const found = [];
    for (const size of sizes) found.push((await size.look(frame)).length);
    if (found.every((count) => count === 1)) faces.push(address);
  }
  return faces;
}

/**
 * Runs in the page.
 * @param {typeof SCENES.photo1 & { faces: readonly string[], part: readonly number[] | null }} scene
 * @returns {Promise<string>} a PNG in base64
 */
async function drawScene({ width, height, columns, rows, side, faces, part }) {
  const pictures = await Promise.all(
    faces.map(async (address) => createImageBitmap(await (await fetch(address)).blob())),
  );
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2D canvas');
  context.fillStyle = '#808080';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  for (let place = 0; place < columns * rows; place++) {
    const column = place % columns;
    const row = Math.floor(place / columns);
    // Neighbours differ although faces are used several times.
    const picture = pictures[(place + row) % pictures.length];
    if (picture === undefined) continue;
    const x = ((column + 0.5) * width) / columns - side / 2;
    const y = ((row + 0.5) * height) / rows - side / 2;
    const [left = 0, top = 0, across = picture.width, down = picture.height] = part ?? [];
    context.drawImage(picture, left, top, across, down, x, y, side, side);
  }
  return canvas.toDataURL('image/png').replace(/^.*,/, '');
}
