import { storageType } from '../schema/column-type.ts';
import { tableKey } from '../schema/build-schema.ts';
import type { SchemaModel, Table, TableName } from '../schema/schema.ts';
import { planExclusions } from './exclusions.ts';
import { placesOf } from './key-places.ts';
import { entityOf } from './names.ts';
import type { Link } from './reference-links.ts';
import type { Related } from './relate-references.ts';
import { COMPANY_ENTITY, PERSON_ENTITY } from './rules/text-rules.ts';
import type { SoftReferences } from './soft-references.ts';

/**
 * How many rows each table gets where neither a profile nor the config says: by what its rows are, so
 * that a table's count does not depend on how many other tables there are. One-to-one children get what
 * their parents allow, keys of few values what they hold.
 *
 * @param model - the schema
 * @param known - what is known of the tables
 * @returns rows by {@link tableKey}
 */
export function chooseCounts(
  model: SchemaModel,
  known: Omit<Room, 'countOf' | 'referredTo'>,
): ReadonlyMap<string, number> {
  const counts = new Map(model.tables.map((table) => [tableKey(table), usualCount(table)]));
  const room: Room = {
    ...known,
    referredTo: new Set(model.tables.flatMap(targetsOf)),
    countOf: (table) => counts.get(tableKey(table)) ?? 0,
  };
  // Parents bound their only children, who bound theirs: a few rounds reach every chain of a real schema.
  for (let round = 0, changed = true; changed && round < 20; round++) {
    changed = false;
    for (const table of model.tables) {
      const key = tableKey(table);
      const bounded = Math.min(counts.get(key)!, capacityOf(table, room));
      if (bounded < counts.get(key)!) {
        counts.set(key, bounded);
        changed = true;
      }
    }
  }
  return counts;
}

const LOOKUP =
  /(?:^|_)(?:country|currency|language|locale|category|genre|type|kind|status|role|permission|plan|tier|tag|setting|config|media_type|media|provider|region|timezone|unit|flag|feature)$/;
const WORK =
  /(?:^|_)(?:task|ticket|issue|order|post|article|job|booking|payment|invoice|shipment|document|file|attachment|lead|deal)$/;
const EVENTS =
  /(?:^|_)(?:comment|reply|reaction|like|event|log|audit|activity|message|notification|line|item|entry|history|view|visit|click|hit|metric|transaction|session|tick|sample|measurement|reading)$/;

function usualCount(table: Table): number {
  const entity = entityOf(table);
  const referred = table.references.length;
  if (LOOKUP.test(entity) && referred === 0) return 20;
  if (COMPANY_ENTITY.test(entity) && referred <= 1) return 500;
  if (PERSON_ENTITY.test(entity)) return 10_000;
  if (EVENTS.test(entity) && referred > 0) return 20_000;
  if (isLink(table) || (WORK.test(entity) && referred > 0)) return 5_000;
  return 2_000;
}

/** A table whose primary key is references and nothing else. */
function isLink(table: Table): boolean {
  const key = table.primaryKey?.columns ?? [];
  return (
    key.length > 1 &&
    key.every((column) => table.references.some((reference) => reference.columns.includes(column)))
  );
}

/** What a key's room depends on. */
interface Room {
  /** How many values a column can have, where constraints leave few; null otherwise. */
  readonly finiteSize: (table: Table, column: string) => number | null;
  /** A table's references, and which of them follow from one another. */
  readonly relatedOf: (table: Table) => Related;
  /** Those that only names tell. */
  readonly softOf: (table: Table) => SoftReferences;
  /** Columns that references lead to, which are never NULL: {@link placeOf}. */
  readonly referredTo: ReadonlySet<string>;
  readonly countOf: (table: Table) => number;
}

function targetsOf({ references }: Table): readonly string[] {
  return references.flatMap(({ target: { table, columns } }) =>
    columns.map((column) => placeOf(table, column)),
  );
}

function placeOf(table: TableName, column: string): string {
  return JSON.stringify([table.schema, table.name, column]);
}

/** The rows that a table's keys have room for. */
function capacityOf(table: Table, room: Room): number {
  const uniques = table.uniques.filter((unique) =>
    unique.parts.every((part) => part.kind === 'column'),
  );
  const keys = [
    ...(table.primaryKey ? [{ columns: table.primaryKey.columns, nulls: false }] : []),
    ...uniques.map((unique) => ({
      columns: unique.parts.flatMap((part) => (part.kind === 'column' ? [part.column] : [])),
      nulls: !unique.nullsEqual,
    })),
    ...planExclusions(table).keys.map(({ columns }) => ({ columns, nulls: true })),
  ];
  return Math.min(Infinity, ...keys.map((key) => keyCapacity(table, key, room)));
}

function keyCapacity(
  table: Table,
  { columns, nulls }: { readonly columns: readonly string[]; readonly nulls: boolean },
  { finiteSize, relatedOf, softOf, referredTo, countOf }: Room,
): number {
  const { links } = relatedOf(table);
  const soft = softOf(table);
  const parents = new Set<Link>();
  let capacity = 1;
  // Beside other columns a row of the same table tells no rows apart: trees are not dealt by it.
  const within = columns.filter((column) => !isSelf(linkOf(column, links)));
  for (const column of within.length === 0 ? columns : within) {
    const model = table.columns.find((each) => each.name === column)!;
    const link = linkOf(column, links);
    // Where NULL is allowed, rows beyond the key's values have NULL there.
    const isOptional = model.nullable && !referredTo.has(placeOf(table, column));
    if (isOptional && nulls && !isBound(link, columns, links)) return Infinity;
    if (link !== undefined) {
      if (link.target !== table) parents.add(link);
      continue;
    }
    const named = soft.get(column);
    if (named?.kind === 'plain') {
      capacity *= countOf(named.target);
      continue;
    }
    const size = finiteSize(table, column) ?? typeSize(model.type);
    if (size === null) return Infinity;
    capacity *= size;
  }
  return capacity * placesOf(table, [...parents], relatedOf, countOf);
}

function linkOf(column: string, links: readonly Link[]): Link | undefined {
  return links.find(({ reference }) => reference.columns.includes(column));
}

function isSelf(link: Link | undefined): boolean {
  return link !== undefined && link.target === link.child;
}

/** Every row has the parent, or rows are dealt to another parent of the key by how many there are of this one. */
function isBound(
  link: Link | undefined,
  columns: readonly string[],
  links: readonly Link[],
): boolean {
  if (link === undefined || isSelf(link)) return false;
  return (
    !link.nullable ||
    links.some(
      (other) => other !== link && other.target !== link.child && columns.includes(other.lead),
    )
  );
}

function typeSize(type: Table['columns'][number]['type']): number | null {
  const stored = storageType(type);
  switch (stored.kind) {
    case 'boolean':
      return 2;
    case 'enum':
      return stored.labels.length;
    case 'integer':
      return stored.bits <= 16 ? 2 ** (stored.bits - 1) - 1 : null;
    case 'text':
      return stored.length !== null && stored.length < 4 ? 32 ** stored.length : null;
    case 'decimal':
      return stored.precision === null || stored.precision > 6
        ? null
        : 9 * 10 ** (stored.precision - 1);
    case 'bits':
      return stored.length !== null && stored.length < 20 ? 2 ** stored.length : null;
    case 'date':
      return 10_000;
    case 'network':
      // Of IPv4 networks only those for documentation are safe to use.
      return stored.name === 'cidr' ? 768 : null;
    default:
      return null;
  }
}
