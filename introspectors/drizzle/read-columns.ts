import type { ColumnType } from '../../src/schema/column-type.ts';
import type { Column, TableName } from '../../src/schema/schema.ts';
import type { ColumnDescription, TableDescription } from './description.ts';
import type { KitNames } from './kit-names.ts';
import { spellExpression, type About } from './spelling/expression.ts';
import { spellMysqlDefault } from './spelling/mysql-default.ts';
import { mysqlType } from './spelling/mysql-type.ts';
import { spellDefault } from './spelling/postgres-default.ts';
import { clipName, madeName, spellName } from './spelling/postgres-names.ts';
import { postgresType } from './spelling/postgres-type.ts';

/** What a column that could not be read is: nothing is known of its type. */
const UNKNOWN: ColumnType = { kind: 'other', name: 'unknown' };

/** The columns of a table as its database has them. */
export function readColumns(
  table: TableDescription,
  names: KitNames,
  about: About,
): readonly Column[] {
  const inKey = new Set(
    table.primaryKeys.flatMap(({ columns }) => columns.map((column) => names.column(column))),
  );
  return table.columns.map((column) => {
    const name = names.column(column);
    const read = table.dialect === 'postgres' ? readPostgres : readMysql;
    return {
      name: table.dialect === 'postgres' ? clipName(name) : name,
      ...read(column, name, about),
      nullable: !(isNotNull(column) || inKey.has(name)),
      generated: readGenerated(column, about),
      comment: null,
      ...additions(column),
    };
  });
}

/** Some types are not null, whatever drizzle was told. */
function isNotNull({ notNull, sqlType, identity }: ColumnDescription): boolean {
  return notNull || identity !== null || /serial$/i.test(sqlType ?? '');
}

function readGenerated({ generated }: ColumnDescription, about: About): Column['generated'] {
  if (generated === null) return null;
  return { expression: spellExpression(generated.sql, about), stored: generated.stored };
}

/** What the database does not know. */
function additions(column: ColumnDescription): Partial<Column> {
  const { client, values, shape, unread, at } = column;
  return {
    ...(client !== null && { client }),
    ...(values !== null && { values }),
    ...(shape !== null && { shape }),
    ...(at !== null && { at }),
    ...(unread !== null && { unread }),
  };
}

type Read = Pick<Column, 'type' | 'default' | 'identity' | 'sequence'>;

function readPostgres(column: ColumnDescription, name: string, about: About): Read {
  const { sqlType, enumType, generated, identity } = column;
  const schema = about.schema ?? 'public';
  const type = sqlType === null ? UNKNOWN : postgresType(sqlType, enumType);
  if (/^(?:small|big)?serial[248]?$/i.test(sqlType ?? '')) {
    const sequence = { schema, name: madeName(about.table, name, 'seq') };
    return { type, default: nextValue(sequence), identity: null, sequence };
  }
  if (identity !== null) {
    const made = identity.sequence ?? `${about.table}_${name}_seq`;
    return {
      type,
      default: null,
      identity: identity.always ? 'always' : 'by default',
      sequence: { schema, name: clipName(made) },
    };
  }
  const spelled =
    column.default === null || generated !== null
      ? null
      : spellDefault(column.default, { sqlType: sqlType ?? 'unknown', enumType });
  return { type, default: spelled, identity: null, sequence: null };
}

function nextValue({ schema, name }: TableName): string {
  const sequence = `${spellName(schema)}.${spellName(name)}`.replaceAll("'", "''");
  return `nextval('${sequence}'::regclass)`;
}

function readMysql(column: ColumnDescription): Read {
  const { sqlType, generated, autoIncrement } = column;
  const type = sqlType === null ? UNKNOWN : mysqlType(sqlType);
  const filled = column.default !== null && generated === null && !autoIncrement;
  return {
    type,
    default: filled ? spellMysqlDefault(column.default, type) : null,
    identity: autoIncrement ? 'by default' : null,
    sequence: null,
  };
}
