import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { projectFolder } from '../../run-command.mjs';

/**
 * @typedef {{name: string, type: string, description: string}} Field
 * @typedef {{unions: Map<string, string>, interfaces: Map<string, Field[]>}} DeclaredTypes
 */

/**
 * Collects the types that `src/` exports: unions of literals as text, interfaces with their fields.
 * @returns {Promise<DeclaredTypes>}
 */
export async function declaredTypes() {
  const folder = path.join(projectFolder, 'src');
  const files = await readdir(folder, { recursive: true });
  /** @type {DeclaredTypes} */
  const types = { unions: new Map(), interfaces: new Map() };
  for (const file of files.filter((name) => /(?<!\.test|\.d)\.ts$/.test(name)).toSorted()) {
    const source = await readFile(path.join(folder, file), 'utf8');
    for (const statement of ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true).statements) {
      if (ts.isTypeAliasDeclaration(statement) && isLiteralUnion(statement.type))
        types.unions.set(statement.name.text, oneLine(statement.type.getText()));
      if (ts.isInterfaceDeclaration(statement))
        types.interfaces.set(
          statement.name.text,
          statement.members.filter(ts.isPropertySignature).map(field),
        );
    }
  }
  return types;
}

/** Literals, or names of other such unions. @param {ts.TypeNode} type */
function isLiteralUnion(type) {
  return ts.isUnionTypeNode(type) && type.types.every((part) => ts.isLiteralTypeNode(part) || isName(part));
}

/** @param {ts.TypeNode} type */
const isName = (type) => ts.isTypeReferenceNode(type) && type.typeArguments === undefined;

/** @param {ts.PropertySignature} member @returns {Field} */
function field(member) {
  const comments = ts.getJSDocCommentsAndTags(member).map(({ comment }) => ts.getTextOfJSDocComment(comment));
  return {
    name: ts.isStringLiteral(member.name) ? member.name.text : member.name.getText(),
    type: oneLine(member.type?.getText() ?? ''),
    description: oneLine(comments.join(' ')),
  };
}

/** @param {string} text */
const oneLine = (text) =>
  text
    .replace(/^\s*\|\s*/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
