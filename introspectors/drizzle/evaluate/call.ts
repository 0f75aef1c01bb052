import { ts } from 'ts-morph';
import { isGlobal } from './bound-names.ts';
import { construct } from './globals.ts';
import { invoke } from './invoke.ts';
import { evaluateArray } from './literal.ts';
import type { Scope } from './scope.ts';
import { textsOfType } from './type-texts.ts';
import { unreadable, type Call, type Value } from './value.ts';

/** `f(a, ...b)`, `f<T>(a)`, `a?.b()`, `require('…')`. */
export function evaluateCall(node: ts.CallExpression, scope: Scope): Value {
  const { world } = scope;
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    unreadable('`import()` is not followed', world.placeOf(node));
  }
  if (isRequire(node, scope)) return requireModule(node, scope);
  const callee = world.evaluate(node.expression, scope);
  if (callee === undefined && ts.isOptionalChain(node)) return undefined;
  return invoke(callee, callOf(node, evaluateArray(node.arguments, scope), scope));
}

function callOf(
  node: ts.CallExpression | ts.NewExpression,
  args: readonly Value[],
  scope: Scope,
): Call {
  const [type] = node.typeArguments ?? [];
  return {
    args,
    place: scope.world.placeOf(nameIn(node)),
    ...(type !== undefined && { typeTexts: () => textsOfType(type, scope) }),
  };
}

/** In a chain over several lines a call is where its own name is, and a column where its chain begins. */
function nameIn(node: ts.CallExpression | ts.NewExpression): ts.Node {
  const { expression } = node;
  return ts.isPropertyAccessExpression(expression) ? expression.name : expression;
}

/** `new Date(0)`. */
export function evaluateNew(node: ts.NewExpression, scope: Scope): Value {
  const { world } = scope;
  const { expression } = node;
  const args = evaluateArray(node.arguments ?? [], scope);
  if (ts.isIdentifier(expression) && scope.find(expression.text) === undefined) {
    if (!isGlobal(expression.text)) return world.notFound(expression);
    return construct(expression.text, callOf(node, args, scope));
  }
  return unreadable(`\`new ${expression.getText()}\` is not followed`, world.placeOf(node));
}

/** `` sql`a ${b}` ``: texts with their escapes resolved, as a tag gets them, and what is between. */
export function evaluateTagged(node: ts.TaggedTemplateExpression, scope: Scope): Value {
  const { world } = scope;
  const tag = world.evaluate(node.tag, scope);
  const { template } = node;
  const parts = ts.isNoSubstitutionTemplateLiteral(template)
    ? [template]
    : [template.head, ...template.templateSpans.map(({ literal }) => literal)];
  const values = ts.isNoSubstitutionTemplateLiteral(template)
    ? []
    : evaluateArray(
        template.templateSpans.map(({ expression }) => expression),
        scope,
      );
  return invoke(tag, {
    args: [parts.map(({ text }) => text), ...values],
    raw: parts.map((part) => part.rawText ?? part.text),
    place: world.placeOf(node),
  });
}

function isRequire({ expression }: ts.CallExpression, scope: Scope): boolean {
  return (
    ts.isIdentifier(expression) &&
    expression.text === 'require' &&
    scope.find('require') === undefined
  );
}

function requireModule(node: ts.CallExpression, scope: Scope): Value {
  const { world } = scope;
  const [specifier] = node.arguments;
  const place = world.placeOf(node);
  if (specifier === undefined || !ts.isStringLiteralLike(specifier)) {
    return unreadable('what is required here is not known', place);
  }
  return world.exportsOf(specifier.text, node.getSourceFile(), place).namespace;
}
