import { detectorCard } from '../assets/detector-card.ts';
import type { DetectedFace } from '../types.ts';
import { type FaceMap, facesInMaps } from './face-maps.ts';
import type { ViewDetector } from './view-detector.ts';
import { mergeOverlapping } from './weighted-suppression.ts';

/** Computes outputs of the detector's graph from an input of the shape [views, height, width, channels]. */
export type RunGraph = (
  input: Float32Array,
  shape: readonly [number, number, number, number],
  outputs: readonly string[],
) => Promise<readonly { readonly values: Float32Array }[]>;

/** The bytes of a view, RGBA. */
interface View {
  readonly data: Uint8ClampedArray;
}

/** More views than this go through the graph in several calls, which bounds memory. */
const LARGEST_BATCH = 16;
const CHANNELS = 3;

/** MediaPipe's detector as a graph, with MediaPipe's answers. It owns nothing: `RunningGraphs` runs the graph and recovers from losses. */
export class GraphDetector implements ViewDetector {
  readonly isLost = false;
  private readonly run: RunGraph;

  constructor(run: RunGraph) {
    this.run = run;
  }

  async detect(views: readonly View[], leastScore = detectorCard.leastScore): Promise<DetectedFace[][]> {
    const maps = await mapsOf(this.run, views);
    return maps.map((ofView) => {
      const faces = mergedFaces(ofView, detectorCard.leastScore);
      if (leastScore === detectorCard.leastScore) return faces;
      const unsure = mergedFaces(ofView, leastScore).filter(({ score }) => score < detectorCard.leastScore);
      return [...faces, ...unsure];
    });
  }

  close(): void {}
}

function mergedFaces(maps: readonly FaceMap[], leastScore: number): DetectedFace[] {
  const faces = facesInMaps(maps, { ...detectorCard, leastScore });
  return mergeOverlapping(faces, detectorCard.overlap).map(withWholeBox);
}

/** The graph's maps for each of the views. */
export async function mapsOf(run: RunGraph, views: readonly View[]): Promise<FaceMap[][]> {
  const maps: FaceMap[][] = [];
  for (let start = 0; start < views.length; start += LARGEST_BATCH) {
    maps.push(...(await mapsOfBatch(run, views.slice(start, start + LARGEST_BATCH))));
  }
  return maps;
}

async function mapsOfBatch(run: RunGraph, views: readonly View[]): Promise<FaceMap[][]> {
  const { viewSize, maps } = detectorCard;
  const input = new Float32Array(views.length * viewSize * viewSize * CHANNELS);
  views.forEach(({ data }, index) => {
    fillInput(data, input.subarray((index * input.length) / views.length));
  });
  const names = maps.flatMap(({ scores, boxes }) => [scores, boxes]);
  const outputs = await run(input, [views.length, viewSize, viewSize, CHANNELS], names);
  const ofView = (output: number, view: number) => {
    const values = outputs[output]?.values ?? new Float32Array();
    const length = values.length / views.length;
    return values.subarray(view * length, (view + 1) * length);
  };
  return views.map((_, view) =>
    maps.map(({ cells, anchors }, index) => ({
      cells,
      anchors,
      logits: ofView(2 * index, view),
      boxes: ofView(2 * index + 1, view),
    })),
  );
}

/** What each byte is to the graph. */
const levels = Float32Array.from(
  { length: 256 },
  (_, byte) => byte * detectorCard.scale + detectorCard.offset,
);

function fillInput(bytes: Uint8ClampedArray, input: Float32Array): void {
  for (let from = 0, to = 0; from < bytes.length; from += 4, to += CHANNELS) {
    input[to] = levels[bytes[from] ?? 0] ?? 0;
    input[to + 1] = levels[bytes[from + 1] ?? 0] ?? 0;
    input[to + 2] = levels[bytes[from + 2] ?? 0] ?? 0;
  }
}

/**
 * MediaPipe cuts the box to whole pixels, from 0 to the side of the view, its place and its sides apart: the place of a box
 * that begins before the view is moved, its sides are not. Keypoints stay as they are.
 */
function withWholeBox({ box, ...face }: DetectedFace): DetectedFace {
  const whole = (value: number) => Math.min(detectorCard.viewSize, Math.max(0, Math.trunc(value)));
  return {
    ...face,
    box: { x: whole(box.x), y: whole(box.y), width: whole(box.width), height: whole(box.height) },
  };
}
