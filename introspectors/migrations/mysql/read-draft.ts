import type { LooseSchema } from '../../../src/schema/build-schema.ts';
import type { ColumnType } from '../../../src/schema/column-type.ts';
import type {
  Check,
  Column,
  KeyPart,
  Reference,
  SkippedRelation,
  Table,
  Trigger,
} from '../../../src/schema/schema.ts';
import { columnType } from './column-type.ts';
import {
  isNamed,
  type MysqlColumn,
  type MysqlDraft,
  type MysqlKey,
  type MysqlTable,
} from './draft.ts';
import { columnsRead } from './expression-names.ts';
import type { MysqlFlavour } from './flavour.ts';
import { printExpression } from './spelling/print-expression.ts';
import { readDefaultText } from './read-default.ts';

/** A draft in the model's terms, as the live introspector reads the database that it stands for. */
export function readDraft(draft: MysqlDraft): LooseSchema {
  const tables = draft.tables.filter(({ name }) => !name.startsWith('gen_factories_'));
  return {
    dialect: 'mysql',
    tables: tables.map((table) => readTable(draft, table)),
    skipped: [
      ...draft.others.map(skippedRelation),
      ...tables.flatMap((table) => skippedReferences(draft, table)),
    ],
  };
}

function readTable(draft: MysqlDraft, table: MysqlTable): Table {
  const { flavour } = draft;
  const { json, checks } = readChecks(table, flavour);
  return {
    schema: '',
    name: table.name,
    kind: 'table',
    comment: table.comment === '' ? null : table.comment,
    columns: table.columns.map((column) => readColumn(column, table, json, flavour)),
    ...readKeys(table, flavour),
    references: readReferences(draft, table),
    checks,
    partitioning: null,
    inherits: [],
    triggers: triggersOf(table),
    rules: [],
    rowSecurity: 'off',
    exclusions: [],
  };
}

/** By their order among those of one time and event, as the catalogue has them. */
function triggersOf({ triggers }: MysqlTable): readonly Trigger[] {
  const ordered = triggers.map((trigger, at) => {
    const alike = ({ timing, events }: Trigger): boolean =>
      timing === trigger.timing && events.join() === trigger.events.join();
    return { trigger, order: triggers.slice(0, at).filter(alike).length, name: trigger.name };
  });
  return ordered.sort((a, b) => a.order - b.order || byName(a, b)).map(({ trigger }) => trigger);
}

/** The catalogues list names by a collation that takes small letters for capitals. */
function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  const [first, second] = [a.name.toUpperCase(), b.name.toUpperCase()];
  return first < second ? -1 : first > second ? 1 : 0;
}

function readColumn(
  column: MysqlColumn,
  table: MysqlTable,
  json: ReadonlySet<string>,
  flavour: MysqlFlavour,
): Column {
  const { name, generated, autoIncrement, comment } = column;
  return {
    name,
    type: json.has(name) ? { kind: 'json', binary: false } : typeOf(column, table, flavour),
    nullable: !column.notNull,
    default: generated !== null || autoIncrement ? null : readDefaultText(column, flavour),
    identity: autoIncrement ? 'by default' : null,
    generated: generated && {
      expression: printExpression(generated.sql, flavour),
      stored: generated.stored,
    },
    sequence: null,
    comment: comment === '' ? null : comment,
  };
}

/** A check of the column's own takes the place of the one that makes a text JSON in MariaDB. */
function typeOf({ name, type }: MysqlColumn, table: MysqlTable, flavour: MysqlFlavour): ColumnType {
  const isText =
    flavour === 'mariadb' &&
    type.name === 'json' &&
    table.checks.some((check) => check.column === name);
  const text = { ...type, name: 'longtext', collation: 'utf8mb4_bin' };
  return columnType(isText ? text : type, table, flavour);
}

