import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFolder, runCommand } from '../../run-command.mjs';

const typedoc = path.join(projectFolder, 'node_modules', 'typedoc', 'bin', 'typedoc');

/** Builds the library's reference from its docstrings, as Markdown; typedoc.json has the settings. */
export async function apiReference() {
  const folder = await mkdtemp(path.join(tmpdir(), 'facecurve-api-'));
  try {
    const { code, output } = await runCommand([process.execPath, typedoc, '--out', folder], {
      limitSeconds: 180,
    });
    if (code !== 0) throw new Error(`The API reference could not be made:\n${output}`);
    return `# API\n\n${repairAnchors(await readFile(path.join(folder, 'README.md'), 'utf8'))}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Repairs links: TypeDoc counts headings that it does not write, and then links to a second `estimatorinfo` that does not exist.
 * @param {string} reference
 */
function repairAnchors(reference) {
  const types = new Set(
    [...reference.matchAll(/^### (\w+)/gm)].flatMap(([, name]) => name?.toLowerCase() ?? []),
  );
  return reference.replaceAll(/\(#(\w+)-\d+\)/g, (link, name) => (types.has(name) ? `(#${name})` : link));
}
