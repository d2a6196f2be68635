import { expect, it } from 'vitest';
import { LoadingProgress } from './loading-progress.ts';

it('never shows less than it has shown', () => {
  const progress = new LoadingProgress();
  const shares = [
    { loadedBytes: 0, totalBytes: 0 },
    { loadedBytes: 50, totalBytes: 100 },
    { loadedBytes: 60, totalBytes: 200 },
    { loadedBytes: 150, totalBytes: 200 },
    { loadedBytes: 210, totalBytes: 200 },
  ].map(
    (update) =>
      progress.update({ file: 'weights.bin', fileLoadedBytes: 0, fileTotalBytes: 0, ...update }).share,
  );
  expect(shares).toEqual([0, 0.5, 0.5, 0.75, 1]);
});
