/** Pictures that everybody looks at: sample averages on grey. Frame and side of each face's picture in pixels. */
const SCENES = {
  photo1: { width: 640, height: 480, columns: 1, rows: 1, side: 340 },
  faces4: { width: 1280, height: 960, columns: 2, rows: 2, side: 400 },
  faces16: { width: 1280, height: 960, columns: 4, rows: 4, side: 240 },
};

export const SCENE_NAMES = /** @type {(keyof typeof SCENES)[]} */ (Object.keys(SCENES));

/**
 * Draws the scenes in a page of the server and publishes them under /scenes/.
 * @returns {Promise<Map<string, Buffer>>} each as a PNG
 * @param {import('playwright').Browser} browser
 * @param {import('./bench-server.mjs').BenchServer} server
 */
export async function publishScenes(browser, server) {
  const page = await browser.newPage();
  await page.goto(`${server.address}/samples/middle.jpg`);
  const pngs = new Map();
  for (const [name, scene] of Object.entries(SCENES)) {
    const png = Buffer.from(await page.evaluate(drawScene, scene), 'base64');
    server.publish(`/scenes/${name}.png`, png);
    pngs.set(name, png);
  }
  await page.close();
  return pngs;
}

/** Runs in the page. @param {typeof SCENES.photo1} scene @returns {Promise<string>} a PNG in base64 */
async function drawScene({ width, height, columns, rows, side }) {
  const pictures = await Promise.all(
    ['middle', 'young', 'old', 'child'].map(async (name) =>
      createImageBitmap(await (await fetch(`/samples/${name}.jpg`)).blob()),
    ),
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
    const picture = pictures[(column + row) % pictures.length];
    if (picture === undefined) continue;
    const x = ((column + 0.5) * width) / columns - side / 2;
    const y = ((row + 0.5) * height) / rows - side / 2;
    context.drawImage(picture, x, y, side, side);
  }
  return canvas.toDataURL('image/png').replace(/^.*,/, '');
}
