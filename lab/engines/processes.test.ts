import { expect, test } from 'vitest';
import { endGroup, printed, startGroup } from './processes.mjs';

test.skipIf(process.platform === 'win32')('what a program has started ends with it', async () => {
  const child = startGroup('sh', ['-c', 'sleep 600 & echo "child $!"; wait']);
  expect(await printed(child, /child (\d+)\n/, 30)).toMatch(/^\d+$/);
  // The pipe closes when no process can write to it any more, the sleeping one included.
  const closed = new Promise((resolve) => child.stdout.once('close', () => resolve('closed')));
  endGroup(child);
  expect(await closed).toBe('closed');
});

test.skipIf(process.platform === 'win32')(
  'a program that ends without the word is an error with what it said',
  async () => {
    const child = startGroup('sh', ['-c', 'echo nothing of that; exit 3']);
    await expect(printed(child, /ready (\d+)/, 30)).rejects.toThrow(/ended with 3.*nothing of that/);
  },
);
