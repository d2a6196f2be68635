/**
 * `npm run audit`: asks the npm registry for known vulnerabilities and judges the packages that are in the built site and
 * package (their sbom.json; build first). Exit code: 0 without vulnerabilities, 1 with some, 2 if the registry did not answer.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { npmCommand, projectFolder, runCommand } from '../../run-command.mjs';
import { judgeAudit } from './judge.mjs';

/** The names of the packages in the releases. */
async function shippedNames() {
  const names = new Set();
  for (const release of ['site', 'package']) {
    const file = path.join(projectFolder, 'dist', release, 'sbom.json');
    const text = await readFile(file, 'utf8').catch(() => {
      console.error(`dist/${release}/sbom.json is not there: npm run build && npm run build:package`);
      process.exit(2);
    });
    for (const { type, name } of JSON.parse(text).components) if (type === 'library') names.add(name);
  }
  return names;
}

const shipped = await shippedNames();
const { output } = await runCommand([...npmCommand(), 'audit', '--json'], { limitSeconds: 120 });
const verdict = judgeAudit(output, shipped);
if (verdict === null) {
  console.error(
    'NOT CHECKED: the registry did not answer the question for known vulnerabilities (some mirrors cannot).',
  );
  console.error(output.trim().split('\n').slice(0, 3).join('\n'));
  process.exit(2);
}
for (const each of verdict.shipped) console.error(`in what is shipped: ${each}`);
for (const each of verdict.others) console.log(`in a tool alone: ${each}`);
console.log(
  `${shipped.size} shipped packages, ${verdict.shipped.length} with known vulnerabilities; ` +
    `${verdict.others.length} tools with some`,
);
process.exit(verdict.shipped.length === 0 ? 0 : 1);
