import { describe, expect, it } from 'vitest';
import type { Quality } from '../../types.ts';
import { hintReason, LastingHint } from './camera-hints.ts';

const good: Quality = {
  usable: true,
  reasons: [],
  eyeDistance: 80,
  sharpness: 0.1,
  brightness: 0.5,
  yaw: 4,
  pitch: 0,
  roll: 0,
};

describe('hintReason', () => {
  it('says what would help most, and nothing of a good picture', () => {
    expect(hintReason(good)).toBeNull();
    expect(hintReason({ ...good, brightness: 0.12 })).toBe('light');
    expect(hintReason({ ...good, brightness: 0.12, eyeDistance: 14 })).toBe('closer');
    expect(hintReason({ ...good, yaw: -40 })).toBe('towards');
    expect(hintReason({ ...good, sharpness: 0.02 })).toBe('still');
  });
});

describe('LastingHint', () => {
  it('waits until a reason has lasted a second, and then until it is gone for one', () => {
    const hint = new LastingHint();
    expect(hint.see('light', 0)).toBeNull();
    expect(hint.see('light', 900)).toBeNull();
    expect(hint.see('light', 1000)).toBe('light');
    expect(hint.see(null, 1100)).toBe('light');
    expect(hint.see('light', 1200)).toBe('light');
    expect(hint.see(null, 1300)).toBe('light');
    expect(hint.see(null, 2300)).toBeNull();
  });

  it('does not add up a reason that comes and goes', () => {
    const hint = new LastingHint();
    for (let time = 0; time < 5000; time += 400) {
      expect(hint.see(time % 800 === 0 ? 'still' : null, time)).toBeNull();
    }
  });

  it('starts again with the next camera', () => {
    const hint = new LastingHint();
    hint.see('light', 0);
    hint.see('light', 1500);
    hint.clear();
    expect(hint.see('light', 9000)).toBeNull();
  });
});
