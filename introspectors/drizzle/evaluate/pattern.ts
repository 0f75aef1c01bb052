import { ts } from 'ts-morph';
import { itemsOf, propertyName } from './literal.ts';
import { memberOf } from './member.ts';
import type { Scope } from './scope.ts';
import { attempt, known, Struct, unreadable, type Value } from './value.ts';

/** Gives names to a value and its parts: `x`, `{ a, b: { c } }`, `[first, ...rest]`. */
export function bindPattern(name: ts.BindingName, value: Value, scope: Scope): void {
  if (ts.isIdentifier(name)) {
    scope.declare(name.text, value);
    return;
  }
  const taken: string[] = [];
  name.elements.forEach((element, index) => {
    if (ts.isOmittedExpression(element)) return;
    const part = attempt(() => partOf(element, value, index, taken, scope));
    bindPattern(element.name, part, scope);
  });
}

/** The part of a value that one element of a pattern takes. */
function partOf(
  element: ts.BindingElement,
  value: Value,
  index: number,
  taken: string[],
  scope: Scope,
): Value {
  const { world } = scope;
  const place = world.placeOf(element);
  const inList = ts.isArrayBindingPattern(element.parent);
  if (inList) {
    const items = itemsOf(value, place);
    if (element.dotDotDotToken !== undefined) return items.slice(index);
    return withDefault(items[index], element.initializer, scope);
  }
  if (element.dotDotDotToken !== undefined) return withoutMembers(value, taken, scope, element);
  const key = element.propertyName ?? element.name;
  if (ts.isObjectBindingPattern(key) || ts.isArrayBindingPattern(key)) {
    return unreadable('a pattern without a name', place);
  }
  const name = propertyName(key, scope);
  taken.push(name);
  return withDefault(memberOf(value, name, place), element.initializer, scope);
}

function withoutMembers(
  value: Value,
  taken: readonly string[],
  scope: Scope,
  node: ts.Node,
): Value {
  const it = known(value);
  if (!(it instanceof Struct)) {
    return unreadable('the rest of what is no plain object', scope.world.placeOf(node));
  }
  const rest = new Struct([...it.members].filter(([name]) => !taken.includes(name)));
  rest.holes.push(...it.holes);
  return rest;
}

function withDefault(value: Value, initializer: ts.Expression | undefined, scope: Scope): Value {
  if (value !== undefined || initializer === undefined) return value;
  return scope.world.evaluate(initializer, scope);
}

/** `[a, b] = [b, a]`: of names only, which is all that is worth it. */
export function assignPattern(
  pattern: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression,
  value: Value,
  scope: Scope,
): void {
  const place = scope.world.placeOf(pattern);
  const put = (target: ts.Expression, part: Value): void => {
    const binding = ts.isIdentifier(target) ? scope.find(target.text) : undefined;
    if (binding === undefined) unreadable('what is assigned to here is not followed', place);
    binding.write(part);
  };
  if (ts.isArrayLiteralExpression(pattern)) {
    const items = itemsOf(value, place);
    pattern.elements.forEach((element, index) => put(element, items[index]));
    return;
  }
  for (const property of pattern.properties) {
    if (!ts.isShorthandPropertyAssignment(property)) unreadable('this is not followed', place);
    put(property.name, memberOf(value, property.name.text, place));
  }
}

/** The names that a pattern gives, in their order. */
export function namesIn(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : namesIn(element.name),
  );
}
