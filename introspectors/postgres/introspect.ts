import type { Connection } from '../../src/connections/connection.ts';
import { openConnection } from '../../src/connections/open-connection.ts';
import { GenFactoriesError } from '../../src/errors.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import type { SchemaModel } from '../../src/schema/schema.ts';
import type { IntrospectOptions, Introspector } from '../introspector.ts';
import {
  checksQuery,
  PARTITION_CONSTRAINTS_QUERY,
  REFERENCES_QUERY,
} from './catalog/constraints.ts';
import { FUNCTIONS_QUERY } from './catalog/functions.ts';
import { indexesQuery } from './catalog/indexes.ts';
import { PARTITION_KEYS_QUERY, PARTITIONS_QUERY, type PartitionRow } from './catalog/partitions.ts';
import {
  COLUMNS_QUERY,
  PARENTS_QUERY,
  RELATIONS_QUERY,
  SCHEMAS_QUERY,
  type RelationRow,
  type SchemaRow,
} from './catalog/relations.ts';
import { isInsertableTable, type CatalogRows } from './catalog/rows.ts';
import { BEGIN_SNAPSHOT, PIN_SETTINGS } from './catalog/session.ts';
import { RULES_QUERY, TRIGGERS_QUERY } from './catalog/triggers.ts';
import { DOMAIN_CHECKS_QUERY, FIELDS_QUERY, TYPES_QUERY, type TypeRow } from './catalog/types.ts';
import { findFilled } from './find-filled.ts';
import { readSchema } from './read-schema.ts';

const OLDEST_SUPPORTED = 14;

/**
 * Opens a PostgreSQL database to read its schema.
 *
 * @param url - as `openConnection` takes it
 * @throws GenFactoriesError as `openConnection` does
 */
export async function openPostgresIntrospector(url: string): Promise<Introspector> {
  const connection = await openConnection(url);
  return {
    introspect: (options) => introspectPostgres(connection, options),
    findFilled: (tables) => findFilled(connection, tables),
    close: () => connection.close(),
  };
}

/**
 * Reads the schema of a PostgreSQL database (14 or later) over an open connection that is in no
 * transaction. All is read from one snapshot, in a session whose settings cannot change how the server
 * spells things, by a number of queries that does not grow with the number of tables.
 *
 * @param connection - to PostgreSQL or PGlite
 * @param options - the schemas to read
 * @throws GenFactoriesError `SERVER_UNSUPPORTED`, `SCHEMA_NOT_FOUND` for a schema that is not there,
 *   `SCHEMA_EMPTY` where there is no table, `DATABASE_ERROR` where the catalogue cannot be read
 */
export async function introspectPostgres(
  connection: Connection,
  options: IntrospectOptions = {},
): Promise<SchemaModel> {
  if (connection.major < OLDEST_SUPPORTED) throw unsupported(connection);
  const rows = await inSnapshot(connection, async () => {
    const schemas = chooseSchemas(
      await connection.query<SchemaRow>(SCHEMAS_QUERY),
      options.schemas,
    );
    const relations = await connection.query<RelationRow>(RELATIONS_QUERY, [textArray(schemas)]);
    if (!relations.some(isInsertableTable)) throw empty(schemas, relations);
    return readCatalog(connection, relations);
  });
  return buildSchema(readSchema(rows));
}

async function inSnapshot<Result>(
  connection: Connection,
  read: () => Promise<Result>,
): Promise<Result> {
  try {
    await connection.execute(BEGIN_SNAPSHOT);
    await connection.execute(PIN_SETTINGS);
    const result = await read();
    await connection.execute('COMMIT');
    return result;
  } catch (error) {
    // Where the connection is lost there is no transaction left to end.
    await connection.execute('ROLLBACK').catch(() => undefined);
    throw explain(error, connection);
  }
}

async function readCatalog(
  connection: Connection,
  relations: readonly RelationRow[],
): Promise<CatalogRows> {
  const about = <Row extends object>(sql: string, oids: string): Promise<Row[]> =>
    connection.query<Row>(sql, [oids]);
  const tables = oidArray(relations.filter(isInsertableTable));
  const typeRows = await about<TypeRow>(TYPES_QUERY, tables);
  const types = oidArray(typeRows);
  const partitionRows = await about<PartitionRow>(PARTITIONS_QUERY, tables);
  const partitions = oidArray(partitionRows);
  const partitioned = oidArray([...relations, ...partitionRows]);
  return {
    relations,
    columns: await about(COLUMNS_QUERY, tables),
    types: typeRows,
    fields: await about(FIELDS_QUERY, types),
    domainChecks: await about(DOMAIN_CHECKS_QUERY, types),
    indexes: await about(indexesQuery(connection.major), tables),
    checks: await about(checksQuery(connection.major), tables),
    references: await about(REFERENCES_QUERY, tables),
    parents: await about(PARENTS_QUERY, tables),
    partitions: partitionRows,
    partitionKeys: await about(PARTITION_KEYS_QUERY, partitioned),
    partitionConstraints: await about(PARTITION_CONSTRAINTS_QUERY, partitions),
    triggers: await about(TRIGGERS_QUERY, tables),
    functions: await about(FUNCTIONS_QUERY, tables),
    rules: await about(RULES_QUERY, tables),
  };
}

function chooseSchemas(
  found: readonly SchemaRow[],
  wanted: readonly string[] | undefined,
): readonly string[] {
  const names = found.map(({ name }) => name);
  const missing = wanted?.find((name) => !names.includes(name));
  if (missing === undefined) return wanted ?? names;
  throw new GenFactoriesError('SCHEMA_NOT_FOUND', {
    what: `There is no schema "${missing}"`,
    fix: `Choose among ${names.map((name) => `"${name}"`).join(', ')}.`,
  });
}

/** Array literals: both drivers pass text on as it is, whatever they do with arrays. */
function oidArray(rows: readonly { readonly oid: number }[]): string {
  return `{${rows.map(({ oid }) => oid).join(',')}}`;
}

function textArray(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

function unsupported(connection: Connection): GenFactoriesError {
  return new GenFactoriesError('SERVER_UNSUPPORTED', {
    what: `${connection.server} is older than PostgreSQL ${OLDEST_SUPPORTED}`,
    fix: `Use a server of version ${OLDEST_SUPPORTED} or later.`,
  });
}

function empty(schemas: readonly string[], relations: readonly RelationRow[]): GenFactoriesError {
  const refused = relations.filter(({ kind }) => kind === 'r' || kind === 'p').length;
  return new GenFactoriesError('SCHEMA_EMPTY', {
    what: `No table to write to in ${schemas.map((name) => `"${name}"`).join(', ') || 'any schema'}`,
    fix:
      refused > 0
        ? `The user of the connection lacks INSERT on the ${refused} tables that are there.`
        : 'Run your migrations first, or choose other schemas.',
  });
}

function explain(error: unknown, connection: Connection): unknown {
  if (error instanceof GenFactoriesError) return error;
  return new GenFactoriesError('DATABASE_ERROR', {
    what: `${connection.server} did not let its catalogue be read: ${error instanceof Error ? error.message : String(error)}`,
    fix: 'Check the rights of the user; if they suffice, please report this.',
    cause: error,
  });
}
