import { ts } from 'ts-morph';
import type { Scope } from './scope.ts';
import { known, Struct } from './value.ts';

/** An enum of TypeScript's as the object that it becomes: of numbers, both ways. */
export function enumOf(node: ts.EnumDeclaration, scope: Scope): Struct {
  const struct = new Struct();
  let next = 0;
  const inside = scope.inner();
  for (const { name, initializer } of node.members) {
    const value = known(
      initializer === undefined ? next : scope.world.evaluate(initializer, inside),
    );
    const text = ts.isComputedPropertyName(name) ? name.expression.getText() : name.text;
    struct.members.set(text, value);
    inside.declare(text, value);
    if (typeof value !== 'number') continue;
    struct.members.set(String(value), text);
    next = value + 1;
  }
  return struct;
}
