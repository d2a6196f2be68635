export { type Appearance, appearanceOf, isStill } from './appearance.ts';
export { FaceTracker } from './face-tracker.ts';
export type { SeenFace } from './match-faces.ts';
export type { Track, TrackRules } from './track.ts';
