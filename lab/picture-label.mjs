/** What a set's CSV says of one picture, and whether it can be true. */

/** @typedef {Record<string, string | number | null>} Label columns but `file`; numbers as numbers, empty fields as null */

/** Votes on the network's own scale, 1 to 10. */
const VOTE_COLUMNS = Array.from({ length: 10 }, (_, index) => `n${index + 1}`);
const AGE_COLUMNS = ['age', 'age_low', 'age_high'];
/** Above it an age is an error of transcription. */
const OLDEST_AGE = 120;

/**
 * @param {Record<string, string>} row
 * @returns {Label}
 */
export function labelOf(row) {
  /** @type {Label} */
  const label = {};
  for (const [column, value] of Object.entries(row)) {
    if (column === 'file') continue;
    label[column] = value === '' ? null : Number.isNaN(Number(value)) ? value : Number(value);
  }
  return label;
}

/**
 * Counts of the votes for 1 to 10; null where the set has none.
 * @param {Label} label
 */
export function votesOf(label) {
  const votes = VOTE_COLUMNS.map((column) => label[column]);
  return votes.every((count) => typeof count === 'number') ? /** @type {number[]} */ (votes) : null;
}

/**
 * What cannot be true in a label; null where nothing is wrong. Such a row must not be measured against.
 * @param {Label} label
 */
export function impossibleLabel(label) {
  for (const column of [...AGE_COLUMNS, 'attractiveness', ...VOTE_COLUMNS]) {
    if (typeof label[column] === 'string') return `${column} is "${label[column]}", not a number`;
  }
  const { age, age_low: low, age_high: high } = label;
  if (typeof age === 'number' && (age < 0 || age > OLDEST_AGE)) return `age is ${age}`;
  if (typeof low === 'number' && (typeof high !== 'number' || high < low || low > OLDEST_AGE)) {
    return `age group is ${low}..${high ?? ''}`;
  }
  const votes = votesOf(label);
  if (votes?.some((count) => count < 0)) return 'votes below 0';
  if (votes?.every((count) => count === 0)) return 'votes sum to 0';
  return null;
}
