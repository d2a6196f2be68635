import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../run-command.mjs';
import { billOfMaterials } from './bill-of-materials.mjs';
import { licences, thirdPartyNotices } from './notices.mjs';
import { shippedPackages } from './shipped-packages.mjs';
import { INTEGRITY_FILE, integrities } from './subresource-integrity.mjs';

/** @param {unknown} value */
export const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Writes the texts of a release on whose terms its parts are: LICENSE.md, LICENCES.md, THIRD-PARTY-NOTICES.txt, sbom.json.
 * @param {string} folder of the release
 * @param {{ modules: Iterable<string>, code: string }} content the modules and files that went into it; which files are the code
 */
export async function writeLicences(folder, { modules, code }) {
  const packages = await shippedPackages(modules);
  await cp(path.join(projectFolder, 'LICENSE'), path.join(folder, 'LICENSE.md'));
  await writeFile(path.join(folder, 'LICENCES.md'), await licences(code));
  await writeFile(path.join(folder, 'THIRD-PARTY-NOTICES.txt'), await thirdPartyNotices(packages));
  await writeFile(path.join(folder, 'sbom.json'), json(await billOfMaterials(packages)));
}

/** Writes the hash of every file of a release that is complete. @param {string} folder of the release */
export async function writeIntegrity(folder) {
  const hashes = await integrities(folder);
  await writeFile(path.join(folder, INTEGRITY_FILE), json(hashes));
  return hashes;
}
