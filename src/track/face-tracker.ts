import type { MinorsRule } from '../distribution/index.ts';
import { matchFaces, type SeenFace } from './match-faces.ts';
import { Track } from './track.ts';

/** A face that is hidden is remembered for this many frames, or this many milliseconds where frames are rare. */
const MISSED_FRAMES = 5;
const MISSED_TIME = 1000;

/** Which face of a frame is which face of the frames before. One per watch. */
export class FaceTracker {
  private readonly rule: MinorsRule;
  private tracks: Track[] = [];
  private nextId: number;

  constructor(rule: MinorsRule, firstId = 0) {
    this.rule = rule;
    this.nextId = firstId;
  }

  /** The track of each face, in the faces' order. @param time in milliseconds, rising */
  update(faces: readonly SeenFace[], time: number): Track[] {
    const matches = matchFaces(
      this.tracks.map(({ face }) => face),
      faces,
    );
    const seen = faces.map((face, index) => {
      const track = this.tracks[matches[index] ?? -1];
      track?.see(face, time);
      return track ?? this.begin(face, time);
    });
    this.tracks = this.tracks.filter((track) => seen.includes(track) || this.isRemembered(track, time));
    return seen;
  }

  /** A new track in the place of one that turned out to be another person's. */
  renew(track: Track): Track {
    this.tracks = this.tracks.filter((other) => other !== track);
    return this.begin(track.face, track.seenAt);
  }

  private begin(face: SeenFace, time: number): Track {
    const track = new Track(this.nextId++, face, time, this.rule);
    this.tracks.push(track);
    return track;
  }

  private isRemembered(track: Track, time: number): boolean {
    track.missed++;
    return track.missed <= MISSED_FRAMES || time - track.seenAt <= MISSED_TIME;
  }
}
