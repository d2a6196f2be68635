import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A queue with a record of whose turn has come; `end` ends the turn of a caller. */
function queue() {
  const turns = new Turns();
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const come = async (name: string, ...signals: readonly (AbortSignal | undefined)[]) => {
    ends.set(name, await turns.begin(...signals));
    begun.push(name);
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await settled();
  };
  return { begun, come, end };
}

describe('turns', () => {
  it('come one after another, in the order of the calls', async () => {
    const { begun, come, end } = queue();
    for (const name of ['a', 'b', 'c']) void come(name);
    await settled();
    expect(begun).toEqual(['a']);
    await end('a');
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    await end('c');
    expect(begun).toEqual(['a', 'b', 'c']);
    await come('d');
    expect(begun.at(-1)).toBe('d');
  });

  it('are given up at once by a caller that is aborted', async () => {
    const { begun, come, end } = queue();
    const abort = new AbortController();
    void come('a');
    const aborted = come('b', undefined, abort.signal);
    void come('c', new AbortController().signal);
    abort.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    await end('a');
    expect(begun).toEqual(['a', 'c']);
  });

  it('pass on where a caller is aborted in the moment in which its turn comes', async () => {
    const { begun, come, end } = queue();
    const abort = new AbortController();
    await come('a');
    const aborted = come('b', abort.signal);
    void come('c');
    const ending = end('a');
    abort.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    await ending;
    expect(begun).toEqual(['a', 'c']);
  });
});
