import { ts } from 'ts-morph';
import type { Place } from '../../../src/schema/schema.ts';
import type { Scope } from './scope.ts';
import {
  attempt,
  describe,
  Entity,
  known,
  Struct,
  textOf,
  unreadable,
  Unread,
  type Value,
} from './value.ts';

/** `{ a: 1, ...b }`. A member that cannot be read is {@link Unread}; the others are what they are. */
export function evaluateObject(node: ts.ObjectLiteralExpression, scope: Scope): Struct {
  const struct = new Struct();
  for (const property of node.properties) addMember(struct, property, scope);
  return struct;
}

function addMember(struct: Struct, property: ts.ObjectLiteralElementLike, scope: Scope): void {
  const { world } = scope;
  const place = world.placeOf(property);
  if (ts.isSpreadAssignment(property)) {
    spreadInto(
      struct,
      attempt(() => world.evaluate(property.expression, scope)),
      place,
    );
    return;
  }
  const name = attempt(() => propertyName(property.name, scope));
  if (typeof name !== 'string') {
    struct.holes.push(name instanceof Unread ? name : new Unread('a name is no text', place));
    return;
  }
  // A member that is written again keeps its first place, as in JavaScript.
  struct.members.set(
    name,
    attempt(() => memberValue(property, scope, place)),
  );
}

function memberValue(
  property: Exclude<ts.ObjectLiteralElementLike, ts.SpreadAssignment>,
  scope: Scope,
  place: Place,
): Value {
  const { world } = scope;
  if (ts.isPropertyAssignment(property)) return world.evaluate(property.initializer, scope);
  if (ts.isShorthandPropertyAssignment(property)) return world.evaluate(property.name, scope);
  if (ts.isMethodDeclaration(property)) return world.funcOf(property, scope);
  return unreadable('getters and setters are not followed', place);
}

/** The name of a member, computed ones included. */
export function propertyName(name: ts.PropertyName, scope: Scope): string {
  if (ts.isComputedPropertyName(name)) {
    return textOf(scope.world.evaluate(name.expression, scope), scope.world.placeOf(name));
  }
  return ts.isNumericLiteral(name) ? String(Number(name.text)) : name.text;
}

function spreadInto(struct: Struct, value: Value, place: Place): void {
  if (value instanceof Unread) {
    struct.holes.push(value);
    return;
  }
  if (value instanceof Struct) struct.holes.push(...value.holes);
  for (const [name, member] of attemptEntries(value, place, struct)) {
    struct.members.set(name, member);
  }
}

function attemptEntries(value: Value, place: Place, struct: Struct): readonly Member[] {
  if (value instanceof Struct) return [...value.members];
  if (value === undefined || value === null || typeof value === 'boolean') return [];
  const entries = value instanceof Entity ? value.entries() : null;
  if (entries !== null) return entries;
  struct.holes.push(new Unread(`${describe(value)} is spread, which is not followed`, place));
  return [];
}

type Member = readonly [string, Value];

/**
 * The members of an object, as `Object.entries` lists them.
 *
 * @throws Unreadable where there may be others
 */
export function entriesOf(value: Value, place: Place): readonly Member[] {
  const it = known(value);
  if (Array.isArray(it)) return it.map((each, index) => [String(index), each]);
  if (it instanceof Struct) {
    const [hole] = it.holes;
    if (hole !== undefined) known(hole);
    return [...it.members];
  }
  const entries = it instanceof Entity ? it.entries() : null;
  return entries ?? unreadable(`the members of ${describe(it)} are not known`, place);
}

/** `[a, ...b]`, and what a function is called with. */
export function evaluateArray(elements: readonly ts.Expression[], scope: Scope): Value[] {
  const { world } = scope;
  return elements.flatMap((element): Value[] => {
    if (ts.isOmittedExpression(element)) return [undefined];
    if (!ts.isSpreadElement(element)) return [attempt(() => world.evaluate(element, scope))];
    return itemsOf(world.evaluate(element.expression, scope), world.placeOf(element));
  });
}

/**
 * The items of a list, as a spread or a loop takes them.
 *
 * @throws Unreadable where they are not known
 */
export function itemsOf(value: Value, place: Place): Value[] {
  const it = known(value);
  if (Array.isArray(it)) return it;
  if (it instanceof Set) return [...it];
  if (typeof it === 'string') return [...it];
  return unreadable(`${describe(it)} is no list`, place);
}
