import type { FaceCurveError } from '../errors.ts';

/** The visitor's own pictures are kept up to this number; the oldest ones give way. */
export const MOST_KEPT = 12;

/** What a look at a picture gave. */
export type Outcome =
  | { readonly kind: 'curve'; readonly expectation: number }
  /** No face, or none with a curve. */
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly error: FaceCurveError };

/** A picture of this visit. */
export interface LookedAt<Source> {
  /** Never given twice. */
  readonly id: number;
  readonly source: Source;
  /** False for a sample, which the page holds anyway. */
  readonly isOwn: boolean;
  /** Null until the picture was looked at. */
  readonly outcome: Outcome | null;
}

/** The pictures of this visit in the order in which they came. It owns the pictures. */
export class LookedAtList<Source> {
  private readonly free: (source: Source) => void;
  private entries: readonly LookedAt<Source>[] = [];
  private lastId = 0;

  /** @param free called with each picture that leaves the list */
  constructor(free: (source: Source) => void) {
    this.free = free;
  }

  /** The visitor's own pictures. */
  get own(): readonly LookedAt<Source>[] {
    return this.entries.filter(({ isOwn }) => isOwn);
  }

  get(id: number): LookedAt<Source> | undefined {
    return this.entries.find((entry) => entry.id === id);
  }

  /** Adds pictures; of more than are kept, the first ones. @returns the first of them, or undefined where there is none */
  addOwn(sources: readonly Source[]): LookedAt<Source> | undefined {
    const added = sources.slice(0, MOST_KEPT).map((source) => this.entryFor(source, true));
    const leaving = this.own.slice(0, Math.max(0, this.own.length + added.length - MOST_KEPT));
    this.entries = [...this.entries, ...added];
    for (const { id } of leaving) this.drop(id);
    return added[0];
  }

  /** Adds a sample, once. */
  addSample(source: Source): LookedAt<Source> {
    const known = this.entries.find((entry) => entry.source === source);
    if (known !== undefined) return known;
    const entry = this.entryFor(source, false);
    this.entries = [...this.entries, entry];
    return entry;
  }

  note(id: number, outcome: Outcome): void {
    this.entries = this.entries.map((entry) => (entry.id === id ? { ...entry, outcome } : entry));
  }

  /** @returns the own picture that takes the place of the removed one; undefined where none is left */
  remove(id: number): LookedAt<Source> | undefined {
    const place = this.own.findIndex((entry) => entry.id === id);
    this.drop(id);
    return this.own[place] ?? this.own.at(-1);
  }

  /** The own picture so many places after another one; undefined beyond the ends. */
  neighbour(id: number, places: number): LookedAt<Source> | undefined {
    const place = this.own.findIndex((entry) => entry.id === id);
    return place < 0 ? undefined : this.own[place + places];
  }

  private drop(id: number): void {
    const entry = this.get(id);
    if (entry === undefined) return;
    this.entries = this.entries.filter((each) => each !== entry);
    this.free(entry.source);
  }

  private entryFor(source: Source, isOwn: boolean): LookedAt<Source> {
    this.lastId++;
    return { id: this.lastId, source, isOwn, outcome: null };
  }
}
