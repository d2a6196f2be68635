import { parseArgs } from 'node:util';

/** @typedef {NonNullable<import('node:util').ParseArgsConfig['options']>} Options */
/** @template {Options} Given @typedef {ReturnType<typeof parseArgs<{ options: Given }>>['values']} Values */

/**
 * Reads the options of a command. Prints the usage and exits with 2 where an option is unknown or not usable.
 * @template {Options} Given
 * @param {string} usage
 * @param {Given} options
 * @param {(values: Values<Given>) => boolean} [areUsable]
 * @returns {Values<Given>}
 */
export function readOptions(usage, options, areUsable = () => true) {
  try {
    const { values } = parseArgs({ options });
    if (areUsable(values)) return values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  console.error(`usage: ${usage}`);
  process.exit(2);
}
