import path from 'node:path';

/** Modules that the page imports through an index of a folder, but that only its late parts use. */
const LATE =
  /@noble|src\/(pixels|assets\/(?!assets-folder|is-packed)|distribution\/(?!label)|languages\/.*extra|session\/\w+-history|source\/(pixel-frame|read-pixels)|view\/timeline)\b|integrity\.json/;

/**
 * The page's own modules, as one file: files apart compress worse, and wait for each other where a host answers six at a time.
 * @param {RegExp} entry the module that begins the page
 */
export function pageInOne(entry) {
  /** @type {Map<string, boolean>} */
  const known = new Map();
  /** @param {string} id @param {import('rolldown').ChunkingContext} context @returns {boolean} */
  const isImported = (id, context) => {
    const answer = known.get(id) ?? (entry.test(id) || undefined);
    if (answer !== undefined) return answer;
    // Ends circles of imports.
    known.set(id, false);
    const { importers = [] } = context.getModuleInfo(id) ?? {};
    const result = importers.some((importer) => isImported(importer, context));
    known.set(id, result);
    return result;
  };
  return {
    /** @param {string} id @param {import('rolldown').ChunkingContext} context */
    name: (id, context) => (!LATE.test(id) && isImported(id, context) ? 'page' : null),
  };
}

/**
 * Lets `import()` in a worker request a module's own imports at the same time as the module. In a page Vite does so by links,
 * which workers do not have: each level of imports would cost a way to the host and back.
 * @param {RegExp} files the files whose `import()` this is for
 * @returns {import('vite').Plugin}
 */
export function parallelImports(files = /./) {
  return {
    name: 'facecurve-parallel-imports',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk' || !files.test(chunk.fileName)) continue;
          const folder = path.posix.dirname(chunk.fileName);
          const there = new Set([chunk.fileName, ...importsOf(bundle, chunk.fileName)]);
          chunk.code = chunk.code.replace(/\bimport\(([`"'])(\.\/[\w.-]+\.js)\1\)/g, (call, _quote, name) => {
            const others = importsOf(bundle, path.posix.join(folder, name)).filter(
              (each) => !there.has(each),
            );
            const early = others.map(
              // The import itself reports a failure.
              (each) => `import("./${path.posix.relative(folder, each)}").catch(()=>{}),`,
            );
            return early.length === 0 ? call : `(${early.join('')}${call})`;
          });
        }
      },
    },
  };
}

/**
 * All files that a file imports, directly or through others.
 * @param {import('rolldown').OutputBundle} bundle
 * @param {string} name
 * @param {Set<string>} found
 */
function importsOf(bundle, name, found = new Set()) {
  const chunk = bundle[name];
  for (const each of chunk?.type === 'chunk' ? chunk.imports : []) {
    if (found.has(each)) continue;
    found.add(each);
    importsOf(bundle, each, found);
  }
  return [...found];
}
