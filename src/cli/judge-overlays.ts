import { evaluate } from '../checks/evaluate.ts';
import { loadParser } from '../checks/load-parser.ts';
import { parseChecks, type ParsedCheck } from '../checks/read-checks.ts';
import { definitionKey } from '../codegen/names.ts';
import { GenFactoriesError } from '../errors.ts';
import { planLoads } from '../runtime/load-plan.ts';
import { printValue } from '../schema/print-value.ts';
import { readableSql } from '../schema/readable-sql.ts';
import type { SchemaModel } from '../schema/schema.ts';
import type { Misfit } from './check-report.ts';
import type { DefinitionPlaces } from './definition-places.ts';
import type { AnyFactory } from './load-factories.ts';

/** Rows that are looked at: a definition that is wrong shows in the first ones, mostly. */
const LOOKED_AT = 32;

type Row = Readonly<Record<string, unknown>>;

/**
 * What a database would refuse of the user's own definitions, as far as the schema alone tells: a table that has
 * to be left out, a value that the column cannot hold, or one that a CHECK forbids.
 *
 * @param factory - generated definitions and the user's own
 * @param places - where they stand
 * @param model - the schema
 */
export async function judgeOverlays(
  factory: AnyFactory,
  places: DefinitionPlaces,
  model: SchemaModel,
): Promise<readonly Misfit[]> {
  const own = new Set(places.ownTables);
  if (own.size === 0) return [];
  const { skipped } = planLoads(factory.source(), {}).planned;
  const found = [...skipped.values()].flatMap((error) => leftOut(error, places));
  const parse = await loadParser(model.dialect);
  for (const table of model.tables) {
    const key = definitionKey(table);
    if (!own.has(key) || skipped.has(key)) continue;
    const { rows, failure } = firstRows(factory, key);
    if (failure !== undefined) {
      const line = places.ofPlan(failure, undefined);
      if (line !== undefined)
        found.push({ where: `${failure.where}, ${line}`, what: failure.what });
      continue;
    }
    for (const check of parseChecks(table, parse)) {
      found.push(
        ...brokenBy(rows, check, (column) => [key, column, places.ownColumn(key, column)]),
      );
    }
  }
  return found;
}

/** A table that `up` leaves out for the sake of a column that the user's own definitions fill. */
function leftOut(error: GenFactoriesError, places: DefinitionPlaces): Misfit[] {
  // What needs a table that is left out is told with that table.
  const line = error.cause === undefined ? places.ofPlan(error, undefined) : undefined;
  if (line === undefined) return [];
  return [{ where: `${error.where}, ${line}`, what: `up leaves the table out: ${error.what}` }];
}

interface FirstRows {
  readonly rows: readonly Row[];
  /** Why one of them cannot be made. */
  readonly failure?: GenFactoriesError;
}

function firstRows(factory: AnyFactory, key: string): FirstRows {
  try {
    return { rows: factory.rows(key, { to: Math.min(LOOKED_AT, factory.count(key)) }) };
  } catch (error) {
    if (!(error instanceof GenFactoriesError)) throw error;
    return { rows: [], failure: error };
  }
}

/** The first row that a CHECK is false for, if the user's own definitions fill one of its columns. */
function brokenBy(
  rows: readonly Row[],
  { check, expression }: ParsedCheck,
  placeOf: (column: string) => readonly [table: string, column: string, line: string | undefined],
): Misfit[] {
  const own = check.columns.map(placeOf).find(([, , line]) => line !== undefined);
  if (own === undefined) return [];
  // What the database fills in only the database knows.
  const at = rows.findIndex(
    (row) =>
      check.columns.every((column) => Object.hasOwn(row, column)) &&
      evaluate(expression, row) === false,
  );
  if (at === -1) return [];
  const [table, column, line] = own;
  const values = check.columns.map((name) => `${name} is ${printValue(rows[at]![name])}`);
  return [
    {
      where: `${table}.${column}, ${line}`,
      what: `row ${at} breaks CHECK ${check.name} (${readableSql(check.sql)}): ${values.join(', ')}`,
    },
  ];
}
