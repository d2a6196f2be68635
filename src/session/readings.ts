import type { FaceCurveError } from '../errors.ts';
import type { LabelDistribution } from '../index.ts';
import type { FacePlace, Message, Phrase, Words } from '../languages/index.ts';
import type { FaceEstimate } from '../types.ts';
import { reasonFor } from '../view/index.ts';
import type { SessionScreen } from './session-screen.ts';
import { messageOf, type Shown, type WaitingMode } from './shown.ts';

/** The words above a curve, and the number with its sentence. */
export interface Head {
  readonly eyebrow: string;
  readonly number: string;
  readonly say: Phrase;
}

/** What the place of the age curve shows. */
export type AgeReading =
  | { readonly kind: 'curve'; readonly age: LabelDistribution; readonly place: FacePlace }
  /** `share`: how much is loaded, 0 to 1; undefined where that is not known. */
  | {
      readonly kind: 'waiting';
      readonly mode: WaitingMode;
      readonly head: Head;
      readonly share: number | undefined;
    }
  | {
      readonly kind: 'message';
      readonly message: Message;
      readonly failure?: Failure | undefined;
      /** The message is the notice, which waits for its button. */
      readonly isNotice?: boolean;
    }
  /** The age was not asked for. */
  | { readonly kind: 'none' };

export interface Failure {
  readonly error: FaceCurveError;
  readonly retry: (() => void) | undefined;
}

export function ageReading(
  {
    shown,
    faces,
    held = null,
  }: Pick<SessionScreen, 'shown' | 'faces'> & Partial<Pick<SessionScreen, 'held'>>,
  words: Words,
): AgeReading {
  if (held !== null && !('withheld' in held.age)) return { kind: 'curve', age: held.age, place: faces.place };
  const message = messageOf(shown, words);
  if (message !== null) {
    const failure = shown.mode === 'failure' ? shown : undefined;
    return { kind: 'message', message, failure, isNotice: shown.mode === 'notice' };
  }
  const { face, place } = faces;
  if (face === undefined) return waitingReading(shown, words);
  const { age, quality } = face;
  if (!('withheld' in age)) return { kind: 'curve', age, place };
  if (age.withheld === 'not-asked' && quality.usable) return { kind: 'none' };
  return { kind: 'message', message: reasonFor(face, words) };
}

function waitingReading(shown: Shown, words: Words): AgeReading {
  if (shown.mode === 'loading') {
    const { share, loadedBytes, totalBytes } = shown.progress;
    const say = share < 1 ? words.loaded(loadedBytes, totalBytes) : words.checking;
    // Whole percents: "under 1%" is wider than the place of the number, and would move the sentence beside it.
    const number = words.percent(Math.floor(100 * share) / 100);
    const head = { eyebrow: words.gettingReady, number, say: [say] };
    return { kind: 'waiting', mode: 'loading', head, share };
  }
  if (shown.mode === 'estimating') {
    const head = { eyebrow: words.estimating, number: '…', say: [words.estimatingFace] };
    return { kind: 'waiting', mode: 'estimating', head, share: undefined };
  }
  const head = { eyebrow: words.looksAbout({ number: 1, count: 1 }), number: '?', say: [words.noPicture] };
  return { kind: 'waiting', mode: 'empty', head, share: undefined };
}

/** @param say the sentence of the view that is shown */
export function ageHead(
  { age, place }: Extract<AgeReading, { kind: 'curve' }>,
  say: Phrase,
  words: Words,
): Head {
  return { eyebrow: words.looksAbout(place), number: words.years(age), say };
}

/** What the place of the votes shows: a curve, or a note where there is none. */
export type VotesReading =
  | {
      readonly kind: 'curve';
      readonly votes: LabelDistribution;
      readonly number: string;
      readonly say: Phrase;
    }
  | { readonly kind: 'none' | 'withheld'; readonly note: string };

export function votesReading(face: FaceEstimate | undefined, words: Words): VotesReading {
  const votes = face?.attractiveness;
  if (votes === undefined) return { kind: 'none', note: words.noVotesYet };
  if ('withheld' in votes) {
    const { text, remedy } = words.withheld[votes.withheld];
    return { kind: 'withheld', note: `${text} ${remedy}` };
  }
  return { kind: 'curve', votes, number: words.number(votes.expectation, 1), say: words.aboutVotes(votes) };
}

/** The words on the picture. @param isExplained whether the picture shows where the network looks */
export function tagOf(
  { faces, isInView, pictureName }: Pick<SessionScreen, 'faces' | 'isInView' | 'pictureName'>,
  words: Words,
  isExplained = false,
): string {
  const { all, face } = faces;
  if (!isInView || face === undefined) return words.noFaceTag;
  if (isExplained) return words.whereItLooks;
  if (pictureName !== '') return pictureName;
  return all.length > 1 ? words.faces(all.length) : words.qualityTag(face.quality.reasons);
}
