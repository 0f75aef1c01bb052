import type { LooseSchema } from '../../../src/schema/build-schema.ts';
import { compareCodeUnits } from '../../../src/schema/canonical-json.ts';
import type { SkippedRelation } from '../../../src/schema/schema.ts';
import {
  TEMPORARY_SCHEMA,
  type Draft,
  type DraftName,
  type DraftTable,
  type OtherRelation,
} from './draft.ts';
import { readTable } from './read-table.ts';
import { targetOf } from './read-references.ts';
import { spellerOf } from './spelling/speller.ts';

/** A draft in the model's terms, as the live introspector reads the database that it stands for. */
export function readDraft(draft: Draft): LooseSchema {
  const spell = spellerOf(draft);
  const tables = [...draft.tables].filter((table) => isOurs(table) && table.partitionOf === null);
  return {
    dialect: 'postgres',
    tables: tables.map((table) => readTable(draft, table, spell)),
    skipped: [
      ...[...draft.others].filter(isOurs).flatMap(skippedRelation),
      ...tables.flatMap((table) => skippedReferences(draft, table)),
      ...[...draft.tables].filter(isOurs).flatMap((table) => skippedOfPartition(table)),
    ],
  };
}

/** Not of the session alone, and not of our own ledger. */
function isOurs({ schema }: DraftName): boolean {
  return schema !== TEMPORARY_SCHEMA && schema !== 'gen_factories' && !schema.startsWith('pg_');
}

const REASONS: Readonly<Record<string, string>> = {
  view: 'It is a view: rows go into the tables it reads.',
  'materialized view': 'It is a materialized view: rows go into the tables it reads.',
  'foreign table': 'It is a foreign table: its rows are in another database.',
};

function skippedRelation({ schema, name, kind }: OtherRelation): readonly SkippedRelation[] {
  return kind === null ? [] : [{ schema, name, kind, reason: REASONS[kind] ?? '' }];
}

function skippedReferences(draft: Draft, table: DraftTable): readonly SkippedRelation[] {
  const lost = [
    ...table.lostReferences,
    ...table.references
      .filter((reference) => targetOf(draft, reference) === null)
      .map((each) => ({ ...each, target: `${each.target.schema}.${each.target.name}` })),
  ];
  return [...lost]
    .sort((a, b) => compareCodeUnits(a.name, b.name))
    .map(({ name, columns, target }) => {
      const names = columns.map((column) => column.name);
      return {
        schema: table.schema,
        name: table.name,
        kind: 'constraint',
        reason: `Foreign key "${name}" (${names.join(', ')}) leads to ${target}, which is none of the tables read.`,
        columns: names,
      };
    });
}

/** What a partition demands and its parent does not. */
function skippedOfPartition(table: DraftTable): readonly SkippedRelation[] {
  const { partitionOf } = table;
  if (partitionOf === null) return [];
  const own = [
    ...table.checks.filter(({ inherited }) => inherited === 0),
    ...table.references.filter((each) => !each.inherited),
    ...table.keys.filter((each) => each.kind !== 'index' && each.partOf === null),
  ].map(({ name }) => name);
  return [...new Set(own)].sort(compareCodeUnits).map((name) => ({
    schema: table.schema,
    name: table.name,
    kind: 'constraint',
    reason: `Constraint "${name}" is of this partition only, not of the table it belongs to.`,
  }));
}
