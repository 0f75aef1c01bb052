import type { Connection } from '../../connections/connection.ts';
import type { LiveColumn, LiveTable } from '../../runtime/engine.ts';
import type { TableName } from '../../schema/schema.ts';
import { quoteName } from './quote.ts';
import { rowsOf } from './rows-of.ts';

interface ShapeRow extends TableName {
  readonly partitioned: boolean;
  /** JSON of {@link LiveColumn}s, in ordinal order. */
  readonly columns: string;
  /** The column of an integer primary key of one column. */
  readonly key: string | null;
}

const SHAPES = `
  SELECT namespace.nspname AS schema, class.relname AS name, class.relkind = 'p' AS partitioned,
         (SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
                   'name', attribute.attname,
                   -- A default, an identity and a generated column fill themselves; so may a domain.
                   'required', (attribute.attnotnull OR type.typnotnull) AND NOT attribute.atthasdef
                               AND attribute.attidentity = '' AND type.typdefault IS NULL)
                   ORDER BY attribute.attnum)
            FROM pg_catalog.pg_attribute AS attribute
            JOIN pg_catalog.pg_type AS type ON type.oid = attribute.atttypid
           WHERE attribute.attrelid = class.oid AND attribute.attnum > 0
             AND NOT attribute.attisdropped) AS columns,
         (SELECT attribute.attname
            FROM pg_catalog.pg_constraint AS keys
            JOIN pg_catalog.pg_attribute AS attribute
              ON attribute.attrelid = class.oid AND attribute.attnum = keys.conkey[1]
            JOIN pg_catalog.pg_type AS type ON type.oid = attribute.atttypid
           WHERE keys.conrelid = class.oid AND keys.contype = 'p'
             AND pg_catalog.cardinality(keys.conkey) = 1
             AND CASE WHEN type.typbasetype = 0 THEN type.oid ELSE type.typbasetype END
                 IN (20, 21, 23)) AS key
    FROM pg_catalog.json_to_recordset($1::pg_catalog.json) AS wanted (schema text, name text)
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.nspname = wanted.schema
    JOIN pg_catalog.pg_class AS class
      ON class.relnamespace = namespace.oid AND class.relname = wanted.name
   WHERE class.relkind IN ('r', 'p', 'v', 'f')`;

/** See `Engine.inspect`: three statements, however many tables there are. */
export async function inspectTables(
  connection: Connection,
  tables: readonly TableName[],
): Promise<LiveTable[]> {
  if (tables.length === 0) return [];
  const shapes = await connection.query<ShapeRow>(SHAPES, [JSON.stringify(tables)]);
  const taken = await findTaken(connection, shapes);
  const counts = await countRows(
    connection,
    shapes.filter((_, place) => taken.has(place)),
  );
  return shapes.map((shape) => {
    const count = counts.get(shape);
    return {
      schema: shape.schema,
      name: shape.name,
      columns: JSON.parse(shape.columns ?? '[]') as LiveColumn[],
      empty: count === undefined,
      highestKey: shape.key === null ? null : Math.max(0, Number(count?.highest ?? 0)),
      rowCount: count === undefined ? null : Number(count.rows),
    };
  });
}

/** Places of the tables that have rows. */
async function findTaken(
  connection: Connection,
  shapes: readonly ShapeRow[],
): Promise<Set<number>> {
  if (shapes.length === 0) return new Set();
  const parts = shapes.map(
    (shape, place) => `SELECT ${place} AS place WHERE EXISTS (SELECT FROM ${rowsOf(shape)})`,
  );
  const rows = await connection.query<{ place: number }>(parts.join(' UNION ALL '));
  return new Set(rows.map((row) => row.place));
}

interface CountRow {
  readonly rows: string;
  readonly highest: string | null;
}

async function countRows(
  connection: Connection,
  shapes: readonly ShapeRow[],
): Promise<Map<ShapeRow, CountRow>> {
  if (shapes.length === 0) return new Map();
  const parts = shapes.map((shape, place) => {
    const highest = shape.key === null ? 'NULL' : `pg_catalog.max(${quoteName(shape.key)})`;
    return `SELECT ${place} AS place, pg_catalog.count(*) AS rows, ${highest}::pg_catalog.int8 AS highest
              FROM ${rowsOf(shape)}`;
  });
  const rows = await connection.query<CountRow & { place: number }>(parts.join(' UNION ALL '));
  return new Map(rows.map((row) => [shapes[row.place]!, row]));
}
