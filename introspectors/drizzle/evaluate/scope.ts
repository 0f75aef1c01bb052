import type { ts } from 'ts-morph';
import type { Place } from '../../../src/schema/schema.ts';
import { attempt, Unread, type Value } from './value.ts';
import type { World } from './world.ts';

/** A name, and what it stands for. */
export interface Binding {
  read(): Value;
  write(value: Value): void;
}

/** The names of a file, a function or a block, above them those around it. */
export class Scope {
  readonly world: World;
  readonly source: ts.SourceFile;
  readonly #parent: Scope | null;
  readonly #names = new Map<string, Binding>();

  constructor(world: World, source: ts.SourceFile, parent: Scope | null = null) {
    this.world = world;
    this.source = source;
    this.#parent = parent;
  }

  /** A scope in this one. */
  inner(): Scope {
    return new Scope(this.world, this.source, this);
  }

  find(name: string): Binding | undefined {
    return this.#names.get(name) ?? this.#parent?.find(name);
  }

  /** Gives a name to a value that is there already. */
  declare(name: string, value: Value): void {
    let current = value;
    this.#names.set(name, {
      read: () => current,
      write: (next) => {
        current = next;
      },
    });
  }

  /** Gives a name to a value that is computed when it is first read, as the order of a file's lines does not matter. */
  declareLater(name: string, place: Place, compute: () => Value): void {
    this.#names.set(name, laterBinding(name, place, compute));
  }
}

function laterBinding(name: string, place: Place, compute: () => Value): Binding {
  let state: 'new' | 'busy' | 'done' = 'new';
  let value: Value;
  return {
    read() {
      if (state === 'busy') return new Unread(`"${name}" is needed to make "${name}"`, place);
      if (state === 'new') {
        state = 'busy';
        value = attempt(compute);
        state = 'done';
      }
      return value;
    },
    write(next) {
      value = next;
      state = 'done';
    },
  };
}
