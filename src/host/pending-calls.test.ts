import { describe, expect, it } from 'vitest';
import { PendingCalls } from './pending-calls.ts';

function open(calls: PendingCalls<string>): { call: number; answer: Promise<string> } {
  let call = -1;
  const answer = calls.open((number) => {
    call = number;
  });
  return { call, answer };
}

describe('PendingCalls', () => {
  it('gives each call its own answer, in whatever order they come', async () => {
    const calls = new PendingCalls<string>();
    const [first, second] = [open(calls), open(calls)];
    calls.answer(second.call, 'second');
    calls.fail(first.call, new Error('first failed'));
    await expect(second.answer).resolves.toBe('second');
    await expect(first.answer).rejects.toThrow('first failed');
    expect(calls.areAny).toBe(false);
  });

  it('fails all calls that wait', async () => {
    const calls = new PendingCalls<string>();
    const answers = [open(calls), open(calls)].map(({ answer }) => answer);
    calls.failAll(new Error('gone'));
    for (const answer of answers) await expect(answer).rejects.toThrow('gone');
  });

  it('does not wait for the answer to a request that could not be posted', async () => {
    const calls = new PendingCalls<string>();
    const answer = calls.open(() => {
      throw new TypeError('closed');
    });
    await expect(answer).rejects.toThrow('closed');
    expect(calls.areAny).toBe(false);
  });

  it('ignores answers to calls that do not wait', () => {
    expect(() => new PendingCalls<string>().answer(7, 'late')).not.toThrow();
  });
});
