/** `npm run docs:element`: writes the reference of `<face-curve>` into docs/element.md, behind its heading. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../run-command.mjs';
import { elementReference, withReference } from './element-reference.mjs';

const file = path.join(projectFolder, 'docs', 'element.md');
await writeFile(file, withReference(await readFile(file, 'utf8'), await elementReference()));
console.log('docs/element.md: reference written');
