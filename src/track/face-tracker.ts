import { matchFaces, type SeenFace } from './match-faces.ts';
import { Track, type TrackRules } from './track.ts';

/** A face that is hidden is remembered for this many frames, or this many milliseconds where frames are rare. */
const MISSED_FRAMES = 5;
const MISSED_TIME = 1000;

/** Recognises the faces of one frame in the next. One per watch. */
export class FaceTracker {
  private readonly rules: TrackRules;
  private tracks: Track[] = [];
  private nextId: number;

  constructor(rules: TrackRules, firstId = 0) {
    this.rules = rules;
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

  /** Replaces a track whose face turned out to be another person's. */
  renew(track: Track): Track {
    this.tracks = this.tracks.filter((other) => other !== track);
    return this.begin(track.face, track.seenAt);
  }

  private begin(face: SeenFace, time: number): Track {
    const track = new Track(this.nextId++, face, time, this.rules);
    this.tracks.push(track);
    return track;
  }

  private isRemembered(track: Track, time: number): boolean {
    track.missed++;
    return track.missed <= MISSED_FRAMES || time - track.seenAt <= MISSED_TIME;
  }
}
