import type { Faker } from '@faker-js/faker';
import { createFaker } from '../../generators/faker.ts';
import {
  isGenerator,
  type Bound,
  type Generator,
  type Row,
  type Site,
  type Source,
} from '../../generators/generator.ts';
import { hashPath, type Key } from '../../src/random/hash.ts';
import { Stream } from '../../src/random/stream.ts';
import type { ColumnType } from '../../src/schema/column-type.ts';
import type { Dialect } from '../../src/schema/schema.ts';
import { parseType } from '../../src/schema/type-notation.ts';

/** The present of every test: a Wednesday, in a year after a leap year's. */
export const NOW = Date.UTC(2026, 0, 14, 12);

export interface FakeSiteOptions {
  readonly seed?: string;
  /** In whose words types are spelled. */
  readonly dialect?: Dialect;
  readonly column?: string;
  readonly nullable?: boolean;
  /** Rows of the table; 20,000 by default. */
  readonly rowCount?: number;
  /** Names a scenario, whose rows have streams of their own. */
  readonly scenario?: string | undefined;
  /** The table's other columns, by their types. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** A column without a runtime, for tests of generators alone. */
export class FakeSite implements Site {
  readonly table = 'users';
  readonly column: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly now = NOW;
  readonly rowCount: number;
  readonly columns: ReadonlyMap<string, ColumnType>;
  readonly #path: readonly string[];
  readonly #source: { next: () => number } = { next: () => 0 };
  readonly #faker: Faker;

  /** @param type - as generated files spell it: `varchar(40)`, `timestamptz(3)` */
  constructor(type: string, options: FakeSiteOptions = {}, labels: readonly string[] = []) {
    const { seed = 'golden', column = 'value', scenario } = options;
    this.type = parseType(type, options.dialect).type;
    this.column = column;
    this.nullable = options.nullable ?? false;
    this.rowCount = options.rowCount ?? 20_000;
    this.columns = new Map(
      Object.entries(options.columns ?? {}).map(([name, text]) => [name, parseType(text).type]),
    );
    const scenarios = scenario === undefined ? [] : ['scenario', scenario];
    this.#path = [seed, this.table, column, ...scenarios, ...labels];
    this.#faker = createFaker(() => this.#source.next(), NOW);
    this.#inner = (label) => new FakeSite(type, options, [...labels, label]);
    this.base =
      scenario === undefined
        ? this
        : new FakeSite(type, { ...options, scenario: undefined }, labels);
  }

  readonly base: FakeSite;
  readonly #inner: (label: string) => FakeSite;

  key(...labels: readonly string[]): Key {
    return hashPath(...this.#path, ...labels);
  }

  stream(...labels: readonly string[]): Stream {
    return new Stream(this.key('stream', ...labels));
  }

  withFaker<T>(draw: (faker: Faker, row: Row) => T, ...labels: readonly string[]): (row: Row) => T {
    const stream = new Stream(this.key('faker', ...labels));
    return (row) => {
      stream.seek(row.index);
      this.#source.next = () => stream.next();
      return draw(this.#faker, row);
    };
  }

  bindReference(): Bound {
    throw new Error('There are no other rows');
  }

  bind<T>(source: Source<T>, label: string): Bound<T> {
    if (isGenerator(source)) return source.bind(this.#inner(label)) as Bound<T>;
    if (typeof source !== 'function') return { draw: () => source as T };
    const call = source as (context: { faker: Faker; index: number; now: Date }) => T;
    return {
      draw: this.withFaker(
        (faker, row) => call({ faker, index: row.index, now: new Date(NOW) }),
        label,
      ),
    };
  }
}

/** A row with given values in its other columns, and in those of its parents. */
export function fakeRow(
  index: number,
  values: Readonly<Record<string, unknown>> = {},
  parents: Readonly<Record<string, Row | null>> = {},
): Row {
  return {
    index,
    ordinal: index,
    get(path) {
      const [parent = '', ...rest] = path.split('.');
      if (path in values || !(parent in parents)) return values[path] ?? null;
      return parents[parent]?.get(rest.join('.')) ?? null;
    },
    parent: (column) => parents[column] ?? null,
  };
}

/** A generator at a column of a type. */
export function bindTo<T>(source: Generator<T>, type: string, options?: FakeSiteOptions): Bound<T> {
  return source.bind(new FakeSite(type, options));
}

/** The values of the first rows. */
export function drawRows<T>(bound: Bound<T>, count: number, from = 0): T[] {
  return Array.from({ length: count }, (_, place) => bound.draw(fakeRow(from + place)));
}
