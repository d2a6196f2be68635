import { expect, test } from 'vitest';
import { englishWords } from './choose-language.ts';
import { withOwnWords } from './own-words.ts';

test('an own text replaces one sentence, and undefined none', () => {
  const words = withOwnWords(englishWords, {
    useCamera: 'Open the mirror',
    estimating: undefined,
    errors: { internal: undefined },
    views: undefined,
  });
  expect(words).toEqual({ ...englishWords, useCamera: 'Open the mirror' });
});
