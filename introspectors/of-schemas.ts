import { GenFactoriesError } from '../src/errors.ts';
import { buildSchema } from '../src/schema/build-schema.ts';
import type { SchemaModel, SkippedRelation, Table } from '../src/schema/schema.ts';

/**
 * The tables of some schemas, of all that files describe: what refers to others is left out, and said to be.
 *
 * @param model - of all schemas
 * @param schemas - those that are wanted
 * @throws GenFactoriesError `SCHEMA_NOT_FOUND` for one without a table
 */
export function ofSchemas(model: SchemaModel, schemas: readonly string[]): SchemaModel {
  const there = [...new Set(model.tables.map((table) => table.schema))];
  const missing = schemas.find((name) => !there.includes(name));
  if (missing !== undefined) {
    throw new GenFactoriesError('SCHEMA_NOT_FOUND', {
      what: `There is no schema "${missing}" in the schema files`,
      fix: `Choose among ${there.map((name) => `"${name}"`).join(', ')}.`,
    });
  }
  const isWanted = ({ schema }: { readonly schema: string }): boolean => schemas.includes(schema);
  const tables = model.tables.filter(isWanted);
  return buildSchema({
    dialect: model.dialect,
    tables: tables.map((table) => ({
      ...table,
      references: table.references.filter(({ target }) => isWanted(target.table)),
    })),
    skipped: [...model.skipped.filter(isWanted), ...tables.flatMap((t) => outside(t, isWanted))],
  });
}

function outside(
  { schema, name, references }: Table,
  isWanted: (table: { readonly schema: string }) => boolean,
): readonly SkippedRelation[] {
  return references
    .filter(({ target }) => !isWanted(target.table))
    .map(({ name: key, columns, target: { table } }) => ({
      schema,
      name,
      kind: 'constraint',
      reason: `Foreign key "${key}" (${columns.join(', ')}) leads to ${table.schema}.${table.name}, which is none of the tables read.`,
      columns,
    }));
}
