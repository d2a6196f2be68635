import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../run-command.mjs';

const RESEARCH_ONLY = 'Non-commercial research, see LICENCES.md';
const FROM_FAIRFACE = 'Learned from FairFace (CC BY 4.0), see LICENCES.md';

/** @param {string} file below the project */
const readJson = async (file) => JSON.parse(await readFile(path.join(projectFolder, file), 'utf8'));

/**
 * The parts of a build for programs that check them: CycloneDX 1.5, the packages with the hash of their tarball, the models
 * with that of their file. Holds neither a time nor a random number, so that two builds are the same.
 * @param {readonly import('./shipped-packages.mjs').ShippedPackage[]} packages
 */
export async function billOfMaterials(packages) {
  const { name, version, license } = await readJson('package.json');
  const { packages: locked } = await readJson('package-lock.json');
  const models = await readJson('models/integrity.json');
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'library', name, version, licenses: [{ expression: license }] } },
    components: [
      ...packages.map((each) => library(each, integrityIn(locked, each.folder))),
      model('models/facecurve/card.json', models, { license: { name: RESEARCH_ONLY } }),
      model('models/facecurve-open/card.json', models, { license: { name: FROM_FAIRFACE } }),
      model('models/blazeface/card.json', models, { expression: 'Apache-2.0' }),
      model('models/detector/blaze_face_short_range.tflite', models, { expression: 'Apache-2.0' }),
    ],
  };
}

/** @param {Record<string, {integrity?: string}>} locked @param {string} folder */
function integrityIn(locked, folder) {
  const place = path.relative(projectFolder, folder).split(path.sep).join('/');
  const integrity = locked[place]?.integrity;
  if (integrity === undefined) throw new Error(`package-lock.json does not pin ${place}.`);
  return integrity;
}

/** @param {import('./shipped-packages.mjs').ShippedPackage} shipped @param {string} integrity */
function library({ name, version, license }, integrity) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const [algorithm = '', hash = ''] = integrity.split('-');
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    licenses: [{ expression: license }],
    hashes: [
      {
        alg: algorithm.toUpperCase().replace('SHA', 'SHA-'),
        content: Buffer.from(hash, 'base64').toString('hex'),
      },
    ],
  };
}

/**
 * @param {string} name below assets/
 * @param {Record<string, {sha256: string}>} checksums
 * @param {object} terms
 */
function model(name, checksums, terms) {
  const checksum = checksums[name];
  if (checksum === undefined) throw new Error(`models/integrity.json does not pin ${name}.`);
  return {
    type: 'machine-learning-model',
    'bom-ref': name,
    name,
    licenses: [terms],
    hashes: [{ alg: 'SHA-256', content: checksum.sha256 }],
  };
}
