import { type Message, phraseText, type Words } from '../languages/index.ts';
import type { FaceEstimate } from '../types.ts';

/** The message that stands in the place of a face's age curve. */
export function reasonFor({ age, quality }: FaceEstimate, words: Words): Message {
  const [reason] = quality.reasons;
  if (reason !== undefined) return words.quality[reason](quality);
  return words.withheld['withheld' in age ? age.withheld : 'not-usable'];
}

/** The message as one text. */
export function messageText({ title, text, remedy }: Message): string {
  return `${title}. ${text} ${remedy}`.trim();
}

/** The result for the chosen face in a few sentences, for screen readers. */
export function spokenResult(faces: readonly FaceEstimate[], selected: number, words: Words): string {
  const face = faces[selected];
  if (face === undefined) return '';
  const age = spokenAge(faces, selected, words);
  return 'withheld' in face.age && face.age.withheld !== 'not-asked'
    ? age
    : `${age} ${spokenVotes(face, words)}`.trim();
}

/** How many faces there are, and the age of the chosen face or why it is not shown. */
export function spokenAge(faces: readonly FaceEstimate[], selected: number, words: Words): string {
  const face = faces[selected];
  if (face === undefined) return '';
  const count = `${words.faces(faces.length)}.`;
  const { age } = face;
  if (!('withheld' in age)) {
    const looks = words.looksAbout({ number: selected + 1, count: faces.length });
    return `${count} ${looks} ${words.years(age)}. ${phraseText(words.aboutAge(age))}`;
  }
  if (age.withheld === 'not-asked') return count;
  const { title, text } = reasonFor(face, words);
  return `${count} ${title}. ${text}`;
}

function spokenVotes({ attractiveness }: FaceEstimate, words: Words): string {
  if (!('withheld' in attractiveness)) {
    return `${words.howRatersVoted}: ${words.number(attractiveness.expectation, 1)} ${words.outOf(attractiveness)}.`;
  }
  const { withheld } = attractiveness;
  return withheld === 'may-be-minor' || withheld === 'not-in-model' ? words.withheld[withheld].text : '';
}
