import ts from 'typescript';

/** The element's base class, which is in the bundle: nobody who installs the package has its declarations. */
const BASE = 'LitElement';

/**
 * Declarations of an element as a page sees it: an HTMLElement with its public members. What belongs to Lit (protected
 * and static members, its types) is left out.
 * @param {string} source of a declaration file
 */
export function publicElement(source) {
  if (!source.includes(`extends ${BASE}`)) return source;
  const file = ts.createSourceFile('element.d.ts', source, ts.ScriptTarget.Latest, true);
  const { transformed } = ts.transform(file, [
    () => (root) => ts.factory.updateSourceFile(root, root.statements.filter(isOwn).map(asHtmlElement)),
  ]);
  const [result] = transformed;
  if (result === undefined) throw new Error('The declarations of the element were lost.');
  return ts.createPrinter().printFile(result);
}

/** @param {ts.Statement} statement */
function isOwn(statement) {
  const isImport = ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier);
  return !isImport || /** @type {ts.StringLiteral} */ (statement.moduleSpecifier).text.startsWith('.');
}

/** @param {ts.Statement} statement @returns {ts.Statement} */
function asHtmlElement(statement) {
  if (!ts.isClassDeclaration(statement)) return statement;
  const base = ts.factory.createExpressionWithTypeArguments(
    ts.factory.createIdentifier('HTMLElement'),
    undefined,
  );
  return ts.factory.updateClassDeclaration(
    statement,
    statement.modifiers,
    statement.name,
    statement.typeParameters,
    [ts.factory.createHeritageClause(ts.SyntaxKind.ExtendsKeyword, [base])],
    statement.members.filter(isPublic),
  );
}

/** @param {ts.ClassElement} member */
function isPublic(member) {
  const hidden = ts.ModifierFlags.Protected | ts.ModifierFlags.Private | ts.ModifierFlags.Static;
  return (ts.getCombinedModifierFlags(member) & hidden) === 0;
}
