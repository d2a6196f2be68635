/** What an entry of the browser's history stands for: a picture of this visit by its number, the camera, or the page as it opened. */
export type Place = number | 'camera' | 'beginning';

interface Entry {
  /** Tells this visit from those before a reload, whose pictures are gone. */
  readonly visit: number;
  readonly place: Place;
}

/** Entries of the browser's history, one for each result. Address and entries hold no part of a picture. */
export class PageHistory {
  private current: Place = 'beginning';

  /** @param onMove the user went back or forward to this place */
  constructor(onMove: (place: Place) => void) {
    // A browser restores the state of a page that is loaded again.
    this.rename('beginning');
    addEventListener('popstate', ({ state }: { state: Entry | null }) => {
      // A link to a part of the page makes entries without a state.
      if (state === null) return;
      const place = state.visit === performance.timeOrigin ? state.place : 'beginning';
      if (place === this.current) return;
      this.current = place;
      onMove(place);
    });
  }

  get place(): Place {
    return this.current;
  }

  /** Goes on to another place. */
  push(place: Place): void {
    if (place === this.current) return;
    this.current = place;
    history.pushState(entryOf(place), '');
  }

  /** Gives the current entry another place. */
  rename(place: Place): void {
    this.current = place;
    history.replaceState(entryOf(place), '');
  }
}

function entryOf(place: Place): Entry {
  return { visit: performance.timeOrigin, place };
}
