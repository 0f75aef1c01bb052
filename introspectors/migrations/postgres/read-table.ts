import { compareCodeUnits } from '../../../src/schema/canonical-json.ts';
import type {
  Check,
  Column,
  Partition,
  Partitioning,
  Table,
  TableName,
} from '../../../src/schema/schema.ts';
import { columnType, domainOf, refusesNull } from './column-type.ts';
import type { Draft, DraftColumn, DraftTable } from './draft.ts';
import { partitionsOf } from './inheritance.ts';
import { compareNames } from './order.ts';
import { readKeys, readParts } from './read-keys.ts';
import { readReferences } from './read-references.ts';
import type { Speller } from './spelling/speller.ts';
import { quoteName } from './tokens.ts';

/** A table in the model's terms, its lists in the order in which the live introspector has them. */
export function readTable(draft: Draft, table: DraftTable, spell: Speller): Table {
  const { triggers, rules } = table;
  return {
    schema: table.schema,
    name: table.name,
    kind: table.partitionKey === null ? 'table' : 'partitioned',
    comment: table.comment,
    columns: table.columns.map((column) => readColumn(draft, table, column, spell)),
    ...readKeys(table, spell),
    references: readReferences(draft, table),
    checks: readChecks(table, spell),
    partitioning: readPartitioning(draft, table, spell),
    inherits: table.parents.map(nameOf),
    triggers: [...triggers]
      .sort(compareNames)
      .map(({ name, timing, events, level, ...trigger }) => ({
        name,
        timing,
        events,
        level,
        function: `${quoteName(trigger.function.schema)}.${quoteName(trigger.function.name)}`,
        enabled: trigger.enabled,
      })),
    rules: rules
      .filter(({ enabled }) => enabled)
      .sort(compareNames)
      .map(({ name, event, instead }) => ({ name, event, instead })),
    rowSecurity: !table.rowSecurity ? 'off' : table.forcedRowSecurity ? 'forced' : 'on',
  };
}

function nameOf({ schema, name }: TableName): TableName {
  return { schema, name };
}

function readColumn(draft: Draft, table: DraftTable, column: DraftColumn, spell: Speller): Column {
  const { name, notNull, identity, generated, comment } = column;
  const sequence = sequenceOf(draft, column);
  return {
    name,
    type: columnType(column.type, spell),
    nullable: !notNull && !refusesNull(column.type),
    default: generated === null ? defaultOf(column, spell) : null,
    identity,
    generated: generated && {
      expression: spell.generated(table, column, generated.expression.sql),
      stored: generated.stored,
    },
    sequence: sequence === undefined ? null : nameOf(sequence),
    comment,
  };
}

/** A domain's default stands in for the column's own. */
function defaultOf({ default: own, type }: DraftColumn, spell: Speller): string | null {
  if (own === null) {
    const domain = domainOf(type);
    return domain?.default ? spell.default(domain.base, domain.default) : null;
  }
  if (own.kind === 'expression') return spell.default(type, own.sql);
  return spell.nextval(own.sequence);
}

/** The sequence that a column owns, an identity's own before one that was merely given to it. */
function sequenceOf({ sequences }: Draft, column: DraftColumn): TableName | undefined {
  return [...sequences]
    .filter(({ owner }) => owner === column)
    .sort(
      (a, b) =>
        Number(b.internal) - Number(a.internal) ||
        compareCodeUnits(a.schema, b.schema) ||
        compareNames(a, b),
    )[0];
}

function readChecks(table: DraftTable, spell: Speller): readonly Check[] {
  return [...table.checks].sort(compareNames).map(({ name, expression, enforced }) => ({
    name,
    expression: spell.truth(table, expression.sql),
    columns: expression.wholeRow
      ? []
      : table.columns
          .filter((column) => expression.reads.includes(column))
          .map((each) => each.name),
    enforced,
  }));
}

function readPartitioning(draft: Draft, table: DraftTable, spell: Speller): Partitioning | null {
  if (table.partitionKey === null) return null;
  const { strategy, parts } = table.partitionKey;
  return {
    strategy,
    key: readParts(table, parts, spell.partitionPart),
    partitions: partitionsOf(draft, table)
      .map((partition) => readPartition(draft, table, partition, spell))
      .sort((a, b) => compareCodeUnits(a.schema, b.schema) || compareNames(a, b)),
  };
}

function readPartition(
  draft: Draft,
  table: DraftTable,
  partition: DraftTable,
  spell: Speller,
): Partition {
  const bound = partition.partitionOf?.bound ?? 'DEFAULT';
  return {
    ...nameOf(partition),
    bound: spell.bound(table, bound),
    partitioning: readPartitioning(draft, partition, spell),
  };
}
