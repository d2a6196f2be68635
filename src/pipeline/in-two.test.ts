import { describe, expect, it } from 'vitest';
import { inTwo } from './in-two.ts';

const double = async (parts: readonly number[]) => parts.map((part) => 2 * part);

describe('inTwo', () => {
  it.each([0, 1, 2, 7, 16])('keeps the order of %i parts, whoever did them', async (count) => {
    const parts = Array.from({ length: count }, (_, index) => index);
    const elsewhere: number[] = [];
    const results = await inTwo(parts, double, (theirs) => {
      elsewhere.push(...theirs);
      return double(theirs);
    });
    expect(results).toEqual(parts.map((part) => 2 * part));
    expect(elsewhere).toEqual(parts.filter((part) => part % 2 === 1));
  });

  it('does all here where the other fails', async () => {
    const results = await inTwo([1, 2, 3], double, () => Promise.reject(new Error('gone')));
    expect(results).toEqual([2, 4, 6]);
  });

  it('fails as the work here does', async () => {
    const failing = () => Promise.reject(new Error('no detector'));
    await expect(inTwo([1, 2, 3], failing, double)).rejects.toThrow('no detector');
  });
});
