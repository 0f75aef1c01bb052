import type { ColumnType } from '../../../src/schema/column-type.ts';
import type { ClientDefault, Column, TableName } from '../../../src/schema/schema.ts';
import type { FieldType, ProviderName, ScalarField } from '../declarations/declared.ts';
import { columnTypeOf } from '../natives/column-type.ts';
import { mysqlDefault } from './mysql-default.ts';
import { NO_DEFAULT, postgresDefault, type ColumnDefault } from './postgres-default.ts';
import { unsupportedType } from './unsupported-type.ts';

/**
 * A field as the column that Prisma makes of it.
 *
 * @param field - of a model, or of a document in one
 * @param table - that it is of
 */
export function readColumn(field: ScalarField, table: TableName, provider: ProviderName): Column {
  const { arity, place, type } = field;
  const element = typeOf(type, field, provider);
  const isMongodb = provider === 'mongodb';
  const isEmpty = isMongodb ? arity === 'optional' : arity !== 'required';
  const made = defaultOf(field, table, provider);
  const client = clientOf(field, made);
  return {
    name: field.column,
    type: arity === 'list' ? { kind: 'array', element } : element,
    // PostgreSQL's lists are made without NOT NULL.
    nullable: isEmpty,
    ...(isMongodb && isEmpty && { optional: true }),
    ...made,
    generated: null,
    comment: field.doc,
    ...(client !== null && { client }),
    // MongoDB has no enums: Prisma Client sees to it that there is nothing else.
    ...(isMongodb && type.kind === 'enum' && { values: type.of.values.map(({ label }) => label) }),
    at: { file: place.source.path, line: place.line },
  };
}

function typeOf(type: FieldType, { native }: ScalarField, provider: ProviderName): ColumnType {
  switch (type.kind) {
    case 'scalar':
      return columnTypeOf(type.name, native, provider);
    case 'enum':
      return provider === 'mongodb'
        ? { kind: 'text', length: null, fixed: false, caseless: false }
        : { kind: 'enum', labels: type.of.values.map(({ label }) => label) };
    case 'composite':
      return { kind: 'document', fields: [] };
    case 'unsupported':
      return unsupportedType(type.sql, provider);
  }
}

function defaultOf(field: ScalarField, table: TableName, provider: ProviderName): ColumnDefault {
  switch (provider) {
    case 'postgresql':
      return postgresDefault(field, table);
    case 'mysql':
      return mysqlDefault(field);
    case 'mongodb':
      return NO_DEFAULT;
  }
}

/**
 * What Prisma Client makes where the database makes nothing. Of `dbgenerated()` nobody knows what the
 * database makes: the column gets values as one without a default.
 */
function clientOf(field: ScalarField, made: ColumnDefault): ClientDefault | null {
  if (made.default !== null) return null;
  if (field.default?.kind === 'client') return field.default.makes;
  return field.updatedAt || field.default?.kind === 'now' ? 'now' : null;
}
