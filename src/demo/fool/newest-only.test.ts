import { expect, it } from 'vitest';
import { NewestOnly } from './newest-only.ts';

it('runs one task at a time; of the waiting tasks only the newest runs', async () => {
  const asking = new NewestOnly();
  const ran: string[] = [];
  const ends: (() => void)[] = [];
  const task = (name: string) => () => {
    ran.push(name);
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  for (const name of ['first', 'second', 'third']) asking.run(task(name));
  expect(ran).toEqual(['first']);
  ends.shift()?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(ran).toEqual(['first', 'third']);
  ends.shift()?.();
  await Promise.resolve();
  await Promise.resolve();
  asking.run(task('fourth'));
  expect(ran).toEqual(['first', 'third', 'fourth']);
});
