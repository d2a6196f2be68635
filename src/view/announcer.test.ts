import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Announcer } from './announcer.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('says the newest of many texts after a pause, and nothing late after a new picture', () => {
  const status = { textContent: '' };
  const announcer = new Announcer(status);
  announcer.sayCalmly('about 30');
  announcer.sayCalmly('about 31');
  announcer.sayCalmly('about 32');
  expect(status.textContent).toBe('about 30');
  vi.advanceTimersByTime(5000);
  expect(status.textContent).toBe('about 32');
  announcer.sayCalmly('about 33');
  announcer.say('No face found.');
  vi.advanceTimersByTime(20_000);
  expect(status.textContent).toBe('No face found.');
});
