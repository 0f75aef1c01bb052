import type { Trigger } from '../../../src/schema/schema.ts';
import { NotRead } from '../not-read.ts';
import { addConstraint } from './add-constraint.ts';
import { alterTable } from './alter-table.ts';
import { readParts } from './constraint.ts';
import { createTable } from './create-table.ts';
import { isNamed, tableNamed, type MysqlDraft, type MysqlKey } from './draft.ts';
import { dropKey } from './drop.ts';
import type { Reader } from './reader.ts';
import { renameTable } from './rename.ts';

/** What changes neither what a row may be nor where one goes. */
const WITHOUT_EFFECT =
  /^(?:INSERT|UPDATE|DELETE|REPLACE|SELECT|SET|USE|LOCK|UNLOCK|COMMIT|START|BEGIN|ROLLBACK|GRANT|REVOKE|FLUSH|ANALYZE|OPTIMIZE|CHECK|REPAIR|CALL|TRUNCATE|SHOW|LOAD|DO|DEALLOCATE|WITH|VALUES|SAVEPOINT|RELEASE|\()|^(?:CREATE|DROP|ALTER) (?:DATABASE|SCHEMA|USER|ROLE|SERVER|TABLESPACE)\b/i;

/** Whether a statement need not be looked at. */
export function isWithoutEffect(sql: string): boolean {
  return WITHOUT_EFFECT.test(sql);
}

/** Applies one statement to a draft. */
export function applyStatement(draft: MysqlDraft, reader: Reader): void {
  if (reader.take('CREATE')) create(draft, reader);
  else if (reader.take('ALTER')) alter(draft, reader);
  else if (reader.take('DROP')) drop(draft, reader);
  else if (reader.take('RENAME', 'TABLE')) {
    do {
      const table = tableNamed(draft, reader.takePath());
      reader.expect('TO');
      renameTable(draft, table, reader.takePath());
    } while (reader.take(','));
  } else throw new NotRead(`${reader.next?.text.toUpperCase() ?? 'It'} is not read`);
}

/** Words between CREATE or ALTER and what it is about. */
function skipModifiers(reader: Reader): {
  readonly temporary: boolean;
  readonly replaces: boolean;
} {
  const replaces = reader.take('OR', 'REPLACE');
  let temporary = false;
  for (;;) {
    if (reader.takeOne('ONLINE', 'OFFLINE', 'IGNORE', 'AGGREGATE')) continue;
    if (reader.take('TEMPORARY')) temporary = true;
    else if (reader.take('ALGORITHM', '=')) reader.skip();
    else if (reader.take('SQL', 'SECURITY')) reader.skip();
    else if (reader.take('DEFINER', '=')) skipUser(reader);
    else return { temporary, replaces };
  }
}

/** `'root'@'localhost'`, `CURRENT_USER()`. */
function skipUser(reader: Reader): void {
  reader.skip();
  if (reader.peek('(')) reader.takeParenthesized();
  if (!reader.next?.text.startsWith('@')) return;
  const at = reader.skip();
  if (at.text === '@') reader.skip();
}

function create(draft: MysqlDraft, reader: Reader): void {
  const { temporary, replaces } = skipModifiers(reader);
  if (reader.take('TABLE')) {
    if (replaces) draft.tables = draft.tables.filter(({ name }) => name !== reader.next?.text);
    return createTable(draft, reader, temporary);
  }
  if (reader.take('UNIQUE')) {
    reader.takeOne('INDEX', 'KEY');
    return createIndex(draft, reader, 'unique');
  }
  reader.takeOne('FULLTEXT', 'SPATIAL');
  if (reader.take('INDEX') || reader.take('KEY')) return createIndex(draft, reader, 'index');
  if (reader.take('VIEW')) return createOther(draft, reader, 'view');
  if (reader.take('SEQUENCE')) return createOther(draft, reader, 'sequence');
  if (reader.take('TRIGGER')) return createTrigger(draft, reader);
  if (reader.peek('PROCEDURE') || reader.peek('FUNCTION') || reader.peek('EVENT')) {
    if (!/\b(?:create|alter|drop|prepare|execute)\b/i.test(reader.rest())) return;
    throw new NotRead('What the routine does to the schema when it is called is not read');
  }
  throw new NotRead(`CREATE ${reader.next?.text.toUpperCase() ?? ''} is not read`);
}

function createOther(draft: MysqlDraft, reader: Reader, kind: 'view' | 'sequence'): void {
  reader.take('IF', 'NOT', 'EXISTS');
  const name = reader.takePath();
  draft.others = [...draft.others.filter((each) => each.name !== name), { name, kind }];
}

function createIndex(draft: MysqlDraft, reader: Reader, kind: MysqlKey['kind']): void {
  const unlessThere = reader.take('IF', 'NOT', 'EXISTS');
  const name = reader.takeName();
  if (reader.take('USING')) reader.skip();
  reader.expect('ON');
  const table = tableNamed(draft, reader.takePath());
  if (unlessThere && table.keys.some(isNamed(name))) return;
  addConstraint(draft, table, { kind, name, parts: readParts(reader) });
}

const INSERT =
  /\b(?:insert|replace)\s+(?:(?:low_priority|delayed|ignore)\s+)*(?:into\s+)?(?:`?\w+`?\s*\.\s*)?`?(\w+)`?/gi;

function createTrigger(draft: MysqlDraft, reader: Reader): void {
  reader.take('IF', 'NOT', 'EXISTS');
  const name = reader.takePath();
  const timing = reader.takeOne('BEFORE', 'AFTER') === 'AFTER' ? 'after' : 'before';
  const event = reader.takeOne('INSERT', 'UPDATE', 'DELETE') ?? 'INSERT';
  reader.expect('ON');
  const table = tableNamed(draft, reader.takePath());
  reader.expect('FOR', 'EACH', 'ROW');
  const inserts = [...new Set([...reader.rest().matchAll(INSERT)].map(([, into = '']) => into))];
  table.triggers = table.triggers.filter((each) => each.name !== name);
  table.triggers.push({
    name,
    timing,
    events: [event.toLowerCase() as Trigger['events'][number]],
    level: 'row',
    function: name,
    enabled: true,
    ...(inserts.length > 0 && { inserts: inserts.map((into) => ({ schema: '', name: into })) }),
  });
}

function alter(draft: MysqlDraft, reader: Reader): void {
  skipModifiers(reader);
  if (reader.take('TABLE')) return alterTable(draft, reader);
  const harmless = ['VIEW', 'SEQUENCE', 'EVENT', 'PROCEDURE', 'FUNCTION'];
  if (harmless.some((word) => reader.peek(word))) return;
  throw new NotRead(`ALTER ${reader.next?.text.toUpperCase() ?? ''} is not read`);
}

function drop(draft: MysqlDraft, reader: Reader): void {
  const temporary = reader.take('TEMPORARY');
  const kind = reader.skip().text.toUpperCase();
  const missing = reader.take('IF', 'EXISTS');
  switch (kind) {
    case 'TABLE':
    case 'TABLES':
      return each(reader, (name) => {
        if (!temporary) dropTable(draft, name, missing);
      });
    case 'VIEW':
    case 'SEQUENCE':
      return each(reader, (name) => {
        draft.others = draft.others.filter((other) => other.name !== name);
      });
    case 'INDEX': {
      const name = reader.takeName();
      reader.expect('ON');
      return dropKey(tableNamed(draft, reader.takePath()), name, missing);
    }
    case 'TRIGGER': {
      const isIt = isNamed(reader.takePath());
      for (const table of draft.tables) {
        table.triggers = table.triggers.filter((trigger) => !isIt(trigger));
      }
      return;
    }
    case 'PROCEDURE':
    case 'FUNCTION':
    case 'EVENT':
    case 'PREPARE':
      return;
    default:
      throw new NotRead(`DROP ${kind} is not read`);
  }
}

function each(reader: Reader, use: (name: string) => void): void {
  do use(reader.takePath());
  while (reader.take(','));
}

function dropTable(draft: MysqlDraft, name: string, missing: boolean): void {
  if (!draft.tables.some(isNamed(name))) {
    if (missing) return;
    throw new NotRead(`There is no table "${name}" to drop`);
  }
  const table = tableNamed(draft, name);
  draft.tables = draft.tables.filter((other) => other !== table);
}
