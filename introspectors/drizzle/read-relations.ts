import type { Reference } from '../../src/schema/schema.ts';
import { applyCasing } from './casing.ts';
import type { RelationDescription, TableDescription, TargetDescription } from './description.ts';
import { kitNames } from './kit-names.ts';
import type { Targets } from './read-references.ts';

type Columns = TargetDescription['columns'];

/** Columns of a table. */
interface End {
  readonly table: TableDescription;
  readonly columns: Columns;
}

/** A relation, from the columns that hold the other table's key. */
interface Directed {
  readonly name: string;
  readonly from: End;
  readonly to: End;
}

/**
 * References that only `relations` tell of: those to a key of the target, where no foreign key says the
 * same. A relation may be told from either side, or from both: one-to-one, `fields` of the table that is
 * referred to are its own key.
 *
 * @param tables - all that were read
 * @returns by table
 */
export function readRelations(
  tables: readonly TableDescription[],
  targets: Targets,
): ReadonlyMap<TableDescription, readonly Reference[]> {
  const found = new Map(tables.map((table) => [table, new Map<string, Reference>()]));
  for (const table of tables) {
    for (const relation of table.relations) {
      const directed = direct(table, relation, targets);
      if (directed === null) continue;
      const { from } = directed;
      const known = found.get(from.table)!;
      const key = columnsKey(from, targets);
      if (!known.has(key) && !hasForeignKey(from, targets)) {
        known.set(key, referenceOf(directed, targets));
      }
    }
  }
  return new Map([...found].map(([table, references]) => [table, [...references.values()]]));
}

/** Null for a relation that is no reference, or is to what was not read. */
function direct(
  table: TableDescription,
  { name, columns, target }: RelationDescription,
  targets: Targets,
): Directed | null {
  const other = targets.find(target);
  if (other === null) return null;
  const told = { table, columns };
  const led = { table: other, columns: target.columns };
  const [from, to] = isReferredTo(told, led, targets) ? [led, told] : [told, led];
  return isKey(to, targets) && !isPrimaryKey(from, targets) ? { name, from, to } : null;
}

/** Whether a relation is told from the side that the other one refers to. */
function isReferredTo(told: End, led: End, targets: Targets): boolean {
  if (!isKey(told, targets) || isPrimaryKey(led, targets)) return false;
  if (isPrimaryKey(told, targets) || !isKey(led, targets)) return true;
  const [toldIsOptional, ledIsOptional] = [told, led].map(isOptional);
  if (toldIsOptional !== ledIsOptional) return ledIsOptional === true;
  return namesKeyOf(led, told, targets);
}

function isOptional({ table, columns }: End): boolean {
  return columns.every(({ name }) =>
    table.columns.some((each) => each.name === name && !each.notNull),
  );
}

/** `app_id` is named after an `id`, or a `code` after nothing that is called otherwise. */
function namesKeyOf(holder: End, key: End, targets: Targets): boolean {
  const [held, own] = [holder, key].map(({ table, columns }) =>
    columns.map((column) =>
      applyCasing(kitNames(table, targets.naming).column(column), 'snake_case'),
    ),
  );
  return held!.every((name, index) => name.endsWith(`_${own![index]!}`));
}

function referenceOf({ name, from, to }: Directed, targets: Targets): Reference {
  return {
    name,
    columns: namesOf(from, targets),
    target: { table: targets.nameOf(to.table), columns: namesOf(to, targets) },
    onDelete: 'no action',
    onUpdate: 'no action',
    match: 'simple',
    deferrable: 'no',
    validated: true,
    inferred: true,
  };
}

function namesOf({ table, columns }: End, { naming }: Targets): readonly string[] {
  const names = kitNames(table, naming);
  return columns.map((column) => names.column(column));
}

function columnsKey(end: End, targets: Targets): string {
  return [...namesOf(end, targets)].sort().join('\u0000');
}

function hasForeignKey(end: End, targets: Targets): boolean {
  const key = columnsKey(end, targets);
  return end.table.foreignKeys.some(
    ({ columns }) => columnsKey({ table: end.table, columns }, targets) === key,
  );
}

function isPrimaryKey(end: End, targets: Targets): boolean {
  const { table } = end;
  const inline = table.columns.filter((column) => column.primaryKey);
  const columns = table.primaryKeys[0]?.columns ?? inline;
  return columnsKey({ table, columns }, targets) === columnsKey(end, targets);
}

/** Whether a table's rows are told apart by some columns. */
function isKey(end: End, targets: Targets): boolean {
  if (isPrimaryKey(end, targets)) return true;
  const { table } = end;
  const uniques: readonly Columns[] = [
    ...table.columns.filter(({ unique }) => unique !== null).map((column) => [column]),
    ...table.uniques.map((key) => key.columns),
    ...table.indexes
      .filter(({ where, parts }) => where === null && parts.every((part) => 'column' in part))
      .map(({ parts }) => parts.flatMap((part) => ('column' in part ? [part.column] : []))),
  ];
  const key = columnsKey(end, targets);
  return uniques.some((columns) => columnsKey({ table, columns }, targets) === key);
}
