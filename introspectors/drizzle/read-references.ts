import type { Reference, ReferentialAction, TableName } from '../../src/schema/schema.ts';
import type {
  DrizzleDialect,
  ForeignKeyDescription,
  TableDescription,
  TargetDescription,
} from './description.ts';
import type { KitNames, Naming } from './kit-names.ts';
import { clipName } from './spelling/postgres-names.ts';

/** What is known of the tables that references may lead to. */
export interface Targets {
  readonly naming: Naming;
  /** The table, as the model names it; null where it was not read. */
  find(target: TargetDescription): TableDescription | null;
  nameOf(table: TableDescription): TableName;
}

/** The foreign keys of a table whose target was read. */
export function readForeignKeys(
  table: TableDescription,
  names: KitNames,
  targets: Targets,
): readonly Reference[] {
  // Of two by one name drizzle-kit makes the last.
  const byName = new Map<string, Reference>();
  for (const key of table.foreignKeys) {
    const target = targets.find(key.target);
    if (target === null) continue;
    const reference = readForeignKey(key, target, table, names, targets);
    byName.set(reference.name, reference);
  }
  return [...byName.values()];
}

function readForeignKey(
  key: ForeignKeyDescription,
  target: TableDescription,
  { dialect }: TableDescription,
  names: KitNames,
  targets: Targets,
): Reference {
  const name = names.foreignKey(key);
  return {
    name: dialect === 'mysql' ? name : clipName(name),
    columns: key.columns.map((column) => names.column(column)),
    target: {
      table: targets.nameOf(target),
      columns: key.target.columns.map((column) => names.column(column)),
    },
    onDelete: actionOf(key.onDelete, dialect),
    onUpdate: actionOf(key.onUpdate, dialect),
    match: 'simple',
    deferrable: 'no',
    validated: true,
  };
}

const ACTIONS: readonly string[] = ['no action', 'restrict', 'cascade', 'set null', 'set default'];

/** RESTRICT, NO ACTION and no word at all are one and the same to InnoDB. */
function actionOf(text: string | null, dialect: DrizzleDialect): ReferentialAction {
  const action = text?.toLowerCase() ?? 'no action';
  if (dialect === 'mysql' && action === 'restrict') return 'no action';
  return ACTIONS.includes(action) ? (action as ReferentialAction) : 'no action';
}

/**
 * References that only `relations` tell of: those to a key of the target, where no foreign key says the
 * same. What leads the other way is of the other table.
 */
export function readRelations(
  table: TableDescription,
  names: KitNames,
  targets: Targets,
): readonly Reference[] {
  const keyed = new Set(table.foreignKeys.map((key) => columnsKey(key.columns, names)));
  const found = new Map<string, Reference>();
  for (const relation of table.relations) {
    const target = targets.find(relation.target);
    const key = columnsKey(relation.columns, names);
    if (target === null || keyed.has(key) || found.has(key)) continue;
    if (
      !isKey(target, relation.target.columns, names) ||
      isPrimaryKey(table, relation.columns, names)
    ) {
      continue;
    }
    found.set(key, {
      name: relation.name,
      columns: relation.columns.map((column) => names.column(column)),
      target: {
        table: targets.nameOf(target),
        columns: relation.target.columns.map((column) => names.column(column)),
      },
      onDelete: 'no action',
      onUpdate: 'no action',
      match: 'simple',
      deferrable: 'no',
      validated: true,
      inferred: true,
    });
  }
  return [...found.values()];
}

type Columns = TargetDescription['columns'];

function columnsKey(columns: Columns, names: KitNames): string {
  return columns
    .map((column) => names.column(column))
    .sort()
    .join('\u0000');
}

function isPrimaryKey(table: TableDescription, columns: Columns, names: KitNames): boolean {
  const inline = table.columns.filter((column) => column.primaryKey);
  const key = table.primaryKeys[0]?.columns ?? inline;
  return columnsKey(key, names) === columnsKey(columns, names);
}

/** Whether a table's rows are told apart by some columns. */
function isKey(table: TableDescription, columns: Columns, names: KitNames): boolean {
  if (isPrimaryKey(table, columns, names)) return true;
  const uniques = [
    ...table.columns.filter(({ unique }) => unique !== null).map((column) => [column]),
    ...table.uniques.map((key) => key.columns),
    ...table.indexes
      .filter(({ where, parts }) => where === null && parts.every((part) => 'column' in part))
      .map(({ parts }) => parts.flatMap((part) => ('column' in part ? [part.column] : []))),
  ];
  return uniques.some((key) => columnsKey(key, names) === columnsKey(columns, names));
}
