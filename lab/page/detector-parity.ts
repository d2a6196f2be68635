import { AssetLoader } from '../../src/assets/index.ts';
import { intersectionArea } from '../../src/box.ts';
import { DrawnViews } from '../../src/detect/drawn-views.ts';
import { expectGraph, GraphDetector, loadGraph } from '../../src/detect/graph-files.ts';
import { expectMediapipe, loadMediapipe } from '../../src/detect/mediapipe-files.ts';
import { detectionOf } from '../../src/detect/region-faces.ts';
import {
  type Region,
  refiningRegion,
  tileLevels,
  videoRegions,
  wholeRegion,
} from '../../src/detect/regions.ts';
import { ScaledPicture } from '../../src/detect/scaled-picture.ts';
import { VIEW_SIDE, type ViewDetector } from '../../src/detect/view-detector.ts';
import { fromLogits } from '../../src/distribution/index.ts';
import { chooseNetwork, loadCard, loadModelFiles, modelIntegrities } from '../../src/infer/index.ts';
import { cropOf } from '../../src/pipeline/crop.ts';
import { decodeImage, PixelReader, pixelFrame } from '../../src/source/index.ts';
import type { BackendName, Box, DetectedFace, Frame, Point } from '../../src/types.ts';
import { assetsBase } from './assets-base.ts';

/** How a view shows faces: as photos and videos are searched. */
export type ViewKind = 'whole' | 'wide border' | 'close-up' | 'tile of 16 faces' | 'video';

/** How far the graph's face is from MediaPipe's, in pixels of the view; the age in years. */
export interface FaceDifference {
  readonly score: number;
  readonly box: number;
  readonly keypoints: number;
  /** Null where the network sees no crop. */
  readonly years: number | null;
}

/** What both detectors make of the views of one kind. */
export interface ViewComparison {
  readonly kind: ViewKind;
  readonly views: number;
  readonly pairs: readonly FaceDifference[];
  /** Scores of the faces that one detector alone finds. */
  readonly onlyMediapipe: readonly number[];
  readonly onlyGraph: readonly number[];
  readonly milliseconds: { readonly mediapipe: number; readonly graph: number };
}

async function open(backend: BackendName) {
  const loader = new AssetLoader({ base: assetsBase() });
  const card = await loadCard(loader);
  loader.expect(...modelIntegrities(card));
  expectMediapipe(loader);
  expectGraph(loader);
  const graph = loadGraph(loader);
  const [files, mediapipe] = await Promise.all([loadModelFiles(loader, card), loadMediapipe(loader)]);
  const { network, companion } = await chooseNetwork(files, backend, loader, {
    files: graph.files,
    check: (own, name) => graph.check(own.run.bind(own), name),
  });
  if (companion === null) throw new Error('no graph');
  const detectors = { mediapipe, graph: new GraphDetector(companion.run.bind(companion)) };
  return { card, network, detectors, reader: new PixelReader(), drawn: new DrawnViews() };
}

type Parts = Awaited<ReturnType<typeof open>>;
type Crops = Parameters<Parts['network']['run']>[0];
/** Views whose faces' ages are compared too; null for all. `held` keeps the crops of all for `yearsOfHeld`. */
type AgesOf = readonly ViewKind[] | null | 'held';
let parts: Parts | undefined;

/** The crops of both detectors' faces, a pair each, whose ages are read by `yearsOfHeld`. */
let held: Crops[] = [];

export async function start(backend: BackendName): Promise<{ software: boolean }> {
  parts = await open(backend);
  return { software: parts.network.backend.software };
}

/** Compares both detectors on views of pictures, and of one photo that holds them all. */
export async function compare(
  addresses: readonly string[],
  agesOf: AgesOf = null,
): Promise<ViewComparison[]> {
  if (parts === undefined) throw new Error('start() first');
  const opened = { ...parts, agesOf };
  const { mediapipe } = opened.detectors;
  const comparisons: ViewComparison[] = [];
  const frames: Frame[] = [];
  for (const address of addresses) {
    frames.push(pixelFrame((await decodeImage(await (await fetch(address)).blob())).bitmap));
  }
  for (const frame of frames) {
    const { width, height } = frame;
    const whole = wholeRegion(width, height);
    const exact = exactViews(opened, frame);
    const wide = { x: whole.x - whole.size / 2, y: whole.y - whole.size / 2, size: 2 * whole.size };
    const [found = []] = await detectionOf(mediapipe, exact, () => true)([whole]);
    comparisons.push(
      await compareRegions(opened, frame, 'whole', exact, [whole]),
      await compareRegions(opened, frame, 'wide border', exact, [wide]),
      await compareRegions(
        opened,
        frame,
        'close-up',
        exact,
        found.map(({ box }) => refiningRegion(box)),
      ),
      await compareRegions(
        opened,
        frame,
        'video',
        (region) => drawnView(frame, region),
        videoRegions(width, height).slice(0, 2).flat(),
      ),
    );
  }
  const group = sheetOf(frames);
  const tiles = tileLevels(group.width, group.height).flat();
  comparisons.push(await compareRegions(opened, group, 'tile of 16 faces', exactViews(opened, group), tiles));
  for (const { bitmap } of [...frames, group]) bitmap.close();
  return comparisons;
}

