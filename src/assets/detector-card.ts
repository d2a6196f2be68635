import card from '../../models/blazeface/card.json' with { type: 'json' };
import type { GraphChecksums } from './graph-files.ts';

/** What the detector's graph says about itself, as far as it is read here. */
export interface DetectorCard {
  /** Side of a view in pixels. */
  readonly viewSize: number;
  /** The graph gets each byte of a view as byte * scale + offset. */
  readonly scale: number;
  readonly offset: number;
  /** From this score on a place is a face. */
  readonly leastScore: number;
  /** Boxes that overlap more (intersection over union) are one face. */
  readonly overlap: number;
  /** The graph's outputs: maps of `anchors` places in each of `cells` x `cells` cells. */
  readonly maps: readonly {
    readonly cells: number;
    readonly anchors: number;
    readonly scores: string;
    readonly boxes: string;
  }[];
  readonly files: GraphChecksums;
}

/** Part of the code: a page needs it before it can fetch the graph. */
export const detectorCard: DetectorCard = card;
