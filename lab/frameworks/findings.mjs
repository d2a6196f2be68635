/** @typedef {import('./counting-server.mjs').Sent} Sent */
/** @typedef {import('./visit.mjs').Visit} Visit */
/** @typedef {import('./package-content.mjs').PackageContent} PackageContent */

/** How much more than the plain page a page may transfer. */
const MOST = 1.1;
/** Bytes of a script that a framework may ask for ahead of use, when the page is idle: Nuxt does so for each `import()` of a page's modules. */
const LARGEST_PREFETCH = 8192;

/** A build or a server that complains about facecurve; `(!)` is Rollup's mark. */
const COMPLAINT =
  /is not defined|^\(!\)|\b(warn(ing)?|error)\b.*face-?curve|face-?curve.*\b(warn(ing)?|error)\b/i;

/**
 * All that is known of one way.
 * @typedef {object} Outcome
 * @property {Visit} visit
 * @property {readonly Sent[]} sent
 * @property {string} output what build and server printed
 */

/** Bytes of a visit without the photo. @param {readonly Sent[]} sent */
export function bytesOf(sent) {
  return sent.filter(({ path }) => !path.endsWith('/photo.jpg')).reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * What is wrong with a way; empty if nothing is.
 * @param {Outcome} outcome
 * @param {Outcome} plain of the plain page
 * @param {PackageContent} content of the package
 * @returns {string[]}
 */
export function problemsOf({ visit, sent, output }, plain, content) {
  const needed = new Set(assetsOf(plain.sent, content));
  const share = bytesOf(sent) / bytesOf(plain.sent);
  const complaints = output.split('\n').filter((line) => COMPLAINT.test(line));
  return [
    ...(visit.host === 'worker' ? [] : [`the host is ${visit.host}`]),
    ...visit.lines.map((line) => `console: ${line}`),
    ...complaints.map((line) => `build: ${line.trim()}`),
    ...sent.filter(({ status }) => status >= 400).map(({ path, status }) => `${path} answered ${status}`),
    ...assetsOf(sent, content)
      .filter((name) => !needed.has(name))
      .map((name) => `${name} was fetched and is not used`),
    ...unusedScripts(sent, visit, content).map((path) => `${path} was fetched and did not run`),
    ...(share <= MOST ? [] : [`it transfers ${share.toFixed(2)} times the bytes of the plain page`]),
  ];
}

/** @param {readonly Sent[]} sent @param {PackageContent} content */
function assetsOf(sent, content) {
  return sent.flatMap((each) => content.assetOf(each.content) ?? []);
}

/**
 * Scripts of facecurve that were fetched and did not run.
 * @param {readonly Sent[]} sent
 * @param {Visit} visit
 * @param {PackageContent} content
 */
function unusedScripts(sent, { ran }, content) {
  const ofPage = new Set(ran.map(pathOf));
  /** @type {Set<string>} */
  const ofWorkers = new Set();
  // Modules of workers are known by who asked for them, and come after their importers.
  for (const { path, destination, referrer } of sent) {
    if (destination === 'worker' || ofWorkers.has(pathOf(referrer))) ofWorkers.add(path);
  }
  return sent
    .filter(({ type, path }) => /javascript/.test(type) && !ofPage.has(path) && !ofWorkers.has(path))
    .filter(({ isPrefetch, bytes }) => !isPrefetch || bytes > LARGEST_PREFETCH)
    .filter((script) => content.isOfPackage(`${script.content}`))
    .map(({ path }) => path);
}

/** @param {string} address */
function pathOf(address) {
  const { pathname, search } = new URL(address, 'http://localhost');
  return pathname + search;
}
