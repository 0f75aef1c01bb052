import { ts } from 'ts-morph';
import { applyBinary, isTrue } from './operators.ts';
import { assignPattern } from './pattern.ts';
import type { Scope } from './scope.ts';
import { known, Struct, textOf, unreadable, type Value } from './value.ts';

/** What `a op= b` computes. */
const COMPOUND: Readonly<Record<number, ts.SyntaxKind>> = {
  [ts.SyntaxKind.PlusEqualsToken]: ts.SyntaxKind.PlusToken,
  [ts.SyntaxKind.MinusEqualsToken]: ts.SyntaxKind.MinusToken,
  [ts.SyntaxKind.AsteriskEqualsToken]: ts.SyntaxKind.AsteriskToken,
  [ts.SyntaxKind.SlashEqualsToken]: ts.SyntaxKind.SlashToken,
  [ts.SyntaxKind.PercentEqualsToken]: ts.SyntaxKind.PercentToken,
};

/**
 * `a = b` and its like, in the body of a function: what is at the top of a file is evaluated by need, and
 * must not change afterwards (see changed-names.ts).
 */
export function assign(node: ts.BinaryExpression, scope: Scope): Value {
  const { world } = scope;
  const { left, right, operatorToken } = node;
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken) {
    const value = assigned(node, scope);
    put(left, value, scope);
    return value;
  }
  const value = world.evaluate(right, scope);
  if (ts.isObjectLiteralExpression(left) || ts.isArrayLiteralExpression(left)) {
    assignPattern(left, value, scope);
  } else {
    put(left, value, scope);
  }
  return value;
}

function assigned({ left, right, operatorToken }: ts.BinaryExpression, scope: Scope): Value {
  const { world } = scope;
  const before = world.evaluate(left, scope);
  const operator = COMPOUND[operatorToken.kind];
  if (operator !== undefined) {
    return applyBinary(operator, before, world.evaluate(right, scope), world.placeOf(right));
  }
  switch (operatorToken.kind) {
    case ts.SyntaxKind.QuestionQuestionEqualsToken:
      return known(before) ?? world.evaluate(right, scope);
    case ts.SyntaxKind.BarBarEqualsToken:
      return isTrue(before) ? before : world.evaluate(right, scope);
    case ts.SyntaxKind.AmpersandAmpersandEqualsToken:
      return isTrue(before) ? world.evaluate(right, scope) : before;
    default:
      return unreadable(`\`${operatorToken.getText()}\` is not followed`, world.placeOf(left));
  }
}

/** `i++`, `--i`. */
export function increment(
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
  scope: Scope,
): Value {
  const { world } = scope;
  const before = known(world.evaluate(node.operand, scope));
  if (typeof before !== 'number') {
    return unreadable('only numbers are counted up', world.placeOf(node));
  }
  const after = before + (node.operator === ts.SyntaxKind.PlusPlusToken ? 1 : -1);
  put(node.operand, after, scope);
  return ts.isPostfixUnaryExpression(node) ? before : after;
}

function put(target: ts.Expression, value: Value, scope: Scope): void {
  const { world } = scope;
  const place = world.placeOf(target);
  if (ts.isIdentifier(target)) {
    const binding = scope.find(target.text);
    if (binding === undefined) return world.notFound(target);
    binding.write(value);
    return;
  }
  if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target)) {
    unreadable('what is assigned to here is not followed', place);
  }
  const owner = known(world.evaluate(target.expression, scope));
  const key = ts.isPropertyAccessExpression(target)
    ? target.name.text
    : textOf(world.evaluate(target.argumentExpression, scope), place);
  if (owner instanceof Struct) owner.members.set(key, value);
  else if (Array.isArray(owner) && /^\d+$/.test(key)) owner[Number(key)] = value;
  else unreadable(`"${key}" is assigned to something that is not followed`, place);
}
