import type { LoadProgress } from '../types.ts';

export interface LoadingView {
  /** 0 to 1; never falls. */
  readonly share: number;
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** Progress that never falls, although files that are announced late raise the total. */
export class LoadingProgress {
  private share = 0;

  update({ loadedBytes, totalBytes }: LoadProgress): LoadingView {
    const share = totalBytes > 0 ? Math.min(1, loadedBytes / totalBytes) : 0;
    this.share = Math.max(this.share, share);
    return { share: this.share, loadedBytes, totalBytes };
  }
}
