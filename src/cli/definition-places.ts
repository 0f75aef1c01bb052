import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findDefinitionLine } from '../codegen/find-definition-line.ts';
import type { GenFactoriesError } from '../errors.ts';
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
  readonly #generated = new Map<string, boolean>();

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

  /**
   * The line that fills one of some columns: the first that the user's own definitions fill, else the first that
   * anything fills, or else the line that defines the table.
   */
  ofColumn(table: string, columns: readonly string[]): string | undefined {
    for (const column of columns) {
      const own = this.ownColumn(table, column);
      if (own !== undefined) return own;
    }
    for (const column of columns) {
      const owner = this.#last(table, ({ shape }) => fills(shape, column));
      if (owner !== undefined) return lineIn(owner.at, ['shape', ...pathOf(column)]);
    }
    return this.#last(table, () => true)?.at;
  }

  /** The line of the user's own definitions that fills a column; undefined where none does. */
  ownColumn(table: string, column: string): string | undefined {
    const owner = this.#last(table, ({ shape }) => fills(shape, column));
    if (owner === undefined || this.#isGenerated(owner.at)) return undefined;
    return lineIn(owner.at, ['shape', ...pathOf(column)]);
  }

  /** Tables that the user's own definitions say something about. */
  get ownTables(): readonly string[] {
    const own = this.#defined.filter(({ at }) => !this.#isGenerated(at));
    return [...new Set(own.map(({ table }) => table))];
  }

  /** Where an error stands that a definition of a table gave as it was made. */
  ofDefinition(table: string, { where = '' }: GenFactoriesError): string | undefined {
    const at = this.#last(table, () => true)?.at;
    return lineIn(at, pathOf(columnIn(where, table)));
  }

  /** Where an error of a plan stands, if the user's own definitions have to do with it. */
  ofPlan({ where = '' }: GenFactoriesError, scenario: string | undefined): string | undefined {
    if (scenario !== undefined) {
      const [key = '', column] = where.split(/[.,]/);
      return lineIn(this.#scenarios.get(scenario), [key, ...pathOf(column)]);
    }
    const table = this.ownTables.find(
      (each) => `${where},`.startsWith(`${each},`) || where.startsWith(`${each}.`),
    );
    if (table === undefined) return undefined;
    const columns = where.split(', ').flatMap((each) => columnIn(each, table) ?? []);
    const owned = columns.map((column) => this.ownColumn(table, column));
    if (columns.length > 0) return owned.find((line) => line !== undefined);
    const last = this.#last(table, () => true)?.at;
    return last === undefined || this.#isGenerated(last) ? undefined : last;
  }

  /** Generated files say so in their first line. */
  #isGenerated(at: string): boolean {
    const path = resolve(at.replace(/:\d+$/, ''));
    const known =
      this.#generated.get(path) ??
      readFileSync(path, 'utf8').startsWith('// Written by gen-factories');
    this.#generated.set(path, known);
    return known;
  }

  #last(table: string, accepts: (definition: LooseDefinition) => boolean): Defined | undefined {
    return this.#defined.findLast((each) => each.table === table && accepts(each.definition));
  }
}

function fills(shape: LooseDefinition['shape'], column: string): boolean {
  return typeof shape === 'function' || Object.hasOwn(shape ?? {}, topOf(column));
}

/** The column that an error names: of `users.age, row 7` and users, it is age. */
function columnIn(where: string, table: string): string | undefined {
  const [place = ''] = where.split(', ');
  return place.startsWith(`${table}.`) ? place.slice(table.length + 1) : undefined;
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
