import type { MigratedSchema, MigrationFile, MigrationNote } from '../migrated-schema.ts';
import { NotRead } from '../not-read.ts';
import { applyStatement, isWithoutEffect } from './apply-statement.ts';
import type { MysqlDraft } from './draft.ts';
import type { MysqlFlavour } from './flavour.ts';
import { readDraft } from './read-draft.ts';
import { Reader } from './reader.ts';
import { splitMysql } from './split-statements.ts';

/**
 * Replays migrations for MySQL or MariaDB, without a server. What is not understood is noted, with its
 * place, and left out.
 *
 * @param files - in the order in which they are applied
 * @param flavour - in whose spelling expressions are, and by whose rules constraints get their names
 */
export function replayMysql(
  files: readonly MigrationFile[],
  flavour: MysqlFlavour = 'mysql',
): MigratedSchema {
  const draft: MysqlDraft = { flavour, tables: [], others: [] };
  const notes = files.flatMap((file) => replayFile(draft, file));
  return { ...readDraft(draft), notes };
}

function replayFile(draft: MysqlDraft, { path, sql }: MigrationFile): readonly MigrationNote[] {
  return splitMysql(sql, draft.flavour).flatMap((statement) => {
    if (isWithoutEffect(statement.sql)) return [];
    const where = `${path}:${statement.line}`;
    return applied(draft, statement.sql).map((what) => ({ what, where }));
  });
}

/** @returns what was not understood */
function applied(draft: MysqlDraft, sql: string): readonly string[] {
  let reader: Reader | null = null;
  try {
    reader = new Reader(sql);
    applyStatement(draft, reader);
    return reader.notes;
  } catch (error) {
    if (!(error instanceof NotRead)) throw error;
    return [...(reader?.notes ?? []), error.message];
  }
}
