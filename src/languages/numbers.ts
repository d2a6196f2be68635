/** How a language writes numbers, counts and lists. */
export interface Numbers {
  number(value: number, decimals?: number): string;
  /** A share of 0 to 1 in whole percent. */
  percent(share: number): string;
  /** Bytes in megabytes, without the unit. */
  megabytes(bytes: number): string;
  /** The form that goes with the count. */
  plural<Form>(count: number, forms: PluralForms<Form>): Form;
  /** "a, b and c". */
  list(parts: readonly string[]): string;
}

/** The forms of a word by the language's own rules; `other` replaces missing forms. */
export type PluralForms<Form> = { readonly [Rule in Intl.LDMLPluralRule]?: Form } & { readonly other: Form };

/** @param language BCP 47, as `Intl` takes it */
export function numbersIn(language: string): Numbers {
  const formats = [0, 1, 2].map(
    (decimals) =>
      new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
  );
  const percentFormat = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const pluralRules = new Intl.PluralRules(language);
  const listFormat = new Intl.ListFormat(language, { type: 'conjunction' });
  const number = (value: number, decimals = 0) =>
    (formats[decimals] ?? formats[2])?.format(value) ?? String(value);
  return {
    number,
    percent: (share) => percentFormat.format(share),
    megabytes: (bytes) => number(bytes / 1e6, 1),
    plural: (count, forms) => forms[pluralRules.select(count)] ?? forms.other,
    list: (parts) => listFormat.format(parts),
  };
}
