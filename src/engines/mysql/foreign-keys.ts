import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import { formatTableName } from '../../schema/facts.ts';
import { groupBy } from '../../schema/group-by.ts';
import type { TableName } from '../../schema/schema.ts';
import { quoteName } from './quote.ts';

/** A foreign key as the database has it now, whether its tables were ever seeded or not. */
export interface ForeignKey {
  readonly name: string;
  readonly child: TableName;
  readonly parent: TableName;
  readonly pairs: readonly { readonly child: string; readonly parent: string }[];
  /** A child cannot stay without its parent: all but SET NULL. */
  readonly hangs: boolean;
}

interface PairRow {
  readonly child_schema: string;
  readonly child_table: string;
  readonly name: string;
  readonly child_column: string;
  readonly parent_schema: string;
  readonly parent_table: string;
  readonly parent_column: string;
  readonly on_delete: string;
}

const FOREIGN_KEYS = `
  SELECT part.TABLE_SCHEMA AS child_schema, part.TABLE_NAME AS child_table,
         part.CONSTRAINT_NAME AS name, part.COLUMN_NAME AS child_column,
         part.REFERENCED_TABLE_SCHEMA AS parent_schema, part.REFERENCED_TABLE_NAME AS parent_table,
         part.REFERENCED_COLUMN_NAME AS parent_column, rule.DELETE_RULE AS on_delete
    FROM information_schema.KEY_COLUMN_USAGE AS part
    JOIN information_schema.REFERENTIAL_CONSTRAINTS AS rule
      ON rule.CONSTRAINT_SCHEMA = part.CONSTRAINT_SCHEMA AND rule.CONSTRAINT_NAME = part.CONSTRAINT_NAME
     AND rule.TABLE_NAME = part.TABLE_NAME
   WHERE part.REFERENCED_TABLE_SCHEMA = ?
   ORDER BY part.TABLE_SCHEMA, part.TABLE_NAME, part.CONSTRAINT_NAME, part.ORDINAL_POSITION`;

/** Every foreign key that leads into the connection's database, or into another that such a key is in. */
export async function readForeignKeys(connection: MysqlConnection): Promise<readonly ForeignKey[]> {
  const [home] = await connection.query<{ name: string }>('SELECT DATABASE() AS name');
  const rows: PairRow[] = [];
  const schemas = new Set([home!.name]);
  // A set goes on to what is added on the way.
  for (const schema of schemas) {
    const found = await connection.query<PairRow>(FOREIGN_KEYS, [schema]);
    for (const row of found) schemas.add(row.child_schema);
    rows.push(...found);
  }
  // Tables of the connection's own database have no schema, as everywhere else.
  const schemaOf = (name: string): string => (name === home!.name ? '' : name);
  const keys = groupBy(rows, (row) => `${row.child_schema}\0${row.child_table}\0${row.name}`);
  return [...keys.values()].map((pairs) => {
    const [first] = pairs as readonly [PairRow];
    return {
      name: first.name,
      child: { schema: schemaOf(first.child_schema), name: first.child_table },
      parent: { schema: schemaOf(first.parent_schema), name: first.parent_table },
      pairs: pairs.map((pair) => ({ child: pair.child_column, parent: pair.parent_column })),
      hangs: first.on_delete !== 'SET NULL',
    };
  });
}

/** The condition under which a row `child` refers to a row `parent`. */
export function refersTo(key: ForeignKey): string {
  return key.pairs
    .map(({ child, parent }) => `parent.${quoteName(parent)} = child.${quoteName(child)}`)
    .join(' AND ');
}

/** The tables that rows of some tables may take with them, themselves among them, by name. */
export function reachableFrom(
  tables: readonly TableName[],
  keys: readonly ForeignKey[],
): ReadonlyMap<string, TableName> {
  const reached = new Map(tables.map((table) => [formatTableName(table), table]));
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    for (const { hangs, parent, child } of keys) {
      if (hangs && reached.has(formatTableName(parent))) {
        reached.set(formatTableName(child), child);
      }
    }
  }
  return reached;
}

/** A table in the order in which rows go. */
export interface Step {
  readonly table: TableName;
  /**
   * Its rows can only be deleted one after the other with the server's checks off: they refer to each
   * other, or to those of a table that refers to them.
   */
  readonly circular: boolean;
}

/** Tables that rows of no other hang on first. References that are set to NULL force no order. */
export function childrenFirst(
  tables: ReadonlyMap<string, TableName>,
  keys: readonly ForeignKey[],
): readonly Step[] {
  const links = keys
    .filter((key) => key.hangs)
    .map((key) => ({ child: formatTableName(key.child), parent: formatTableName(key.parent) }));
  const own = new Set(links.filter((key) => key.child === key.parent).map((key) => key.child));
  const left = new Map(tables);
  const steps: Step[] = [];
  while (left.size > 0) {
    const referred = new Set(
      links.flatMap(({ child, parent }) => (left.has(child) && child !== parent ? [parent] : [])),
    );
    const free = [...left].filter(([name]) => !referred.has(name));
    // Where none is free, circles are among what is left, and what they hang on.
    for (const [name, table] of free.length > 0 ? free : [...left]) {
      left.delete(name);
      steps.push({ table, circular: free.length === 0 || own.has(name) });
    }
  }
  return steps;
}
