import { ts } from 'ts-morph';

/**
 * Whether a file declares a name anywhere, whatever is in sight where it is read: a schema is not refused for
 * what is only not followed.
 *
 * @param name - that is read in the file
 * @param source - the file
 */
export function isDeclared(name: string, source: ts.SourceFile): boolean {
  const declares = (node: ts.Node): boolean =>
    (ts.isIdentifier(node) && node.text === name && isNameOfDeclaration(node)) ||
    (ts.forEachChild(node, declares) ?? false);
  return declares(source);
}

/** A property and a member are called something, and bind no name. */
function isNameOfDeclaration(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isVariableDeclaration(parent) ||
      ts.isBindingElement(parent) ||
      ts.isParameter(parent) ||
      ts.isFunctionLike(parent) ||
      ts.isClassLike(parent) ||
      ts.isEnumDeclaration(parent) ||
      ts.isModuleDeclaration(parent) ||
      ts.isTypeAliasDeclaration(parent) ||
      ts.isInterfaceDeclaration(parent) ||
      ts.isImportClause(parent) ||
      ts.isImportSpecifier(parent) ||
      ts.isNamespaceImport(parent) ||
      ts.isImportEqualsDeclaration(parent)) &&
    parent.name === node
  );
}

/** Of runtimes other than this one, and of a module's own. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'arguments',
  'Bun',
  'Deno',
  'document',
  'EdgeRuntime',
  'exports',
  'module',
  'navigator',
  'require',
  'self',
  'window',
  'WebSocketPair',
]);

/** Whether JavaScript, or what may run a schema, brings a name. */
export function isGlobal(name: string): boolean {
  return Object.hasOwn(globalThis, name) || ELSEWHERE.has(name);
}
