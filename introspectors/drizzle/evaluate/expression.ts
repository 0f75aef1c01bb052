import { ts } from 'ts-morph';
import { assign, increment } from './assignment.ts';
import { isDeclared, isGlobal } from './bound-names.ts';
import { evaluateCall, evaluateNew, evaluateTagged } from './call.ts';
import { globalValue } from './globals.ts';
import { evaluateArray, evaluateObject } from './literal.ts';
import { memberOf } from './member.ts';
import { applyBinary, isAssignment, isTrue, negate } from './operators.ts';
import type { Scope } from './scope.ts';
import { isFunctionNode } from './function.ts';
import { Entity, Func, known, Struct, textOf, unreadable, type Value } from './value.ts';

/**
 * What an expression comes to.
 *
 * @param node - of a schema file
 * @param scope - the names it may read
 * @throws Unreadable where it needs what is not known
 */
export function evaluateExpression(node: ts.Expression, scope: Scope): Value {
  const { world } = scope;
  world.step(node);
  if (isFunctionNode(node)) return world.funcOf(node, scope);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isBigIntLiteral(node)) return BigInt(node.text.replace(/n$/, ''));
  if (ts.isIdentifier(node)) return readName(node, scope);
  if (ts.isPropertyAccessExpression(node)) return readMember(node, node.name.text, scope);
  if (ts.isElementAccessExpression(node)) {
    const key = known(world.evaluate(node.argumentExpression, scope));
    return readMember(node, textOf(key, world.placeOf(node)), scope);
  }
  if (ts.isCallExpression(node)) return evaluateCall(node, scope);
  if (ts.isNewExpression(node)) return evaluateNew(node, scope);
  if (ts.isObjectLiteralExpression(node)) return evaluateObject(node, scope);
  if (ts.isArrayLiteralExpression(node)) return evaluateArray(node.elements, scope);
  if (ts.isTemplateExpression(node)) return fillTemplate(node, scope);
  if (ts.isTaggedTemplateExpression(node)) return evaluateTagged(node, scope);
  if (ts.isBinaryExpression(node)) return evaluateBinary(node, scope);
  if (ts.isConditionalExpression(node)) {
    const { condition, whenTrue, whenFalse } = node;
    return world.evaluate(isTrue(world.evaluate(condition, scope)) ? whenTrue : whenFalse, scope);
  }
  if (ts.isPrefixUnaryExpression(node)) return evaluatePrefix(node, scope);
  if (ts.isPostfixUnaryExpression(node)) return increment(node, scope);
  if (ts.isTypeOfExpression(node)) return typeOf(node.expression, scope);
  return evaluateWrapper(node, scope);
}

/** What says something to the compiler only, and what no schema needs. */
function evaluateWrapper(node: ts.Expression, scope: Scope): Value {
  const { world } = scope;
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isExpressionWithTypeArguments(node)
  ) {
    return world.evaluate(node.expression, scope);
  }
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return true;
    case ts.SyntaxKind.FalseKeyword:
      return false;
    case ts.SyntaxKind.NullKeyword:
      return null;
    case ts.SyntaxKind.RegularExpressionLiteral:
      return regExpOf(node.getText());
    case ts.SyntaxKind.MetaProperty:
      return importMeta(node);
    default:
      return unreadable(`${nameOfKind(node)} is not followed`, world.placeOf(node));
  }
}

const KINDS: Readonly<Record<number, string>> = {
  [ts.SyntaxKind.AwaitExpression]: '`await`',
  [ts.SyntaxKind.YieldExpression]: '`yield`',
  [ts.SyntaxKind.ThisKeyword]: '`this`',
  [ts.SyntaxKind.SuperKeyword]: '`super`',
  [ts.SyntaxKind.ClassExpression]: 'a class',
  [ts.SyntaxKind.DeleteExpression]: '`delete`',
};

function nameOfKind(node: ts.Node): string {
  return KINDS[node.kind] ?? `\`${node.getText().slice(0, 40)}\``;
}

function regExpOf(text: string): RegExp {
  const end = text.lastIndexOf('/');
  return new RegExp(text.slice(1, end), text.slice(end + 1));
}

function importMeta(node: ts.Node): Value {
  const { fileName } = node.getSourceFile();
  return new Struct([
    ['url', `file://${fileName}`],
    ['filename', fileName],
    ['dirname', fileName.replace(/\/[^/]*$/, '')],
  ]);
}

function readName(node: ts.Identifier, scope: Scope): Value {
  const { text } = node;
  if (text === 'undefined') return undefined;
  const binding = scope.find(text);
  if (binding !== undefined) return binding.read();
  if (text === 'process') return scope.world.process;
  const global = globalValue(text, node.getSourceFile().fileName, scope.world.placeOf(node));
  if (global !== undefined) return global.value;
  return scope.world.notFound(node);
}

/** `typeof` asks whether a name is there, and does not need it. */
function isUnbound({ text }: ts.Identifier, scope: Scope): boolean {
  return scope.find(text) === undefined && !isDeclared(text, scope.source) && !isGlobal(text);
}

function readMember(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  name: string,
  scope: Scope,
): Value {
  const { world } = scope;
  const owner = world.evaluate(node.expression, scope);
  // `a?.b.c` ends at a missing `a`, whatever follows.
  if ((owner === undefined || owner === null) && ts.isOptionalChain(node)) return undefined;
  return memberOf(owner, name, world.placeOf(node));
}

function fillTemplate(node: ts.TemplateExpression, scope: Scope): string {
  const { world } = scope;
  const parts = node.templateSpans.map(
    ({ expression, literal }) =>
      textOf(world.evaluate(expression, scope), world.placeOf(expression)) + literal.text,
  );
  return node.head.text + parts.join('');
}

function evaluateBinary(node: ts.BinaryExpression, scope: Scope): Value {
  const { world } = scope;
  const { left, right, operatorToken } = node;
  const operator = operatorToken.kind;
  if (isAssignment(operator)) return assign(node, scope);
  const first = world.evaluate(left, scope);
  switch (operator) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return isTrue(first) ? world.evaluate(right, scope) : first;
    case ts.SyntaxKind.BarBarToken:
      return isTrue(first) ? first : world.evaluate(right, scope);
    case ts.SyntaxKind.QuestionQuestionToken:
      return known(first) ?? world.evaluate(right, scope);
    default:
      return applyBinary(operator, first, world.evaluate(right, scope), world.placeOf(node));
  }
}

function evaluatePrefix(node: ts.PrefixUnaryExpression, scope: Scope): Value {
  const { operator, operand } = node;
  if (operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken) {
    return increment(node, scope);
  }
  return negate(operator, scope.world.evaluate(operand, scope), scope.world.placeOf(node));
}

function typeOf(node: ts.Expression, scope: Scope): string {
  if (ts.isIdentifier(node) && isUnbound(node, scope)) return 'undefined';
  const it = known(scope.world.evaluate(node, scope));
  if (it instanceof Func) return 'function';
  return it instanceof Entity ? 'object' : typeof it;
}
