export type { EstimatorSettings, LoadingStage } from './estimator-keeper.ts';
export { ExpectationHistory, type HistoryPoint } from './expectation-history.ts';
export type { SessionLibrary } from './library.ts';
export { type LookedAt, LookedAtList, MOST_KEPT, type Outcome } from './looked-at.ts';
export { PageLife } from './page-life.ts';
export { loadedPicture, type PictureSource } from './picture-source.ts';
export {
  type AgeReading,
  ageHead,
  ageReading,
  type Failure,
  type Head,
  type VotesReading,
  votesReading,
} from './readings.ts';
export { type ShownFace, savedResult } from './saved-result.ts';
export { Session } from './session.ts';
export type { SessionOptions } from './session-options.ts';
export type { SessionScreen } from './session-screen.ts';
export { showMarks } from './show-marks.ts';
export type { ResultSource, Shown, WaitingMode } from './shown.ts';
export { VideoHistory } from './video-history.ts';
export { videoStill } from './video-still.ts';
