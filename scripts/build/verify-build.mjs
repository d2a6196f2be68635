/**
 * `npm run verify:build`: builds site and package twice, from copies of the project in two folders, under another time zone
 * and language, and compares every file of the two. Ends with an error where one differs. The hashes of files that are the same
 * go to dist/verified.json.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, link, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFolder, runCommand } from '../run-command.mjs';

const LIMIT_SECONDS = 900;
const RELEASES = ['dist/site', 'dist/package'];
const BUILDS = /** @type {const} */ ([
  ['scripts/prepare-assets.mjs'],
  ['node_modules/vite/bin/vite.js', 'build'],
  ['scripts/build/package/build.mjs'],
]);

/** Surroundings of a build that must not change what is built. */
const surroundings = [
  { folder: 'a', environment: { TZ: 'UTC', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' } },
  {
    folder: 'b/somewhere/else',
    environment: { TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
  },
];

/** The files that a commit of everything would hold. */
function projectFiles() {
  const output = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: projectFolder,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return output.split('\0').filter((name) => name !== '' && !name.startsWith('training/'));
}

/** @param {string} target */
async function copyProject(target) {
  for (const name of projectFiles()) {
    await mkdir(path.dirname(path.join(target, name)), { recursive: true });
    // Git still lists a file whose deletion is not committed.
    await copyFile(path.join(projectFolder, name), path.join(target, name)).catch((error) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
  await linkFolder(path.join(projectFolder, 'node_modules'), path.join(target, 'node_modules'));
}

/** The same files at another place, where the disk allows it without a copy. @param {string} from @param {string} to */
async function linkFolder(from, to) {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) await linkFolder(source, target);
    else if (entry.isSymbolicLink()) await symlink(path.relative(from, source), target).catch(() => {});
    else await link(source, target).catch(() => copyFile(source, target));
  }
}

/** @param {string} folder @returns {Promise<Record<string, string>>} SHA-256 by name */
async function hashesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  const hashes = await Promise.all(
    names.toSorted().map(async (name) => {
      const content = await readFile(path.join(folder, name));
      return [name, createHash('sha256').update(content).digest('hex')];
    }),
  );
  return Object.fromEntries(hashes);
}

/** @param {string} folder @param {NodeJS.ProcessEnv} environment */
async function build(folder, environment) {
  for (const [script, ...args] of BUILDS) {
    const command = /** @type {[string, ...string[]]} */ ([process.execPath, script, ...args]);
    const { code, output } = await runCommand(command, { limitSeconds: LIMIT_SECONDS, folder, environment });
    if (code !== 0) throw new Error(`${script} failed:\n${output}`);
  }
}

const place = await mkdtemp(path.join(tmpdir(), 'facecurve-verify-'));
/** @type {Record<string, string>[]} */
const results = [];
try {
  // Both copies are made first, since somebody may change the project meanwhile.
  for (const { folder } of surroundings) await copyProject(path.join(place, folder));
  for (const { folder, environment } of surroundings) {
    const target = path.join(place, folder);
    await build(target, environment);
    /** @type {Record<string, string>} */
    const hashes = {};
    for (const release of RELEASES) {
      for (const [name, hash] of Object.entries(await hashesOf(path.join(target, release)))) {
        hashes[`${release}/${name}`] = hash;
      }
    }
    const tarball = (await readdir(path.join(target, 'dist'))).find((name) => name.endsWith('.tgz')) ?? '';
    const content = await readFile(path.join(target, 'dist', tarball));
    hashes[`dist/${tarball}`] = createHash('sha256').update(content).digest('hex');
    results.push(hashes);
    console.log(`${Object.keys(hashes).length} files built in ${folder}`);
  }
} finally {
  if (process.argv.includes('--keep')) console.log(`kept in ${place}`);
  else await rm(place, { recursive: true, force: true });
}
const [first = {}, second = {}] = results;
const names = [...new Set([...Object.keys(first), ...Object.keys(second)])];
const different = names.filter((name) => first[name] !== second[name]);
const same = Object.entries(first).filter(([name, hash]) => second[name] === hash);
await mkdir(path.join(projectFolder, 'dist'), { recursive: true });
await writeFile(
  path.join(projectFolder, 'dist', 'verified.json'),
  `${JSON.stringify(Object.fromEntries(same), null, 2)}\n`,
);
for (const name of different) console.log(`differs: ${name}`);
console.log(`${names.length - different.length} of ${names.length} files are the same in both builds`);
process.exit(different.length === 0 && names.length > 0 ? 0 : 1);
