import { ts } from 'ts-morph';
import { isFunctionNode } from './function.ts';
import { isAssignment } from './operators.ts';
import { namesIn } from './pattern.ts';

/** Methods that change what they are called on. */
const CHANGING = new Set([
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
  ...['set', 'add', 'delete', 'clear'],
]);

/**
 * The names of a file that are written to after they were made, and where: `fields.push(…)`,
 * `columns.id = …`, a call at the top of the file that is given them. A file's lines are evaluated by need
 * and not in their order, so the values of these names are not known.
 *
 * @param source - a file
 */
export function changedNames(source: ts.SourceFile): ReadonlyMap<string, ts.Node> {
  const changed = new Map<string, ts.Node>();
  const note = (target: ts.Node, hidden: ReadonlySet<string>): void => {
    const name = rootName(target);
    if (name !== undefined && !hidden.has(name) && !changed.has(name)) changed.set(name, target);
  };
  const visit = (node: ts.Node, hidden: ReadonlySet<string>): void => {
    const inside = isFunctionNode(node) ? hiddenBy(node, hidden) : hidden;
    for (const target of changedBy(node)) note(target, inside);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(source, new Set());
  for (const statement of source.statements) {
    for (const target of givenAway(statement)) note(target, new Set());
  }
  return changed;
}

/** What a node writes to. */
function changedBy(node: ts.Node): readonly ts.Node[] {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
    return [node.left];
  }
  if (ts.isDeleteExpression(node)) return [node.expression];
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const counts =
      node.operator === ts.SyntaxKind.PlusPlusToken ||
      node.operator === ts.SyntaxKind.MinusMinusToken;
    return counts ? [node.operand] : [];
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { expression: owner, name } = node.expression;
  const [first] = node.arguments;
  if (CHANGING.has(name.text)) return [owner];
  const assigns =
    ts.isIdentifier(owner) &&
    /^(?:Object|Reflect)$/.test(owner.text) &&
    /^(?:assign|define\w*|set\w*)$/.test(name.text);
  return assigns && first !== undefined ? [first] : [];
}

/** What a statement at the top of a file hands to a function, which may change it. */
function givenAway(statement: ts.Statement): readonly ts.Node[] {
  if (!ts.isExpressionStatement(statement)) return [];
  const { expression } = statement;
  return ts.isCallExpression(expression) && rootName(expression.expression) !== 'console'
    ? expression.arguments
    : [];
}

/** `a` of `a.b[0].c`. */
function rootName(node: ts.Node): string | undefined {
  let at = node;
  while (
    ts.isPropertyAccessExpression(at) ||
    ts.isElementAccessExpression(at) ||
    ts.isNonNullExpression(at) ||
    ts.isParenthesizedExpression(at) ||
    ts.isAsExpression(at) ||
    ts.isSpreadElement(at)
  ) {
    at = at.expression;
  }
  return ts.isIdentifier(at) ? at.text : undefined;
}

/** Names that mean something else in a function: its parameters and its own variables. */
function hiddenBy(
  node: ts.SignatureDeclaration & { readonly body?: ts.Node | undefined },
  outside: ReadonlySet<string>,
): ReadonlySet<string> {
  const hidden = new Set(outside);
  for (const { name } of node.parameters) for (const each of namesIn(name)) hidden.add(each);
  const visit = (child: ts.Node): void => {
    if (isFunctionNode(child)) return;
    if (ts.isVariableDeclaration(child)) for (const each of namesIn(child.name)) hidden.add(each);
    ts.forEachChild(child, visit);
  };
  if (node.body !== undefined) ts.forEachChild(node.body, visit);
  return hidden;
}
