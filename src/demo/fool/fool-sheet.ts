import type { Estimator, FaceEstimate, LabelDistribution } from '../../index.ts';
import { changePhrase } from '../../languages/change.ts';
import { type FoolWords, foolWordsFor, type Perturbation } from '../../languages/fool-words.ts';
import type { TimelinePoint, Words } from '../../languages/index.ts';
import { type Phrase, phraseText } from '../../languages/phrase.ts';
import type { Keypoints } from '../../types.ts';
import { FoolPanel, type Sweep } from './fool-panel.ts';
import { compressed } from './jpeg.ts';
import { NewestOnly } from './newest-only.ts';
import {
  AT_REST,
  eyeDistanceOf,
  perturbed,
  placesOn,
  RANGES,
  scaleOf,
  type Values,
} from './perturbations.ts';
import type { Picture } from './picture.ts';
import { type DrawCrop, faceInMiddle, workingPicture } from './working-picture.ts';

export interface FoolSheetOptions {
  readonly words: Words;
  readonly place: HTMLElement;
  readonly drawCrop: DrawCrop;
  /** An estimator of ages alone: votes on a changed picture never leave the worker. */
  readonly createEstimator: () => Promise<Estimator>;
  /** The title of the message for what an estimator throws. */
  readonly titleOf: (error: unknown) => string;
  /** Announces a sentence to screen readers. */
  readonly announce: (sentence: string) => void;
}

/** The picture that is changed, with the face that was found in it before. */
interface Subject {
  readonly picture: Picture;
  readonly keypoints: Keypoints;
  readonly first: LabelDistribution;
}

/** Places on a slider where a run stops. */
const STOPS = 25;
const NO_SWEEP: Sweep = { points: [], text: '' };
/** Milliseconds without a change after which a sentence is announced. */
const CALM = 800;