const JSON_VALID = /\bjson_valid\(`((?:[^`]|``)+)`\)/i;

/** A check that a text is JSON is MariaDB's way to have that type. */
function readChecks(table: MysqlTable, flavour: MysqlFlavour) {
  const json = new Set<string>();
  const checks: Check[] = [];
  for (const { name, sql, enforced } of [...table.checks].sort(byName)) {
    const expression = printExpression(sql, flavour);
    const [valid, column = ''] = JSON_VALID.exec(expression) ?? [];
    if (valid !== undefined && flavour === 'mariadb' && !/\bor\b/i.test(expression)) {
      json.add(column.replaceAll('``', '`'));
      if (valid === expression) continue;
    }
    const taken = checks.some((check) => check.name === name);
    const columns = columnsIn(table, sql);
    checks.push({ name: taken ? `${name} (table)` : name, expression, columns, enforced });
  }
  return { json, checks };
}

function columnsIn(table: MysqlTable, sql: string): readonly string[] {
  const names = columnsRead(sql);
  return table.columns
    .filter((column) => names.some((name) => isNamed(name)(column)))
    .map(({ name }) => name);
}

function readKeys(table: MysqlTable, flavour: MysqlFlavour): Pick<Table, 'primaryKey' | 'uniques'> {
  const primary = table.keys.find(({ kind }) => kind === 'primary');
  return {
    primaryKey: primary
      ? {
          name: 'PRIMARY',
          columns: primary.parts.flatMap(({ column }) => column ?? []),
          deferrable: 'no',
        }
      : null,
    uniques: table.keys
      .filter(({ kind }) => kind === 'unique')
      .sort(byName)
      .map(({ name, parts }) => ({
        name,
        parts: parts.map((part) => readPart(table, part, flavour)),
        where: null,
        nullsEqual: false,
        deferrable: 'no',
      })),
  };
}

function readPart(
  table: MysqlTable,
  part: MysqlKey['parts'][number],
  flavour: MysqlFlavour,
): KeyPart {
  const { column, sql, prefix } = part;
  if (column === null) {
    return {
      kind: 'expression',
      sql: printExpression(sql, flavour),
      columns: columnsIn(table, sql),
    };
  }
  const type = table.columns.find(isNamed(column))?.type;
  const whole = type !== undefined && Number(type.args[0] ?? -1) === prefix;
  return { kind: 'column', column, ...(prefix !== null && !whole && { prefix }) };
}

function readReferences(draft: MysqlDraft, table: MysqlTable): readonly Reference[] {
  return [...table.references].sort(byName).flatMap((reference) => {
    const target =
      draft.tables.find(({ name }) => name === reference.target) ??
      draft.tables.find(isNamed(reference.target));
    if (target === undefined) return [];
    const { name, columns, onDelete, onUpdate } = reference;
    return [
      {
        name,
        columns,
        target: {
          table: { schema: '', name: target.name },
          columns:
            reference.targetColumns.length > 0
              ? exact(target, reference.targetColumns)
              : primaryOf(target),
        },
        onDelete,
        onUpdate,
        match: 'simple',
        deferrable: 'no',
        validated: true,
      },
    ];
  });
}

function exact(table: MysqlTable, names: readonly string[]): readonly string[] {
  return names.map((name) => table.columns.find(isNamed(name))?.name ?? name);
}

function primaryOf({ keys }: MysqlTable): readonly string[] {
  const primary = keys.find(({ kind }) => kind === 'primary');
  return primary?.parts.flatMap(({ column }) => column ?? []) ?? [];
}

function skippedRelation({ name, kind }: MysqlDraft['others'][number]): SkippedRelation {
  const reason =
    kind === 'view' ? 'It is a view: rows go into the tables it reads.' : 'It is a sequence.';
  return { schema: '', name, kind, reason };
}

/** No server has such a reference for long, but migrations may be read in part. */
function skippedReferences(draft: MysqlDraft, table: MysqlTable): readonly SkippedRelation[] {
  return table.references
    .filter(({ target }) => !draft.tables.some(isNamed(target)))
    .map(({ name, columns, target }) => ({
      schema: '',
      name: table.name,
      kind: 'constraint',
      reason: `Foreign key "${name}" (${columns.join(', ')}) leads to ${target}, which is none of the tables read.`,
      columns,
    }));
}
