import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import type { TableName } from '../../schema/schema.ts';

/** The tables that triggers may write to while some tables are written to. */
export interface Reach {
  readonly tables: readonly TableName[];
  /** Whether triggers name each of them; else nobody knows which they write to, and these are all. */
  readonly named: boolean;
}

const NOTHING: Reach = { tables: [], named: true };

interface TriggerRow {
  readonly table_name: string;
  readonly body: string;
}

const TRIGGERS = `
  SELECT EVENT_OBJECT_TABLE AS table_name, ACTION_STATEMENT AS body
    FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE()`;

interface RoutineRow {
  readonly name: string;
  /** Null where the user may not see it. */
  readonly body: string | null;
}

const ROUTINES = `
  SELECT ROUTINE_NAME AS name, ROUTINE_DEFINITION AS body
    FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()`;

const TABLES = `
  SELECT TABLE_NAME AS name FROM information_schema.TABLES
   WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')
     AND TABLE_NAME NOT LIKE 'gen\\_factories\\_%'`;

/**
 * Follows triggers: to the tables and routines that their text names, to those that the routines' text
 * names, and to the triggers of the tables found. A name in a text need not mean that the table is
 * written to, but none is written to without its name.
 *
 * @param tables - that are about to be written to, whichever way
 */
export async function findReach(
  connection: MysqlConnection,
  tables: readonly TableName[],
): Promise<Reach> {
  if (tables.length === 0) return NOTHING;
  const triggers = await connection.query<TriggerRow>(TRIGGERS);
  const hidden = !(await seesTriggers(connection));
  if (triggers.length === 0 && !hidden) return NOTHING;
  const all = (await connection.query<{ name: string }>(TABLES)).map((row) => row.name);
  const everything = { tables: all.map((name) => ({ schema: '', name })), named: false };
  if (hidden) return everything;
  const routines = await connection.query<RoutineRow>(ROUTINES);
  const reached = follow(
    tables.map((table) => table.name),
    { triggers, routines, tables: all },
  );
  if (reached === null) return everything;
  return { tables: reached.map((name) => ({ schema: '', name })), named: true };
}

interface Texts {
  readonly triggers: readonly TriggerRow[];
  readonly routines: readonly RoutineRow[];
  readonly tables: readonly string[];
}

/** Names of the tables reached; null where a routine on the way cannot be read. */
function follow(starts: readonly string[], texts: Texts): readonly string[] | null {
  const bodies = (table: string): readonly string[] =>
    texts.triggers.filter((trigger) => trigger.table_name === table).map((trigger) => trigger.body);
  const reached = new Set<string>();
  const called = new Set<string>();
  const unread = starts.flatMap(bodies);
  for (let body = unread.pop(); body !== undefined; body = unread.pop()) {
    const words = wordsOf(body);
    for (const routine of texts.routines) {
      if (called.has(routine.name) || !words.has(routine.name.toLowerCase())) continue;
      if (routine.body === null) return null;
      called.add(routine.name);
      unread.push(routine.body);
    }
    for (const table of texts.tables) {
      if (reached.has(table) || !words.has(table.toLowerCase())) continue;
      reached.add(table);
      if (!starts.includes(table)) unread.push(...bodies(table));
    }
  }
  return [...reached];
}

/** All that may be a name in a piece of SQL, in small letters. */
function wordsOf(sql: string): ReadonlySet<string> {
  const words = sql.match(/`(?:[^`]|``)+`|"(?:[^"]|"")+"|[\p{L}\p{N}_$]+/gu) ?? [];
  return new Set(
    words.map((word) =>
      (/^[`"]/.test(word)
        ? word.slice(1, -1).replaceAll(word[0]! + word[0]!, word[0]!)
        : word
      ).toLowerCase(),
    ),
  );
}

/** The catalogue has the triggers of tables that the user may make triggers on, and no others. */
async function seesTriggers(connection: MysqlConnection): Promise<boolean> {
  const rows = await connection.query<Record<string, string>>('SHOW GRANTS');
  return rows.some((row) => {
    const [privileges = '', on = ''] =
      /^GRANT (.*?) ON (\*\.\*|`(?:[^`]|``)+`\.\*)/.exec(Object.values(row)[0] ?? '')?.slice(1) ??
      [];
    return (
      /\b(?:ALL PRIVILEGES|TRIGGER)\b/.test(privileges) &&
      (on === '*.*' || matches(on.slice(1, -3).replaceAll('``', '`'), connection.target.database))
    );
  });
}

/** Databases are granted by patterns: `shop\_pr\_%`. */
function matches(pattern: string, database: string): boolean {
  const parts = pattern.match(/\\[%_\\]|[^]/gu) ?? [];
  const expression = parts.map((part) => {
    if (part === '%') return '.*';
    if (part === '_') return '.';
    const character = /^\\[%_\\]$/.test(part) ? part.slice(1) : part;
    return character.replace(/[.*+?^${}()|[\]\\/]/, '\\$&');
  });
  return new RegExp(`^${expression.join('')}$`, 'isu').test(database);
}
