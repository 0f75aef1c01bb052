import { ts } from 'ts-morph';

/**
 * The line of a file where a definition says something.
 *
 * @param text - of the file
 * @param line - of the call that defines: `factory.define('users', {`
 * @param path - what to look for in the call, from outside in: `['traits', 'banned', 'age']`; a call's first
 *   argument counts as its name. What is not there is passed over
 * @returns the line of the innermost that is there
 * @example
 * ```ts
 * findDefinitionLine("factory.define('users', {\n  shape: {\n    age: 7,\n  },\n});", 1, ['shape', 'age']); // 3
 * ```
 */
export function findDefinitionLine(text: string, line: number, path: readonly string[]): number {
  const file = ts.createSourceFile('definitions.ts', text, ts.ScriptTarget.Latest, true);
  const lineOf = (node: ts.Node): number =>
    file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  let at: ts.Node | undefined = findFirst(
    file,
    (node) => ts.isCallExpression(node) && lineOf(calleeName(node)) === line,
  );
  if (at === undefined) return line;
  let found = line;
  for (const name of path) {
    const inner: ts.Node | undefined = findFirst(at, (node) => node !== at && isNamed(node, name));
    if (inner === undefined) continue;
    at = inner;
    found = lineOf(inner);
  }
  return found;
}

/** What is called: of a chain of calls, the last member. */
function calleeName({ expression }: ts.CallExpression): ts.Node {
  return ts.isPropertyAccessExpression(expression) ? expression.name : expression;
}

function isNamed(node: ts.Node, name: string): boolean {
  if (ts.isCallExpression(node)) {
    const [first] = node.arguments;
    return first !== undefined && ts.isStringLiteralLike(first) && first.text === name;
  }
  if (
    !ts.isPropertyAssignment(node) &&
    !ts.isShorthandPropertyAssignment(node) &&
    !ts.isMethodDeclaration(node)
  ) {
    return false;
  }
  const { name: key } = node;
  return (ts.isIdentifier(key) || ts.isStringLiteralLike(key)) && key.text === name;
}

/** The outermost node that will do, the first in the file of those. */
function findFirst(root: ts.Node, accepts: (node: ts.Node) => boolean): ts.Node | undefined {
  let level: ts.Node[] = [root];
  while (level.length > 0) {
    const found = level.find(accepts);
    if (found !== undefined) return found;
    level = level.flatMap((node) => {
      const children: ts.Node[] = [];
      node.forEachChild((child) => void children.push(child));
      return children;
    });
  }
  return undefined;
}
