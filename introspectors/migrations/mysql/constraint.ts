import type { ReferentialAction } from '../../../src/schema/schema.ts';
import type { MysqlKey, MysqlPart, MysqlReference } from './draft.ts';
import type { Reader } from './reader.ts';

/** A key or constraint as it is written; what has no name gets one when it is added. */
export type NewConstraint =
  | { readonly kind: MysqlKey['kind']; readonly name: string | null; readonly parts: MysqlPart[] }
  | {
      readonly kind: 'check';
      readonly name: string | null;
      readonly sql: string;
      readonly enforced: boolean;
      readonly column: string | null;
    }
  | ({
      readonly kind: 'reference';
      readonly name: string | null;
      readonly columns: string[];
    } & Target);

type Target = Pick<MysqlReference, 'target' | 'targetColumns' | 'onDelete' | 'onUpdate'>;

/** A key or constraint, where one is next; null where it is a column. */
export function readConstraint(reader: Reader): NewConstraint | null {
  const named = reader.take('CONSTRAINT');
  const isKind = (): boolean =>
    ['PRIMARY', 'UNIQUE', 'FOREIGN', 'CHECK'].some((word) => reader.peek(word));
  const name = named && !isKind() ? reader.takeName() : null;
  if (reader.take('PRIMARY', 'KEY')) {
    skipIndexType(reader);
    if (!reader.peek('(')) reader.takeName();
    return { kind: 'primary', name, parts: readParts(reader) };
  }
  if (reader.take('UNIQUE')) {
    reader.takeOne('KEY', 'INDEX');
    return readKey(reader, 'unique', name);
  }
  if (reader.take('FOREIGN', 'KEY')) {
    reader.take('IF', 'NOT', 'EXISTS');
    const index = reader.peek('(') ? null : reader.takeName();
    const columns = [...reader.list(() => reader.takeName())];
    reader.expect('REFERENCES');
    return { kind: 'reference', name: name ?? index, columns, ...readReferenceTarget(reader) };
  }
  if (reader.take('CHECK')) return readCheck(reader, name, null);
  if (reader.peek('FULLTEXT') || reader.peek('SPATIAL')) {
    reader.skip();
    reader.takeOne('KEY', 'INDEX');
    return readKey(reader, 'index', null);
  }
  const isIndex = (reader.peek('KEY') || reader.peek('INDEX')) && !named;
  if (!isIndex) return null;
  reader.skip();
  return readKey(reader, 'index', null);
}

function readKey(reader: Reader, kind: MysqlKey['kind'], given: string | null): NewConstraint {
  reader.take('IF', 'NOT', 'EXISTS');
  const own = reader.peek('(') || reader.peek('USING') ? null : reader.takeName();
  skipIndexType(reader);
  const parts = readParts(reader);
  return { kind, name: own ?? given, parts };
}

function skipIndexType(reader: Reader): void {
  if (reader.take('USING')) reader.skip();
}

/** The parts of a key, and the options behind them; none of a key that is about periods. */
export function readParts(reader: Reader): MysqlPart[] {
  let overlaps = false;
  const parts = reader.list((): MysqlPart => {
    const part: MysqlPart = reader.peek('(')
      ? { column: null, sql: reader.takeParenthesized(), prefix: null }
      : { column: reader.takeName(), sql: '', prefix: readPrefix(reader) };
    reader.takeOne('ASC', 'DESC');
    overlaps ||= reader.take('WITHOUT', 'OVERLAPS');
    return part;
  });
  reader.skipToComma();
  if (!overlaps) return [...parts];
  reader.noteLater('A key WITHOUT OVERLAPS is not read');
  return [];
}

function readPrefix(reader: Reader): number | null {
  return reader.peek('(') ? Number(reader.takeParenthesized()) : null;
}

/** What is behind CHECK. */
export function readCheck(
  reader: Reader,
  name: string | null,
  column: string | null,
): Extract<NewConstraint, { kind: 'check' }> {
  const sql = reader.takeParenthesized();
  const enforced = !reader.take('NOT', 'ENFORCED');
  reader.take('ENFORCED');
  return { kind: 'check', name, sql, enforced, column };
}

/** What is behind REFERENCES. */
export function readReferenceTarget(reader: Reader): Target {
  const target = reader.takePath();
  const targetColumns = reader.peek('(') ? [...reader.list(() => reader.takeName())] : [];
  const actions = { DELETE: 'no action', UPDATE: 'no action' } as Record<string, ReferentialAction>;
  for (;;) {
    if (reader.take('MATCH')) reader.skip();
    else if (reader.take('ON', 'DELETE')) actions['DELETE'] = readAction(reader);
    else if (reader.peek('ON', 'UPDATE')) {
      reader.take('ON', 'UPDATE');
      actions['UPDATE'] = readAction(reader);
    } else break;
  }
  return {
    target,
    targetColumns,
    onDelete: actions['DELETE'] ?? 'no action',
    onUpdate: actions['UPDATE'] ?? 'no action',
  };
}

/** RESTRICT and NO ACTION are one and the same to InnoDB. */
function readAction(reader: Reader): ReferentialAction {
  if (reader.take('CASCADE')) return 'cascade';
  if (reader.take('SET', 'NULL')) return 'set null';
  if (reader.take('SET', 'DEFAULT')) return 'set default';
  if (!reader.take('NO', 'ACTION')) reader.expect('RESTRICT');
  return 'no action';
}