function drawnView({ bitmap }: Frame, region: Region): ImageData {
  if (parts === undefined) throw new Error('start() first');
  return parts.drawn.view(bitmap, region);
}

function exactViews({ reader }: Parts, frame: Frame): (region: Region) => ImageData {
  const picture = new ScaledPicture(frame, (box) => reader.read(frame, box));
  return (region) => picture.view(region, VIEW_SIDE);
}

/** The pictures side by side as one photo. */
function sheetOf(frames: readonly Frame[]): Frame {
  const columns = Math.ceil(Math.sqrt(frames.length));
  const side = 320;
  const canvas = new OffscreenCanvas(columns * side, Math.ceil(frames.length / columns) * side);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2D canvas');
  frames.forEach(({ bitmap, width, height }, index) => {
    // Of many sizes, as people stand near and far.
    const scale = (side * (0.4 + 0.6 * ((index * 0.37) % 1))) / Math.max(width, height);
    const [x, y] = [(index % columns) * side, Math.floor(index / columns) * side];
    context.drawImage(bitmap, x, y, width * scale, height * scale);
  });
  const bitmap = canvas.transferToImageBitmap();
  return pixelFrame(bitmap);
}

async function compareRegions(
  opened: Parts & { readonly agesOf: AgesOf },
  frame: Frame,
  kind: ViewKind,
  viewOf: (region: Region) => ImageData,
  regions: readonly Region[],
): Promise<ViewComparison> {
  const views = new Map(regions.map((region) => [region, viewOf(region)]));
  const viewAgain = (region: Region) => views.get(region) ?? viewOf(region);
  const timed = async (detector: ViewDetector) => {
    const begin = performance.now();
    const found = await detectionOf(detector, viewAgain, () => true)(regions);
    return { found, milliseconds: performance.now() - begin };
  };
  const mediapipe = await timed(opened.detectors.mediapipe);
  const graph = await timed(opened.detectors.graph);
  const pairs: FaceDifference[] = [];
  const onlyMediapipe: number[] = [];
  const onlyGraph: number[] = [];
  for (const [index, { size }] of regions.entries()) {
    const rest = new Set(graph.found[index]);
    for (const face of mediapipe.found[index] ?? []) {
      const same = [...rest].sort((a, b) => likeness(b.box, face.box) - likeness(a.box, face.box))[0];
      if (same === undefined || likeness(same.box, face.box) < 0.5) {
        onlyMediapipe.push(face.score);
        continue;
      }
      rest.delete(same);
      const years = await yearsBetween(opened, kind, frame, [face, same]);
      pairs.push({ ...difference([face, same], VIEW_SIDE / size), years });
    }
    onlyGraph.push(...[...rest].map(({ score }) => score));
  }
  const milliseconds = { mediapipe: mediapipe.milliseconds, graph: graph.milliseconds };
  return { kind, views: regions.length, pairs, onlyMediapipe, onlyGraph, milliseconds };
}

function likeness(a: Box, b: Box): number {
  const shared = intersectionArea(a, b);
  return shared / (a.width * a.height + b.width * b.height - shared);
}

type Pair = readonly [DetectedFace, DetectedFace];

function difference([a, b]: Pair, scale: number): Omit<FaceDifference, 'years'> {
  const sides = (face: DetectedFace) => [face.box.x, face.box.y, face.box.width, face.box.height];
  const points = (face: DetectedFace) =>
    Object.values<Point>({ ...face.keypoints }).flatMap(({ x, y }) => [x, y]);
  return {
    score: Math.abs(a.score - b.score),
    box: largestGap(sides(a), sides(b)) * scale,
    keypoints: largestGap(points(a), points(b)) * scale,
  };
}

async function yearsBetween(
  opened: Parts & { readonly agesOf: AgesOf },
  kind: ViewKind,
  frame: Frame,
  pair: Pair,
): Promise<number | null> {
  const { agesOf, reader, card } = opened;
  if (Array.isArray(agesOf) && !agesOf.includes(kind)) return null;
  const crops = pair.flatMap((face) => cropOf(reader, frame, face, { size: card.cropSize, margin: 0 }) ?? []);
  if (crops.length < 2) return null;
  if (agesOf !== 'held') return gapOfAges(opened, crops);
  held.push(crops);
  return null;
}

/** The years between the two faces of each pair that `compare` held, by the network of the last `start`. */
export async function yearsOfHeld(): Promise<number[]> {
  if (parts === undefined) throw new Error('start() first');
  const years: number[] = [];
  for (const crops of held) years.push(await gapOfAges(parts, crops));
  held = [];
  return years;
}

async function gapOfAges({ network, card }: Parts, crops: Crops): Promise<number> {
  const age = card.heads.age;
  if (age === undefined) throw new Error('The model knows no ages.');
  const [first = Number.NaN, second = Number.NaN] = (await network.run(crops)).map(
    ({ logits }) => fromLogits(logits.age ?? [], age).expectation,
  );
  return Math.abs(first - second);
}

function largestGap(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? Number.NaN))));
}
