import type { Connection } from '../../connections/connection.ts';
import type { TableName } from '../../schema/schema.ts';
import { quoteName } from './quote.ts';

/** A relation of the database as it is now. */
export interface Relation extends TableName {
  readonly oid: number;
  readonly partitioned: boolean;
  /** The table it is a partition of, at the top; else itself. */
  readonly root: number;
}

/** A foreign key as the database has it now, whether its tables were ever seeded or not. */
export interface ForeignKey {
  readonly name: string;
  readonly child: Relation;
  readonly parent: Relation;
  readonly pairs: readonly ColumnPair[];
  /** A child cannot stay without its parent: all but SET NULL and SET DEFAULT. */
  readonly hangs: boolean;
  /** MATCH FULL: some NULLs among its columns are an error. */
  readonly full: boolean;
  /** The last pair are periods, which have to overlap rather than to be equal. */
  readonly period: boolean;
  /** The database vouches for it: neither NOT VALID nor NOT ENFORCED. */
  readonly trusted: boolean;
}

interface ColumnPair {
  readonly child: string;
  readonly parent: string;
  /** The operator that the key itself compares by: a type from an extension may have its own. */
  readonly operator: string;
}

interface ForeignKeyRow extends Omit<ForeignKey, 'child' | 'parent' | 'pairs'> {
  readonly child: string;
  readonly parent: string;
  readonly pairs: string;
}

/** A relation as JSON. */
const relation = (oid: string): string => `
  (SELECT pg_catalog.json_build_object(
            'oid', class.oid::pg_catalog.int8, 'schema', namespace.nspname, 'name', class.relname,
            'partitioned', class.relkind = 'p',
            'root', COALESCE(pg_catalog.pg_partition_root(class.oid)::pg_catalog.oid, class.oid)::pg_catalog.int8)
     FROM pg_catalog.pg_class AS class
     JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace
    WHERE class.oid = ${oid})`;

// What partitions inherit is left out: the key of the whole table covers it. Columns that newer servers
// added to the catalogue are read through JSON, where they are simply absent before.
const FOREIGN_KEYS = `
  SELECT key.conname AS name, ${relation('key.conrelid')} AS child, ${relation('key.confrelid')} AS parent,
         (SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
                   'child', child.attname, 'parent', parent.attname,
                   'operator', pg_catalog.format('OPERATOR(%I.%s)', namespace.nspname, operator.oprname))
                   ORDER BY part.place)
            FROM ROWS FROM (pg_catalog.unnest(key.conkey), pg_catalog.unnest(key.confkey),
                            pg_catalog.unnest(key.conpfeqop)) WITH ORDINALITY AS part (child, parent, operator, place)
            JOIN pg_catalog.pg_attribute AS child
              ON child.attrelid = key.conrelid AND child.attnum = part.child
            JOIN pg_catalog.pg_attribute AS parent
              ON parent.attrelid = key.confrelid AND parent.attnum = part.parent
            JOIN pg_catalog.pg_operator AS operator ON operator.oid = part.operator
            JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = operator.oprnamespace) AS pairs,
         -- SET NULL on a column that may not be NULL lets no row stay either.
         key.confdeltype IN ('a', 'r', 'c')
           OR key.confdeltype = 'n' AND EXISTS (
                SELECT FROM pg_catalog.pg_attribute AS cleared
                 WHERE cleared.attrelid = key.conrelid AND cleared.attnotnull
                   AND cleared.attnum::pg_catalog.text IN (
                         SELECT number FROM pg_catalog.jsonb_array_elements_text(
                           COALESCE(NULLIF(pg_catalog.to_jsonb(key) -> 'confdelsetcols', 'null'),
                                    pg_catalog.to_jsonb(key.conkey))) AS number)) AS hangs,
         key.confmatchtype = 'f' AS full,
         COALESCE(pg_catalog.to_jsonb(key) ->> 'conperiod', 'false') = 'true' AS period,
         key.convalidated
           AND COALESCE(pg_catalog.to_jsonb(key) ->> 'conenforced', 'true') = 'true' AS trusted
    FROM pg_catalog.pg_constraint AS key
   WHERE key.contype = 'f' AND key.conparentid = 0
   ORDER BY key.conrelid, key.conname`;

export async function readForeignKeys(connection: Connection): Promise<ForeignKey[]> {
  const rows = await connection.query<ForeignKeyRow>(FOREIGN_KEYS);
  return rows.map((row) => ({
    ...row,
    child: JSON.parse(row.child) as Relation,
    parent: JSON.parse(row.parent) as Relation,
    pairs: JSON.parse(row.pairs) as ColumnPair[],
  }));
}

/** The condition under which a row `child` refers to a row `parent`. */
export function refersTo(key: ForeignKey): string {
  return key.pairs
    .map(({ child, parent, operator }, place) => {
      const compare =
        key.period && place === key.pairs.length - 1 ? 'OPERATOR(pg_catalog.&&)' : operator;
      return `parent.${quoteName(parent)} ${compare} child.${quoteName(child)}`;
    })
    .join(' AND ');
}

/** The tables that rows of some tables may take with them, themselves among them, by their roots. */
export function reachableFrom(
  roots: ReadonlySet<number>,
  keys: readonly ForeignKey[],
): ReadonlySet<number> {
  const reached = new Set(roots);
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    for (const key of keys) {
      if (key.hangs && reached.has(key.parent.root)) reached.add(key.child.root);
    }
  }
  return reached;
}
