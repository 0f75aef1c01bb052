import { formatType } from '../../../../src/schema/type-notation.ts';
import type { Column, Reference, SchemaModel, Table } from '../../../../src/schema/schema.ts';

/**
 * The DDL of a model's tables, for MySQL: what Prisma would make of the files that it was read from, whose
 * own engine for MySQL is not in npm. A test compares it with what Prisma made of a fixture.
 */
export function mysqlDdl({ tables }: SchemaModel): string {
  return [...tables.map(createTable), ...tables.flatMap(addReferences)].join('\n');
}

function createTable({ name, columns, primaryKey, uniques }: Table): string {
  const keys = uniques.map((unique) => {
    const parts = unique.parts.map((part) =>
      part.kind === 'column'
        ? quoted(part.column) + (part.prefix === undefined ? '' : `(${part.prefix})`)
        : `(${part.sql})`,
    );
    return `UNIQUE INDEX ${quoted(unique.name)} (${parts.join(', ')})`;
  });
  const primary = primaryKey === null ? [] : [`PRIMARY KEY (${list(primaryKey.columns)})`];
  const lines = [...columns.map(columnOf), ...keys, ...primary].map((line) => `  ${line}`);
  return `CREATE TABLE ${quoted(name)} (\n${lines.join(',\n')}\n) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;`;
}

function columnOf({ name, type, nullable, default: made, identity }: Column): string {
  const parts = [
    quoted(name),
    formatType(type, 'mysql'),
    nullable ? 'NULL' : 'NOT NULL',
    ...(identity === null ? [] : ['AUTO_INCREMENT']),
    ...(made === null ? [] : [`DEFAULT ${isPlain(made) ? made : `(${made})`}`]),
  ];
  return parts.join(' ');
}

/** A literal, or the time: all else is an expression. */
function isPlain(sql: string): boolean {
  return /^(?:[bx]?'(?:[^'\\]|''|\\.)*'|-?[\d.]+|true|false|current_timestamp(?:\(\d\))?)$/i.test(
    sql,
  );
}

function addReferences({ name, references }: Table): readonly string[] {
  return references
    .filter(({ inferred }) => inferred !== true)
    .map((each) => `ALTER TABLE ${quoted(name)} ADD ${foreignKey(each)};`);
}

function foreignKey({ name, columns, target, onDelete, onUpdate }: Reference): string {
  return `CONSTRAINT ${quoted(name)} FOREIGN KEY (${list(columns)}) REFERENCES ${quoted(target.table.name)} (${list(target.columns)}) ON DELETE ${onDelete} ON UPDATE ${onUpdate}`;
}

function list(columns: readonly string[]): string {
  return columns.map(quoted).join(', ');
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
