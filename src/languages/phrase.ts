/** A sentence in parts. The marked part is what the sentence is about; it stands out in the colour of its curve. */
export type Phrase = readonly (string | { readonly mark: string })[];

export function phraseText(phrase: Phrase): string {
  return phrase.map((part) => (typeof part === 'string' ? part : part.mark)).join('');
}
