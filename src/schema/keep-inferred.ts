import { mayBeMissing, parseColumn, type ColumnFacts, type TableFacts } from './facts.ts';
import type { ColumnType } from './column-type.ts';
import { columnsOfParts } from './key-columns.ts';
import type { Column, Reference, Table, TableName } from './schema.ts';

/** How much two estimates of one share may differ. */
const ALIKE = 0.101;

/**
 * A collection with what an earlier reading estimated in place of what this one does. An estimate is no
 * part of the schema: to read other documents is no reason for definitions to be out of date.
 *
 * @param table - as it is read now
 * @param facts - as an earlier reading was written down
 * @param keep - `'all'` to compare: every estimate stays. `'alike'` to write anew: what this reading found
 *   otherwise is taken, and a share that is about what it was stays what it was
 * @param nameOf - the collection that goes by a name in definitions
 */
export function keepInferred(
  table: Table,
  facts: TableFacts,
  keep: 'all' | 'alike',
  nameOf: (definition: string) => TableName,
): Table {
  const before = new Map(
    Object.entries(facts.columns).map(([name, line]) => [name, parseColumn(name, line, 'mongodb')]),
  );
  const now = new Map(table.columns.map((column) => [column.name, column]));
  const needed = columnsOfRules(table);
  const kept = inOrderOf([...before.keys()], [...now.keys()]).flatMap((name): Column[] => {
    const [column, known] = [now.get(name), before.get(name)];
    if (column === undefined) return known && keepsMissing(known, keep) ? [columnOf(known)] : [];
    if (name === '_id') return [keep === 'all' ? keyAs(column, known) : column];
    if (column.inferred === undefined) return [keep === 'all' ? closerAs(column, known) : column];
    if (known?.inferred === undefined) return keep === 'alike' || needed.has(name) ? [column] : [];
    return [keep === 'all' || isAlike(column, known) ? estimatedAs(column, known) : column];
  });
  const columns = withContainers(kept);
  const names = new Set(columns.map(({ name }) => name));
  const references = keep === 'all' ? knownReferences(table, facts, nameOf) : table.references;
  const { inferred, ...stated } = table;
  // Documents that definitions were not made from tell nothing of them.
  const documents = keep === 'all' ? facts.inferred : inferred?.documents;
  return {
    ...stated,
    columns,
    references: references.filter((each) => each.columns.every((name) => names.has(name))),
    ...(documents !== undefined && { inferred: { documents } }),
  };
}

/** Those that the database keeps, and those that were found before. */
function knownReferences(
  table: Table,
  facts: TableFacts,
  nameOf: (definition: string) => TableName,
): readonly Reference[] {
  const known = (facts.references ?? [])
    .filter((reference) => reference.inferred === true)
    .map(({ columns, to, key }): Reference => ({
      name: `${columns.join(', ')} → ${to}`,
      columns,
      target: { table: nameOf(to), columns: key },
      onDelete: 'no action',
      onUpdate: 'no action',
      match: 'simple',
      deferrable: 'no',
      validated: false,
      inferred: true,
    }));
  return [...table.references.filter(({ inferred }) => inferred !== true), ...known];
}

/** What keys and rules are about has to be there, whoever told of it. */
function columnsOfRules(table: Table): ReadonlySet<string> {
  return new Set([
    ...(table.primaryKey?.columns ?? []),
    ...table.uniques.flatMap(({ parts }) => columnsOfParts(parts)),
    ...table.checks.flatMap((check) => check.columns),
  ]);
}

/** A field that few documents have is easily missed. */
function keepsMissing({ inferred }: ColumnFacts, keep: 'all' | 'alike'): boolean {
  if (inferred === undefined) return false;
  return keep === 'all' || (inferred.present ?? 1) <= ALIKE;
}

function isAlike(column: Column, known: ColumnFacts): boolean {
  const { inferred, type, nullable, optional = false } = column;
  const isSameType = JSON.stringify(type) === JSON.stringify(known.type);
  if (!isSameType || nullable !== known.nullable || optional !== known.optional) return false;
  const close = (a = 1, b = 1): boolean => Math.abs(a - b) <= ALIKE;
  return (
    close(inferred?.present, known.inferred?.present) &&
    close(inferred?.nulls ?? 0, known.inferred?.nulls ?? 0)
  );
}

/** A key that is not said to be anything is what documents had in it, or an ObjectId. */
function keyAs(column: Column, known: ColumnFacts | undefined): Column {
  const isStated = column.inferred === undefined && column.type.kind !== 'objectid';
  return isStated || known === undefined ? column : estimatedAs(column, known);
}

/** What is said to be a document, or a list, and no more than that, is as documents had it. */
function closerAs(column: Column, known: ColumnFacts | undefined): Column {
  if (known?.inferred === undefined || !isVague(column.type)) return column;
  return { ...column, type: known.type, inferred: known.inferred };
}

function isVague(type: ColumnType): boolean {
  if (type.kind === 'array') return isVague(type.element);
  return type.kind === 'json' || (type.kind === 'union' && type.of.some(isVague));
}

/** What a column is, for what was estimated before. */
function estimatedAs(column: Column, { type, nullable, optional, inferred }: ColumnFacts): Column {
  const { optional: _optional, inferred: _inferred, ...stated } = column;
  return {
    ...stated,
    type,
    nullable,
    ...(optional && { optional }),
    ...(inferred && { inferred }),
  };
}

function columnOf(known: ColumnFacts): Column {
  return {
    name: known.name,
    type: known.type,
    nullable: known.nullable,
    ...(mayBeMissing(known) && known.optional && { optional: true }),
    default: null,
    identity: null,
    generated: null,
    sequence: null,
    comment: null,
    ...(known.inferred && { inferred: known.inferred }),
  };
}

/** Fields whose document is there; what was one may be something else now. */
function withContainers(columns: readonly Column[]): readonly Column[] {
  const names = new Set(columns.map(({ name }) => name));
  return columns.filter(({ name }) => {
    let parent = name.slice(0, Math.max(0, name.lastIndexOf('.')));
    while (parent.endsWith('.*') && !names.has(parent)) parent = parent.slice(0, -2);
    return parent === '' || names.has(parent);
  });
}

/** Names in their earlier order; new ones after what they follow. */
function inOrderOf(before: readonly string[], now: readonly string[]): readonly string[] {
  const ordered = [...before];
  for (const [index, name] of now.entries()) {
    if (ordered.includes(name)) continue;
    const previous = now[index - 1];
    ordered.splice(previous === undefined ? 0 : ordered.indexOf(previous) + 1, 0, name);
  }
  return ordered;
}