/** Changes a copy of the chosen face and asks for its age again and again, as for any photo. Nothing of it is kept. */
export class FoolSheet {
  private readonly options: FoolSheetOptions;
  private readonly fool: FoolWords;
  private readonly panel: FoolPanel;
  private readonly asking = new NewestOnly();
  private estimator: Promise<Estimator> | null = null;
  private subject: Subject | null = null;
  private values: Values = AT_REST;
  private chosen: Perturbation = 'light';
  private sweep: Sweep = NO_SWEEP;
  private run: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: FoolSheetOptions) {
    this.options = options;
    const { words, place } = options;
    this.fool = foolWordsFor(words.language);
    this.panel = new FoolPanel({
      words,
      fool: this.fool,
      valueText: (name, value) => this.fool.values[name](name === 'size' ? this.eyePixels(value) : value),
      onChoose: (name) => this.choose(name),
      onValue: (value) => this.set({ ...this.values, [this.chosen]: value }),
      onRun: () => this.startOrStop(),
      onBack: () => this.set(AT_REST),
    });
    place.replaceChildren(this.panel.element);
  }

  /** Takes a copy of the face from the shown picture, unchanged at first. */
  open(face: FaceEstimate): void {
    this.endRun();
    this.subject = null;
    this.values = AT_REST;
    this.sweep = NO_SWEEP;
    this.drawSlider();
    const picture = workingPicture(face, this.options.drawCrop);
    if (picture === null) return;
    this.panel.showPicture(picture);
    this.asking.run(() => this.begin(picture, face));
  }

  /** Forgets the face and frees the estimator. */
  close(): void {
    this.endRun();
    clearTimeout(this.timer);
    this.subject = null;
    const { estimator } = this;
    this.estimator = null;
    estimator?.then((known) => known.dispose()).catch(() => undefined);
  }

  private async begin(picture: Picture, shown: FaceEstimate): Promise<void> {
    const face = await this.estimate(picture);
    if (face === null) return;
    const first = ageOf(face);
    if (face === undefined || first === null) {
      this.showReading(face, ageOf(shown));
      return;
    }
    this.subject = { picture, keypoints: face.keypoints, first };
    this.drawSlider();
    this.showReading(face, first);
  }

  private choose(name: Perturbation): void {
    this.endRun();
    this.chosen = name;
    this.sweep = NO_SWEEP;
    this.drawSlider();
  }

  private set(values: Values): void {
    this.endRun();
    this.values = values;
    this.drawSlider();
    this.asking.run(async () => void (await this.answer(values)));
  }

  /** Asks for a changed picture and shows it with what came of it. @returns null where the sheet has another subject by then */
  private async answer(
    values: Values,
    isShown = true,
  ): Promise<{ readonly face: FaceEstimate | undefined } | null> {
    const { subject } = this;
    if (subject === null) return null;
    const changed = perturbed(subject.picture, subject.keypoints, values);
    const picture = await compressed(changed, values.jpeg / 100);
    if (isShown) this.panel.showPicture(picture);
    const face = await this.estimate(picture);
    if (face === null || subject !== this.subject) return null;
    if (isShown) this.showReading(face, subject.first);
    return { face };
  }

  /** The face of a working picture; undefined where none is found, null where there is no answer. */
  private async estimate({ data, width, height }: Picture): Promise<FaceEstimate | undefined | null> {
    this.estimator ??= this.options.createEstimator();
    const { estimator } = this;
    try {
      const faces = await (await estimator).estimate(new ImageData(data, width, height));
      return estimator === this.estimator ? faceInMiddle(faces, { width, height }) : null;
    } catch (error) {
      if (estimator !== this.estimator) return null;
      this.estimator = null;
      this.panel.showMessage([this.options.titleOf(error)], this.subject?.first ?? null);
      return null;
    }
  }

  private showReading(face: FaceEstimate | undefined, first: LabelDistribution | null): void {
    const { words } = this.options;
    const now = ageOf(face);
    if (first !== null && now !== null) {
      this.panel.showCurve(first, now);
      this.announceSoon(changePhrase(first, now, this.fool.change));
      return;
    }
    const phrase = this.fool.gaveUp(
      face === undefined ? words.noFaceTag : words.qualityTag(face.quality.reasons),
    );
    this.panel.showMessage(phrase, first);
    this.announceSoon(phrase);
  }

  private announceSoon(phrase: Phrase): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.options.announce(phraseText(phrase)), CALM);
  }

  /** @param values others than the sheet's own while a run goes on */
  private drawSlider(values = this.values): void {
    this.panel.showSlider(this.chosen, values);
    this.panel.showSweep(this.chosen, values, this.sweep);
  }

  private startOrStop(): void {
    if (this.run === null) void this.runThrough();
    else this.set(this.values);
  }

  private endRun(): void {
    this.run?.abort();
    this.run = null;
    this.panel.setRunning(false);
  }

  /** Goes through the chosen slider. With less motion wanted, picture and slider stand still, and the plot alone grows. */
  private async runThrough(): Promise<void> {
    const { chosen, values } = this;
    const run = new AbortController();
    this.run = run;
    this.panel.setRunning(true);
    const isShown = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    const points: (TimelinePoint | null)[] = [];
    for (const place of placesOn(RANGES[chosen], STOPS)) {
      const there = { ...values, [chosen]: place };
      const answer = await this.answer(there, isShown);
      if (run.signal.aborted) return;
      if (answer === null) break;
      points.push(pointOf(answer.face, place));
      this.sweep = { points, text: '' };
      this.drawSlider(isShown ? there : values);
    }
    const text = this.fool.swept(rangeOf(points), points.filter((point) => point === null).length);
    this.sweep = { points, text };
    this.set(values);
    this.options.announce(text);
  }

  private eyePixels(size: number): number {
    const distance = this.subject === null ? 0 : eyeDistanceOf(this.subject.keypoints);
    return Math.round(distance * scaleOf(distance, size));
  }
}

function ageOf(face: FaceEstimate | undefined): LabelDistribution | null {
  return face === undefined || 'withheld' in face.age ? null : face.age;
}

function pointOf(face: FaceEstimate | undefined, time: number): TimelinePoint | null {
  const age = ageOf(face);
  if (age === null) return null;
  const [low, high] = age.interval(0.8);
  return { time, expectation: age.expectation, low, high };
}

function rangeOf(points: readonly (TimelinePoint | null)[]): { low: number; high: number } | null {
  const known = points.flatMap((point) => (point === null ? [] : [Math.round(point.expectation)]));
  return known.length === 0 ? null : { low: Math.min(...known), high: Math.max(...known) };
}
