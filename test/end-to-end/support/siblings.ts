import type { ReferenceFacts, TableFacts } from '../../../src/schema/facts.ts';
import { quote, sqlName, type RuleQuery } from './sql-names.ts';
import type { DefinedColumn, Definitions } from './definitions.ts';

/**
 * Queries for what `same` and `through` promise: where two ways lead up from a row to a table, both
 * arrive at one row.
 */
export function siblingQueries(definitions: Definitions): RuleQuery[] {
  return definitions.columns.flatMap((defined) => {
    const { same, through } = defined.ref?.options ?? {};
    const rule = `${defined.table}.${defined.column}`;
    if (through !== undefined) {
      return [
        { rule: `${rule} through ${through}`, sql: throughSql(definitions, defined, through) },
      ];
    }
    if (same === undefined) return [];
    const [column, path] = typeof same === 'string' ? [same, same] : Object.entries(same)[0]!;
    return [
      { rule: `${rule} same ${column}: ${path}`, sql: sameSql(definitions, defined, column, path) },
    ];
  });
}

/** A query under way: its joins, each with the table that it has arrived at. */
class Way {
  readonly joins: string[] = [];
  readonly #definitions: Definitions;
  readonly #prefix: string;
  table: string;
  alias = 't';

  constructor(definitions: Definitions, table: string, prefix: string) {
    this.#definitions = definitions;
    this.#prefix = prefix;
    this.table = table;
  }

  get facts(): TableFacts {
    return this.#definitions.tables[this.table]!;
  }

  /** Goes to the row that a column leads to. */
  follow(column: string): this {
    const { ref } = this.#definitions.columns.find(
      (each) => each.table === this.table && each.column === column,
    ) ?? { ref: undefined };
    const found = (this.facts.references ?? []).filter(
      (each) => each.columns.includes(column) && (ref === undefined || each.to === ref.table),
    );
    found.sort((a, b) => a.columns.length - b.columns.length);
    return this.join(found.at(ref?.options.columns === undefined ? 0 : -1)!);
  }

  join(reference: ReferenceFacts): this {
    const alias = `${this.#prefix}${this.joins.length}`;
    const pairs = reference.columns.map(
      (name, at) => `${alias}.${quote(reference.key[at]!)} = ${this.alias}.${quote(name)}`,
    );
    const target = sqlName(this.#definitions.tables[reference.to]!.table);
    this.joins.push(`LEFT JOIN ${target} ${alias} ON ${pairs.join(' AND ')}`);
    this.table = reference.to;
    this.alias = alias;
    return this;
  }
}

function throughSql(definitions: Definitions, defined: DefinedColumn, through: string): string {
  const target = defined.ref!.table;
  const own = new Way(definitions, defined.table, 'l').follow(defined.column);
  const other = new Way(definitions, defined.table, 'a');
  const path = through.split('.');
  for (const column of path) other.follow(column);
  if (other.table !== target || path.length === 1) {
    const { columns, references } = other.facts;
    const steps = references!.filter((each) => each.to === target);
    const isThere = (name: string): boolean => columns[name]!.includes('not null');
    other.join(steps.find((each) => each.columns.every(isThere)) ?? steps[0]!);
  }
  return differing(definitions, defined.table, own, own, other);
}

function sameSql(
  definitions: Definitions,
  defined: DefinedColumn,
  column: string,
  path: string,
): string {
  const own = new Way(definitions, defined.table, 'l').follow(defined.column);
  const ways = column.split('.');
  const end = ways.at(-1)!;
  for (const step of ways.slice(0, -1)) own.follow(step);
  const parent = own.alias;
  own.follow(end);
  const other = new Way(definitions, defined.table, 'a');
  // A row's own key stands for the row itself.
  const isOwnKey = other.facts.primaryKey?.length === 1 && other.facts.primaryKey[0] === path;
  const steps = path.split('.');
  const last = steps.at(-1)!;
  if (!isOwnKey) for (const step of steps.slice(0, -1)) other.follow(step);
  const before = other.alias;
  if (!isOwnKey) other.follow(last);
  // Columns of which each comes from another table hold the same all the same.
  if (own.table !== other.table) {
    return `SELECT count(*) FROM ${sqlName(definitions.tables[defined.table]!.table)} t
              ${[...own.joins, ...other.joins].join('\n')}
             WHERE ${parent}.${quote(end)} IS DISTINCT FROM ${before}.${quote(last)}
               AND ${parent}.${quote(end)} IS NOT NULL`;
  }
  return differing(definitions, defined.table, { alias: parent }, own, other);
}

function differing(
  definitions: Definitions,
  table: string,
  parent: { readonly alias: string },
  own: Way,
  other: Way,
): string {
  return `SELECT count(*) FROM ${sqlName(definitions.tables[table]!.table)} t
            ${[...own.joins, ...other.joins].join('\n')}
           WHERE ${parent.alias}.ctid IS NOT NULL
             AND (${own.alias}.tableoid, ${own.alias}.ctid)
                 IS DISTINCT FROM (${other.alias}.tableoid, ${other.alias}.ctid)`;
}
