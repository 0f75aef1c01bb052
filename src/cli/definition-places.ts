import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findDefinitionLine } from '../codegen/find-definition-line.ts';
import { createFactory, type FactorySettings } from '../index.ts';
import type { LooseDefinition } from '../runtime/definition.ts';
import type { Failure } from '../runtime/rehearsal.ts';
import type { SchemaTypes } from '../runtime/types.ts';
import { findLocation } from './load-error.ts';

/** A call that defined something, and where it stands. */
interface Defined {
  readonly table: string;
  readonly definition: LooseDefinition;
  /** `factories/index.ts:12` */
  readonly at: string;
}

/** Remembers where definitions stand, while they are loaded. */
export class DefinitionPlaces {
  readonly #defined: Defined[] = [];
  readonly #scenarios = new Map<string, string>();

  /** A factory that remembers who defines what. */
  readonly createFactory = <S extends SchemaTypes<S>>(
    settings: FactorySettings,
  ): ReturnType<typeof createFactory<S>> => {
    const factory = createFactory<S>(settings);
    const define = factory.define.bind(factory);
    factory.define = (table, definition) => {
      const at = findLocation(new Error('here'));
      if (at !== undefined) {
        this.#defined.push({ table, definition, at });
      }
      return define(table, definition);
    };
    const scenario = factory.scenario.bind(factory);
    factory.scenario = (name, build) => {
      const at = findLocation(new Error('here'));
      if (at !== undefined) this.#scenarios.set(name, at);
      return scenario(name, build);
    };
    return factory;
  };

  /**
   * The line to change.
   *
   * @returns `factories/index.ts:14`; undefined where nothing of it is known
   */
  of({
    subject,
    columns,
    error,
  }: Pick<Failure, 'subject' | 'columns' | 'error'>): string | undefined {
    const thrown = findLocation(error.cause);
    if (thrown !== undefined) return thrown;
    if (subject.kind === 'scenario') {
      const names = [...(subject.table === null ? [] : [subject.table]), ...columns.slice(0, 1)];
      return lineIn(this.#scenarios.get(subject.name), names);
    }
    if (subject.kind === 'trait') {
      const owner = this.#last(subject.table, ({ traits = {} }) =>
        Object.hasOwn(traits, subject.name),
      );
      const written = Object.keys(owner?.definition.traits?.[subject.name] ?? {});
      const own = columns.find((column) => written.includes(topOf(column)));
      if (own !== undefined || columns.length === 0) {
        return lineIn(owner?.at, ['traits', subject.name, ...pathOf(own)]);
      }
    }
    const named = subject.kind === 'edge' ? [subject.column] : columns;
    return this.ofColumn(subject.table, named);
  }

  /** The line that fills the first of some columns that anything fills, or else that defines the table. */
  ofColumn(table: string, columns: readonly string[]): string | undefined {
    for (const column of columns) {
      const owner = this.#last(table, ({ shape }) =>
        typeof shape === 'function' ? true : Object.hasOwn(shape ?? {}, topOf(column)),
      );
      if (owner !== undefined) return lineIn(owner.at, ['shape', ...pathOf(column)]);
    }
    return this.#last(table, () => true)?.at;
  }

  #last(table: string, accepts: (definition: LooseDefinition) => boolean): Defined | undefined {
    return this.#defined.findLast((each) => each.table === table && accepts(each.definition));
  }
}

function topOf(column: string): string {
  return column.split('.')[0]!;
}

function pathOf(column: string | undefined): readonly string[] {
  return column?.split('.') ?? [];
}

/** The line inside of a call that says something. */
function lineIn(at: string | undefined, path: readonly string[]): string | undefined {
  const [, file, line] = /^(.*):(\d+)$/.exec(at ?? '') ?? [];
  if (file === undefined) return undefined;
  return `${file}:${findDefinitionLine(readFileSync(resolve(file), 'utf8'), Number(line), path)}`;
}
