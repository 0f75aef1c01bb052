import { hasSqlDetails, loadModule, parseSync, type Node } from 'libpg-query';
import type { MigratedSchema, MigrationFile, MigrationNote } from '../migrated-schema.ts';
import { applyStatement } from './apply-statement.ts';
import { plainBlock } from './do-block.ts';
import type { Draft } from './draft.ts';
import { newDraft } from './new-draft.ts';
import { AlreadyThere, NotRead } from '../not-read.ts';
import { readDraft } from './read-draft.ts';
import { splitStatements, type Statement } from './split-statements.ts';
import { StatementText } from './statement-text.ts';

/**
 * Replays migrations for PostgreSQL, without a server. What is not understood is noted, with its
 * place, and left out; everything else is applied as the server would.
 *
 * @param files - in the order in which they are applied; each is a session of its own
 * @param schema - where names without a schema are made
 * @example
 * ```ts
 * const { tables } = await replayPostgres([{ path: 'init.sql', sql: 'CREATE TABLE users (id int)' }]);
 * tables[0].name; // 'users'
 * ```
 */
export async function replayPostgres(
  files: readonly MigrationFile[],
  schema = 'public',
): Promise<MigratedSchema> {
  await loadModule();
  const draft = newDraft(schema);
  const notes = files.flatMap((file) => replayFile(draft, file));
  return { ...readDraft(draft), notes };
}

function replayFile(draft: Draft, file: MigrationFile): readonly MigrationNote[] {
  draft.searchPath = draft.defaultPath;
  return new Replay(draft, file.path).run(splitStatements(file.sql));
}

/** Rows are of no interest, and may be long. */
const ABOUT_ROWS = /^(?:insert|update|delete|merge|copy|truncate|values)\b/i;
const MATTERS = /set_config|\binto\b/i;
const CHANGES_SCHEMA = /\b(?:create|alter|drop|execute)\b/i;

class Replay {
  readonly #draft: Draft;
  readonly #path: string;
  readonly #notes: MigrationNote[] = [];

  constructor(draft: Draft, path: string) {
    this.#draft = draft;
    this.#path = path;
  }

  run(statements: readonly Statement[]): readonly MigrationNote[] {
    for (const statement of statements) this.#statement(statement, false);
    return this.#notes;
  }

  #statement({ sql, line }: Statement, onceOnly: boolean): void {
    if (ABOUT_ROWS.test(sql) || (/^select\b/i.test(sql) && !MATTERS.test(sql))) return;
    try {
      for (const { stmt } of parseSync(sql).stmts ?? []) {
        if (stmt !== undefined) this.#apply(stmt, sql, line);
      }
    } catch (error) {
      if (onceOnly && error instanceof AlreadyThere) return;
      this.#note(messageOf(error), line + linesBefore(error, sql));
    }
  }

  #apply(node: Node, sql: string, line: number): void {
    if ('DoStmt' in node) {
      const block = plainBlock(node.DoStmt);
      if (block === null) throw new NotRead('A DO block is not read');
      const start = line + linesIn(sql.slice(0, sql.search(/\$|'/)));
      for (const each of block.statements) {
        this.#statement({ ...each, line: start + each.line - 1 }, block.onceOnly);
      }
      return;
    }
    applyStatement({ draft: this.#draft, text: new StatementText(sql, 0) }, node);
    if ('CreateFunctionStmt' in node && CHANGES_SCHEMA.test(bodyOf(sql))) {
      throw new NotRead('What the function does to the schema when it is called is not read');
    }
  }

  #note(what: string, line: number): void {
    this.#notes.push({ what, where: `${this.#path}:${line}` });
  }
}

function messageOf(error: unknown): string {
  if (error instanceof NotRead) return error.message;
  if (hasSqlDetails(error)) return `PostgreSQL's parser does not take it: ${error.message}`;
  throw error;
}

/** The parser names the character at which it stopped. */
function linesBefore(error: unknown, sql: string): number {
  if (!hasSqlDetails(error)) return 0;
  return linesIn(sql.slice(0, Math.max(0, error.sqlDetails?.cursorPosition ?? 0)));
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

function bodyOf(sql: string): string {
  return sql.slice(sql.search(/\bas\b|\bbegin\b/i)).replaceAll(/--.*$/gm, '');
}
