import type { Place } from '../../../src/schema/schema.ts';
import { Entity, type Value } from './value.ts';
import type { Exports } from './world.ts';

/** A module as one value: `import * as schema from './schema'`. */
export class Namespace extends Entity {
  readonly called: string;
  readonly #exports: Exports;

  constructor(specifier: string, exports: Exports) {
    super();
    this.called = `"${specifier}"`;
    this.#exports = exports;
  }

  member(name: string, place: Place): Value {
    return this.#exports.get(name, place);
  }

  override entries(): readonly (readonly [string, Value])[] {
    const nowhere = { file: '', line: 0 };
    return this.#exports.names().map((name) => [name, this.#exports.get(name, nowhere)]);
  }
}

/** What is known of a module by its members' values: drizzle's own, one by one in `orm/`. */
export function exportsOfValues(
  specifier: string,
  members: Readonly<Record<string, Value>>,
  absent: (name: string, place: Place) => Value,
): Exports {
  const exports: Exports = {
    names: () => Object.keys(members),
    get: (name, place) => (Object.hasOwn(members, name) ? members[name] : absent(name, place)),
    findType: () => null,
    writtenAs: () => null,
    get namespace() {
      return new Namespace(specifier, exports);
    },
  };
  return exports;
}
