import { type LabelDistribution, minorChance } from '../../src/distribution/index.ts';
import { packCurve, unpackCurve } from '../../src/host/protocol.ts';
import { Pipeline, readPhoto, withhold } from '../../src/pipeline/index.ts';
import { decodeImage, pixelFrame } from '../../src/source/index.ts';
import type { BackendChoice, Frame, ModelName, QualityReason, Withheld } from '../../src/types.ts';
import { assetsBase } from './assets-base.ts';
import { mainFace } from './main-face.ts';

export type Intervals = Readonly<Record<string, readonly [low: number, high: number]>>;

const PERCENT = [10, 20, 30, 40, 50, 60, 70, 80, 90, 95];

/** What the shipped pipeline reads in one picture. Without a usable face there are no curves. */
export interface PictureReading {
  readonly file: string;
  readonly score: number | null;
  readonly problem?: string;
  /** Why the face that was found has no curve. */
  readonly notUsable?: readonly QualityReason[];
  /** Why the page shows no votes for this face; null where it shows them. */
  readonly votesWithheld?: Withheld['withheld'] | null;
  readonly age?: number;
  /** Central intervals of the age curve by their share in %: 10, 20, … 90, 95. */
  readonly ageIntervals?: Intervals;
  /** The chance of a minor, by which attractiveness is withheld. */
  readonly minorProbability?: number;
  /** This and the votes are there only if the model has learned them. */
  readonly attractiveness?: number;
  readonly votes?: readonly number[];
  readonly votesIntervals?: Intervals;
  readonly milliseconds?: number;
}

let pipeline: Promise<Pipeline> | undefined;

/** Loads the pipeline and returns its card and backend. */
export async function start(backend: BackendChoice, model: ModelName = 'default') {
  pipeline ??= Pipeline.create({ base: assetsBase(), backend, model });
  const { card, network } = await pipeline;
  return { card, backend: network.network.backend.name };
}

export async function readPictures(files: readonly string[]): Promise<PictureReading[]> {
  if (pipeline === undefined) throw new Error('start() first');
  const readings: PictureReading[] = [];
  for (const file of files) readings.push(await readPicture(await pipeline, file));
  return readings;
}

async function readPicture(ready: Pipeline, file: string): Promise<PictureReading> {
  let frame: Frame | undefined;
  try {
    const response = await fetch(`/pictures/${encodeURI(file)}`);
    if (!response.ok) return { file, score: null, problem: 'missing file' };
    frame = pixelFrame((await decodeImage(await response.blob())).bitmap);
    const start = performance.now();
    const faces = await readPhoto(ready, frame);
    const milliseconds = performance.now() - start;
    const main = mainFace(
      faces.map((each) => ({ ...each, box: each.found.face.box })),
      frame,
    );
    if (main === undefined) return { file, score: null };
    const { found, reading } = main;
    const { score } = found.face;
    const known = reading?.curves ?? null;
    const shown = withhold(known, found.quality, ['attractiveness'], ready.card).attractiveness;
    const votesWithheld = 'withheld' in shown ? shown.withheld : null;
    if (reading === null) return { file, score, votesWithheld, notUsable: found.quality.reasons };
    const { curves } = reading;
    if (curves.age === undefined) throw new Error('The model knows no ages.');
    const age = asReceived(curves.age);
    const attractiveness = curves.attractiveness && asReceived(curves.attractiveness);
    return {
      file,
      score,
      votesWithheld,
      age: age.expectation,
      ageIntervals: intervalsOf(age),
      minorProbability: minorChance(curves, ready.card.minors),
      ...(attractiveness !== undefined && {
        attractiveness: attractiveness.expectation,
        votes: Array.from(attractiveness.probabilities),
        votesIntervals: intervalsOf(attractiveness),
      }),
      milliseconds,
    };
  } catch (error) {
    return { file, score: null, problem: error instanceof Error ? error.message : String(error) };
  } finally {
    frame?.bitmap.close();
  }
}

/** The curve as a page gets it from the worker. */
function asReceived(curve: LabelDistribution): LabelDistribution {
  return unpackCurve(packCurve(curve));
}

function intervalsOf(curve: LabelDistribution): Intervals {
  return Object.fromEntries(PERCENT.map((percent) => [`${percent}`, curve.interval(percent / 100)]));
}
