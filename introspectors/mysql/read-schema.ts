import type { LooseSchema } from '../../src/schema/build-schema.ts';
import { groupBy } from '../../src/schema/group-by.ts';
import type { Check, SkippedRelation, Table, TableName, Trigger } from '../../src/schema/schema.ts';
import type { CatalogRows, CheckRow, TableRow, TriggerRow } from './catalog/queries.ts';
import { readColumn } from './read-column.ts';
import { columnsIn, readExpression, type Spelling } from './read-expression.ts';
import { readKeys } from './read-keys.ts';
import { readPartitioning } from './read-partitioning.ts';
import { readPeriods } from './read-periods.ts';
import { readReferences } from './read-references.ts';

/**
 * Puts the catalogue's rows together to tables, and to a list of what was left out. Pure: equal rows
 * give equal tables. Tables have no schema: a database of MySQL's is what the URL names, and another
 * one in every preview.
 *
 * @param rows - of one database
 * @param spelling - how the server spells expressions
 */
export function readSchema(rows: CatalogRows, spelling: Spelling): LooseSchema {
  const tables = rows.tables.filter(isTable);
  return {
    dialect: 'mysql',
    tables: tables.map(tableReader(rows, spelling)),
    skipped: [
      ...rows.tables.filter((row) => !isTable(row)).map(skippedRelation),
      ...skippedReferences(rows),
    ],
  };
}

/** Whether a relation holds rows of its own. */
export function isTable({ kind }: TableRow): boolean {
  return kind === 'BASE TABLE' || kind === 'SYSTEM VERSIONED';
}

function tableReader(rows: CatalogRows, spelling: Spelling): (row: TableRow) => Table {
  const ofTable = <Row extends { readonly table_name: string }>(all: readonly Row[]) => {
    const groups = groupBy(all, (row) => row.table_name);
    return ({ name }: TableRow): readonly Row[] => groups.get(name) ?? [];
  };
  const columnsOf = ofTable(rows.columns);
  const uniquesOf = ofTable(rows.uniques);
  const referencesOf = ofTable(rows.references);
  const checksOf = ofTable(rows.checks);
  const partitionsOf = ofTable(rows.partitions);
  const triggersOf = ofTable(rows.triggers);
  return (row) => {
    const names = columnsOf(row).map((column) => column.name);
    const { json, checks } = readChecks(checksOf(row), names, spelling);
    const columns = columnsOf(row).map((each) => readColumn(each, json.has(each.name), spelling));
    const partitioning = readPartitioning(partitionsOf(row), columns, spelling);
    return {
      schema: '',
      name: row.name,
      kind: partitioning === null ? 'table' : 'partitioned',
      comment: row.comment === '' ? null : row.comment,
      columns,
      ...readKeys(
        uniquesOf(row),
        names,
        readPeriods(rows.statements.get(row.name) ?? ''),
        spelling,
      ),
      references: readReferences(referencesOf(row)),
      checks,
      partitioning,
      inherits: [],
      triggers: triggersOf(row).map(readTrigger),
      rules: [],
      rowSecurity: 'off',
    };
  };
}

interface Checks {
  /** Columns that a check makes JSON, which is how MariaDB keeps that type. */
  readonly json: ReadonlySet<string>;
  readonly checks: readonly Check[];
}

function readChecks(
  rows: readonly CheckRow[],
  columns: readonly string[],
  spelling: Spelling,
): Checks {
  const json = new Set<string>();
  const checks: Check[] = [];
  for (const row of rows) {
    const expression = readExpression(row.expression, spelling);
    const [valid, column = ''] = JSON_VALID.exec(expression) ?? [];
    // Whoever writes a check of their own for a JSON column has to ask for JSON again.
    if (valid !== undefined && spelling.flavour === 'mariadb' && !/\bor\b/i.test(expression)) {
      json.add(column.replaceAll('``', '`'));
      if (valid === expression) continue;
    }
    checks.push({
      // A check of a column has the column's name, which another of the table may have too.
      name: checks.some((check) => check.name === row.name) ? `${row.name} (table)` : row.name,
      expression,
      columns: columnsIn(expression, columns),
      enforced: row.enforced === 'YES',
    });
  }
  return { json, checks };
}

const JSON_VALID = /\bjson_valid\(`((?:[^`]|``)+)`\)/i;

function readTrigger({ name, timing, event, statement }: TriggerRow): Trigger {
  const inserts = insertedInto(statement);
  return {
    name,
    timing: timing === 'BEFORE' ? 'before' : 'after',
    events: [event.toLowerCase() as Lowercase<TriggerRow['event']>],
    level: 'row',
    function: name,
    enabled: true,
    ...(inserts.length > 0 && { inserts }),
  };
}

const INSERT =
  /\b(?:insert|replace)\s+(?:(?:low_priority|delayed|ignore)\s+)*(?:into\s+)?(?:`?\w+`?\s*\.\s*)?`?(\w+)`?/gi;

/** Tables that a statement puts rows into, as far as its text shows. */
function insertedInto(statement: string): readonly TableName[] {
  const names = [...statement.matchAll(INSERT)].map(([, name = '']) => name);
  return [...new Set(names)].map((name) => ({ schema: '', name }));
}

function skippedRelation({ name, kind }: TableRow): SkippedRelation {
  return kind === 'SEQUENCE'
    ? { schema: '', name, kind: 'sequence', reason: 'It is a sequence.' }
    : {
        schema: '',
        name,
        kind: 'view',
        reason: 'It is a view: rows go into the tables it reads.',
      };
}

function skippedReferences(rows: CatalogRows): readonly SkippedRelation[] {
  const outside = rows.references.filter((row) => row.inside === 0);
  return [...groupBy(outside, (row) => `${row.table_name}.${row.name}`).values()].map((parts) => {
    const [{ table_name: name, name: key, target_schema: schema, target_table: table }] = parts as [
      (typeof parts)[number],
    ];
    const columns = parts.map((part) => part.column_name);
    return {
      schema: '',
      name,
      kind: 'constraint',
      reason: `Foreign key "${key}" (${columns.join(', ')}) leads to ${schema}.${table}, in another database.`,
      columns,
    };
  });
}
