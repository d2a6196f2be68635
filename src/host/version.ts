/** The package's version: a page and its worker must be of the same one. */
export { version } from '../../package.json';
