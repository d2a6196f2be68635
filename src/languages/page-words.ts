/** The fixed sentences of index.html; there they stand in English, marked with `data-words` and these names. */
export type PageSentence =
  | 'title'
  | 'skip'
  | 'home'
  | 'contents'
  | 'toReading'
  | 'toWorking'
  | 'workings'
  | 'toLimits'
  | 'docs'
  | 'headline'
  | 'headlineCurve'
  | 'headlineStays'
  | 'pictureSection'
  | 'invitation'
  | 'invitationHow'
  | 'picture'
  | 'mirror'
  | 'drop'
  | 'samples'
  | 'sampleChild'
  | 'sampleYoung'
  | 'sampleMiddle'
  | 'sampleOld'
  | 'samplesNobody'
  | 'note'
  | 'photo'
  | 'whereItLooks'
  | 'whereNote'
  | 'timelineBand'
  | 'ageSection'
  | 'strengths'
  | 'showVotes'
  | 'show'
  | 'notThis'
  | 'reading'
  | 'readingText'
  | 'privacy'
  | 'privacyText'
  | 'frame'
  | 'limits'
  | 'limitsText'
  | 'newVersion'
  | 'reload'
  | 'later'
  | 'storageFull'
  | 'keepingFailed'
  | 'keepAgain';

export type PageWords = Readonly<Record<PageSentence, string>>;

/** What the page is to be read in: `?lang=` in its address, else the browser's language. */
export function pageLanguage(): string {
  return new URLSearchParams(location.search).get('lang') ?? navigator.language;
}

/** Fills the marked sentences; the attribute names the one that is filled where it is not the text itself. */
export function fillPage(words: PageWords): void {
  for (const [attribute, target] of TARGETS) {
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      const sentence = words[element.getAttribute(attribute) as PageSentence];
      if (target === null) element.textContent = sentence;
      else element.setAttribute(target, sentence);
    }
  }
}

const TARGETS = [
  ['data-words', null],
  ['data-words-label', 'aria-label'],
  ['data-words-alt', 'alt'],
] as const;
