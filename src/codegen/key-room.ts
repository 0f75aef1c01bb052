import type { ColumnDomain, TableSolution } from '../checks/solution.ts';
import { storageType } from '../schema/column-type.ts';
import type { Column, Table } from '../schema/schema.ts';
import { chooseGenerator } from './choose-generator.ts';
import { viewColumn, type Choice, type ColumnView } from './column-view.ts';
import type { ExclusionKey } from './exclusions.ts';
import { call, literal, object, type Expression } from './expression.ts';
import { snakeCase } from './names.ts';
import { expressionFor } from './rules/type-rules.ts';
import { isReference, keysOf } from './table-keys.ts';

/** What has to be unique in a table, and which columns see to it. */
export interface KeyPlan {
  /** Columns that need as many values as there are rows. */
  readonly carriers: ReadonlySet<string>;
  /** Columns of keys that nothing makes unique, and why. */
  readonly unsolved: ReadonlyMap<string, string>;
}

/** The sorts of columns that are made unique best: unseen before visible. */
const CARRIERS = [
  'uuid',
  'text',
  'timestamp',
  'integer',
  'decimal',
  'float',
  'money',
  'date',
  'time',
  'bits',
  'bytes',
  'network',
  'range',
];
const FINITE = ['boolean', 'enum'];

/**
 * Finds a column for each key that can be made different in every row.
 *
 * @param table - of the schema
 * @param solution - what its checks leave
 * @param exclusionKeys - keys that exclusion constraints ask for
 */
export function planKeyRoom(
  table: Table,
  solution: TableSolution,
  exclusionKeys: readonly ExclusionKey[],
): KeyPlan {
  const carriers = new Set<string>();
  const unsolved = new Map<string, string>();
  for (const key of [...keysOf(table), ...exclusionKeys.map((each) => each.columns)]) {
    const columns = key.map((name) => table.columns.find((each) => each.name === name)!);
    if (
      columns.some(
        (column) =>
          column.generated !== null || column.identity !== null || column.sequence !== null,
      )
    )
      continue;
    const free = columns.filter((column) => !isReference(table, column.name));
    const ranked = free
      .filter((column) => solution.columns.get(column.name)?.values === undefined)
      .map((column) => ({ column, rank: rankOf(column) }))
      .filter(({ rank }) => rank >= 0)
      .sort((a, b) => a.rank - b.rank);
    const [best] = ranked;
    if (best !== undefined) {
      // Beside references, years and stars are what they are: pairs are unique, not they alone.
      const beside = columns.filter((column) => !free.includes(column));
      if (beside.every((column) => isWithin(table, column)) || !hasMeaning(table, best.column)) {
        carriers.add(best.column.name);
      }
      continue;
    }
    const [loose] = free.filter((column) => !isFinite(column, solution));
    if (loose === undefined) continue;
    const optional = free.find((column) => column.nullable) ?? loose;
    unsolved.set(
      optional.name,
      `no generator makes different values for each row of (${key.join(', ')})`,
    );
  }
  return { carriers, unsolved };
}

/** An `id` is there to be different in every row, whatever it is. */
function rankOf({ name, type }: Column): number {
  const rank = CARRIERS.indexOf(storageType(type).kind);
  return rank > 0 && snakeCase(name) === 'id' ? 0 : rank;
}

/** A rule knows more about a number than its type. */
function hasMeaning(table: Table, column: Column): boolean {
  const view = viewColumn(table, column);
  if (view.type.kind !== 'integer') return false;
  const { expression } = chooseGenerator(view) ?? {};
  return JSON.stringify(expression) !== JSON.stringify(expressionFor(view.type));
}

/** A row of the same table: rows are not dealt by it, so that it tells none apart. */
function isWithin(table: Table, { name }: Column): boolean {
  const references = table.references.filter(({ columns }) => columns.includes(name));
  return references.every(
    ({ target }) => target.table.schema === table.schema && target.table.name === table.name,
  );
}

function isFinite(column: Column, solution: TableSolution): boolean {
  return (
    FINITE.includes(storageType(column.type).kind) ||
    solution.columns.get(column.name)?.values !== undefined
  );
}

/** Generators of text with so few values that a table whose key they fill cannot have more rows. */
export const FEW_VALUES: Readonly<Record<string, number>> = {
  cidr: 768,
  countryCode: 249,
  currency: 12,
  phone: 19_200,
};

/** How many values what was chosen for a column has; null where there is no end to them. */
export function choiceSize(choice: Choice | undefined): number | null {
  const expression = choice?.expression;
  return expression?.kind === 'call' ? (FEW_VALUES[expression.name] ?? null) : null;
}

/** Values enough for a column that has to differ from row to row. */
export function roomyChoice(
  view: ColumnView,
  choice: Choice | undefined,
  domain: ColumnDomain,
): Choice | undefined {
  const name = choice?.expression.kind === 'call' ? choice.expression.name : undefined;
  if (name === 'serial') return choice;
  // A word of a few, as the column's name has it, is no other row's where it has to be unique.
  if (view.type.kind === 'text' && (name === 'weighted' || name === 'oneOf')) {
    return { expression: call(view.name.endsWith('_id') ? 'token' : 'slug') };
  }
  // Only 768 addresses of IPv4 are reserved for documentation.
  const expression = name === 'ipAddress' ? call('ipv6') : roomyExpression(view, domain);
  return expression === undefined ? choice : { expression };
}

function roomyExpression({ type }: ColumnView, { min }: ColumnDomain): Expression | undefined {
  switch (type.kind) {
    case 'integer':
      return upTo(
        'integer',
        Math.min(1, Math.ceil(Number(min?.value ?? 1))),
        type.bits >= 32 ? 1_000_000 : 2 ** (type.bits - 1) - 1,
      );
    case 'decimal': {
      const digits = type.precision === null ? 6 : type.precision - (type.scale ?? 0);
      return upTo('decimal', 0, digits <= 0 ? 10 ** digits : Math.min(10 ** digits - 1, 1_000_000));
    }
    case 'float':
    case 'money':
      return upTo('integer', 1, 1_000_000);
    case 'date':
      return call('recent', object({ within: literal('30y') }));
    case 'timestamp':
      return call('recent', object({ within: literal('3y') }));
    case 'bytes':
      return call('bytes', object({ length: literal(32) }));
    case 'range':
      return call('disjointRange');
    default:
      return undefined;
  }
}

function upTo(name: string, min: number, max: number): Expression {
  return call(name, object({ min: literal(min), max: literal(max) }));
}
