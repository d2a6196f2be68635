import { type LabelDistribution, minorProbability } from '../../src/distribution/index.ts';
import { Pipeline } from '../../src/engine/pipeline.ts';
import { withhold } from '../../src/engine/withhold.ts';
import { decodeImage } from '../../src/source/index.ts';
import type { Attribute, BackendChoice, Frame, ModelName, Withheld } from '../../src/types.ts';
import { assetsBase } from './assets-base.ts';
import { mainFace } from './main-face.ts';

export type Intervals = Readonly<Record<string, readonly [low: number, high: number]>>;

const PERCENT = [10, 20, 30, 40, 50, 60, 70, 80, 90, 95];

/** What the shipped pipeline reads in one picture; null curves where no face was found or the picture cannot be read. */
export interface PictureReading {
  readonly file: string;
  readonly score: number | null;
  readonly problem?: string;
  readonly age?: number;
  /** Central intervals of the age curve by their share in %: 10, 20, … 90, 95. */
  readonly ageIntervals?: Intervals;
  /** P(age < the minors' limit), by which attractiveness is withheld. */
  readonly minorProbability?: number;
  /** Why the page would show no votes for this face; null where the page shows them. */
  readonly votesWithheld?: Withheld['withheld'] | null;
  /** This and the votes only of a model that has learned them. */
  readonly attractiveness?: number;
  readonly votes?: readonly number[];
  readonly votesIntervals?: Intervals;
  readonly milliseconds?: number;
}

const ATTRIBUTES: readonly Attribute[] = ['age', 'attractiveness'];

let pipeline: Promise<Pipeline> | undefined;

/** Loads the pipeline and tells its card and backend. */
export async function start(backend: BackendChoice, model: ModelName = 'default') {
  pipeline ??= Pipeline.create({ base: assetsBase(), backend, model, withDetector: true });
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
    frame = await decodeImage(await response.blob());
    const start = performance.now();
    const readings = await ready.read(frame, 'photo');
    const milliseconds = performance.now() - start;
    const main = mainFace(
      readings.map((reading) => ({ ...reading, box: reading.face.box })),
      frame,
    );
    if (main === undefined) return { file, score: null };
    const { age, attractiveness } = main;
    const shown = withhold(main, main.quality, ATTRIBUTES, ready.card);
    return {
      file,
      score: main.face.score,
      age: age.expectation,
      ageIntervals: intervalsOf(age),
      votesWithheld: 'withheld' in shown.attractiveness ? shown.attractiveness.withheld : null,
      minorProbability: minorProbability(age, ready.card.minors.below),
      ...(attractiveness !== null && {
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

function intervalsOf(curve: LabelDistribution): Intervals {
  return Object.fromEntries(PERCENT.map((percent) => [`${percent}`, curve.interval(percent / 100)]));
}
