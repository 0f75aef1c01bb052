import { NotRead } from '../not-read.ts';
import { readCheck, readReferenceTarget, type NewConstraint } from './constraint.ts';
import { declareType } from './declare-type.ts';
import type { MysqlColumn, MysqlDefault } from './draft.ts';
import type { Reader } from './reader.ts';

/** A column as it is defined, and what its definition says of keys and the like. */
export interface DefinedColumn {
  readonly column: MysqlColumn;
  readonly constraints: readonly NewConstraint[];
  /** `FIRST`, or the column it comes after; null for the end. */
  readonly place: 'first' | { readonly after: string } | null;
}

/** A name and all that follows it in a column's definition. */
export function readColumn(reader: Reader): DefinedColumn {
  const name = reader.takeName();
  const serial = reader.peek('SERIAL');
  const column: MysqlColumn = {
    name,
    type: declareType(reader),
    notNull: serial,
    autoIncrement: serial,
    default: null,
    generated: null,
    comment: '',
  };
  const constraints: NewConstraint[] = serial ? [keyOf(name, 'unique')] : [];
  while (!isEnd(reader)) readAttribute(reader, column, constraints);
  return { column, constraints, place: readPlace(reader) };
}

function isEnd(reader: Reader): boolean {
  return (
    reader.isAtEnd ||
    reader.peek(',') ||
    reader.peek(')') ||
    reader.peek('FIRST') ||
    reader.peek('AFTER')
  );
}

function readPlace(reader: Reader): DefinedColumn['place'] {
  if (reader.take('FIRST')) return 'first';
  return reader.take('AFTER') ? { after: reader.takeName() } : null;
}

function keyOf(column: string, kind: 'primary' | 'unique'): NewConstraint {
  return { kind, name: null, parts: [{ column, sql: '', prefix: null }] };
}

function readAttribute(reader: Reader, column: MysqlColumn, constraints: NewConstraint[]): void {
  if (reader.take('NOT', 'NULL')) column.notNull = true;
  else if (reader.take('NULL')) column.notNull = false;
  else if (reader.take('DEFAULT')) column.default = readDefault(reader);
  else if (reader.take('ON', 'UPDATE')) readDefault(reader);
  else if (reader.take('AUTO_INCREMENT')) column.autoIncrement = true;
  else if (reader.take('COMMENT')) column.comment = reader.takeText();
  else if (reader.take('CHARACTER', 'SET') || reader.take('CHARSET')) {
    column.type.charset = reader.takeName().toLowerCase();
  } else if (reader.take('COLLATE')) column.type.collation = reader.takeName().toLowerCase();
  else if (reader.take('BINARY')) column.type.collation = '_bin';
  else if (reader.take('GENERATED', 'ALWAYS', 'AS') || reader.take('AS'))
    readGenerated(reader, column);
  else if (reader.take('UNIQUE')) {
    reader.takeOne('KEY', 'INDEX');
    constraints.push(keyOf(column.name, 'unique'));
  } else if (reader.take('PRIMARY', 'KEY') || reader.take('KEY')) {
    column.notNull = true;
    constraints.push(keyOf(column.name, 'primary'));
  } else if (reader.take('REFERENCES')) {
    constraints.push({
      kind: 'reference',
      name: null,
      columns: [column.name],
      ...readReferenceTarget(reader),
    });
  } else if (reader.peek('CONSTRAINT') || reader.peek('CHECK')) {
    const name = reader.take('CONSTRAINT') && !reader.peek('CHECK') ? reader.takeName() : null;
    reader.expect('CHECK');
    constraints.push(readCheck(reader, name, column.name));
  } else readOther(reader, column);
}

/** What changes no row. */
function readOther(reader: Reader, column: MysqlColumn): void {
  if (reader.takeOne('VISIBLE', 'INVISIBLE', 'UNSIGNED', 'SIGNED', 'ZEROFILL', 'ASCII', 'UNICODE'))
    return;
  if (
    reader.takeOne('COLUMN_FORMAT', 'STORAGE', 'ENGINE_ATTRIBUTE', 'SECONDARY_ENGINE_ATTRIBUTE')
  ) {
    reader.take('=');
    reader.skip();
  } else if (reader.take('SRID') || reader.take('REF_SYSTEM_ID', '=')) {
    column.type = { ...column.type, srid: Number(reader.skip().text) };
  } else
    throw new NotRead(
      `Column "${column.name}" is defined in words that are not known: ${reader.rest().slice(0, 40)}`,
    );
}

function readGenerated(reader: Reader, column: MysqlColumn): void {
  if (reader.take('ROW')) {
    column.generated = { sql: `ROW ${reader.skip().text.toUpperCase()}`, stored: true };
    column.notNull = true;
    return;
  }
  if (reader.take('IDENTITY')) throw new NotRead('IDENTITY is not read');
  const sql = reader.takeParenthesized();
  const word = reader.takeOne('VIRTUAL', 'STORED', 'PERSISTENT');
  column.generated = { sql, stored: word === 'STORED' || word === 'PERSISTENT' };
}

const NOW = ['CURRENT_TIMESTAMP', 'NOW', 'LOCALTIME', 'LOCALTIMESTAMP'] as const;

/** A literal, a time, or an expression. */
export function readDefault(reader: Reader): MysqlDefault | null {
  if (reader.take('NULL')) return null;
  if (reader.peek('(')) return { kind: 'expression', sql: reader.takeParenthesized() };
  if (reader.takeOne(...NOW)) {
    const precision = reader.peek('(') ? reader.takeParenthesized() : '';
    return {
      kind: 'expression',
      sql: `CURRENT_TIMESTAMP${precision === '' ? '' : `(${precision})`}`,
    };
  }
  if (reader.take('TRUE')) return { kind: 'literal', text: '1' };
  if (reader.take('FALSE')) return { kind: 'literal', text: '0' };
  const sign = reader.takeOne('-', '+');
  const token = reader.skip();
  if (token.kind === 'word') {
    if (token.text.startsWith('_') && reader.next?.kind === 'text') {
      return { kind: 'literal', text: reader.takeText() };
    }
    // MariaDB takes calls without parentheses around them.
    const args = reader.peek('(') ? `(${reader.takeParenthesized()})` : '';
    return { kind: 'expression', sql: `${token.text}${args}` };
  }
  return { kind: 'literal', text: `${sign === '-' ? '-' : ''}${token.text}` };
}
