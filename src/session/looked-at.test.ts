import { expect, it } from 'vitest';
import { LookedAtList, MOST_KEPT } from './looked-at.ts';

const names = (list: LookedAtList<string>) => list.own.map(({ source }) => source).join('');
const letters = (count: number) => [...'abcdefghijklmnopqrstuvwxyz'].slice(0, count);

it('keeps own pictures in their order, and samples apart from them', () => {
  const list = new LookedAtList<string>(() => undefined);
  expect(list.addOwn(['a', 'b'])?.source).toBe('a');
  const sample = list.addSample('S');
  expect(list.addSample('S')).toBe(sample);
  list.addOwn(['c']);
  expect(names(list)).toBe('abc');
  expect(list.get(sample.id)?.source).toBe('S');
  expect(list.addOwn([])).toBeUndefined();
});

it('frees the oldest when there are too many, and takes no more at once than it keeps', () => {
  const freed: string[] = [];
  const list = new LookedAtList<string>((source) => freed.push(source));
  const first = list.addOwn(letters(MOST_KEPT));
  const sample = list.addSample('S');
  list.addOwn(['x', 'y']);
  expect(names(list)).toBe('cdefghijklxy');
  expect(freed).toEqual(['a', 'b']);
  expect(list.get(first?.id ?? 0)).toBeUndefined();
  expect(list.get(sample.id)).toBe(sample);
  list.addOwn(letters(20));
  expect(names(list)).toBe('abcdefghijkl');
  expect(freed).toHaveLength(2 + MOST_KEPT);
});

it('keeps what a look at a picture gave, while the picture is there', () => {
  const list = new LookedAtList<string>(() => undefined);
  const id = list.addOwn(['a'])?.id ?? 0;
  list.note(id, { kind: 'curve', expectation: 34 });
  expect(list.get(id)?.outcome).toEqual({ kind: 'curve', expectation: 34 });
  list.remove(id);
  list.note(id, { kind: 'none' });
  expect(list.own).toEqual([]);
});

it('names the picture that follows a removed one, and the neighbours of one', () => {
  const list = new LookedAtList<string>(() => undefined);
  list.addOwn(letters(3));
  const [a, b, c] = list.own.map(({ id }) => id);
  expect(list.neighbour(a ?? 0, 1)?.id).toBe(b);
  expect(list.neighbour(a ?? 0, -1)).toBeUndefined();
  expect(list.neighbour(99, 0)).toBeUndefined();
  expect(list.remove(b ?? 0)?.id).toBe(c);
  expect(list.remove(c ?? 0)?.id).toBe(a);
  expect(list.remove(a ?? 0)).toBeUndefined();
});
