import path from 'node:path';
import { writeIntegrity, writeLicences } from './release-files.mjs';

/**
 * Adds the files that went into a bundle to `modules`: modules, and what style sheets and pages name (fonts).
 * @param {Set<string>} modules
 * @returns {import('vite').Plugin}
 */
export function collectModules(modules) {
  return {
    name: 'facecurve-collect-modules',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        for (const id of file.type === 'chunk' ? file.moduleIds : file.originalFileNames) modules.add(id);
      }
    },
  };
}

/**
 * Writes licences, notices, the list of parts and the hashes into the built site, after all other files.
 * @param {Set<string>} modules that were collected by then
 * @returns {import('vite').Plugin}
 */
export function releasePlugin(modules) {
  let folder = '';
  return {
    name: 'facecurve-release',
    apply: 'build',
    configResolved(config) {
      folder = path.resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      async handler() {
        await writeLicences(folder, { modules, code: 'all files but those below' });
        await writeIntegrity(folder);
      },
    },
  };
}
