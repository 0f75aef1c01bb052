import { texts } from './tree.ts';
import type { DoStmt } from 'libpg-query';
import { splitStatements, type Statement } from './split-statements.ts';

/** What a DO block says, where it says it with no words of a programming language. */
export interface PlainBlock {
  readonly statements: readonly Statement[];
  /** What is there already is left as it is. */
  readonly onceOnly: boolean;
}

/**
 * A block as tools write it around one statement that may have been run before:
 * `BEGIN …; EXCEPTION WHEN duplicate_object THEN null; END`.
 *
 * @returns null for any other block
 */
export function plainBlock({ args }: DoStmt): PlainBlock | null {
  const code = codeOf(args);
  const [, body, handlers] = BLOCK.exec(code) ?? [];
  if (body === undefined) return null;
  const before = code.slice(0, code.indexOf(body)).split('\n').length - 1;
  const statements = splitStatements(body);
  if (!statements.every(({ sql }) => PLAIN.test(sql))) return null;
  if (handlers !== undefined && !ONLY_DUPLICATES.test(handlers)) return null;
  return {
    statements: statements.map((each) => ({ ...each, line: each.line + before })),
    onceOnly: handlers !== undefined,
  };
}

const BLOCK = /^\s*BEGIN\b(.*?)(?:\bEXCEPTION\b(?=\s+WHEN\b)(.*))?\bEND\b\s*;?\s*$/is;
const PLAIN = /^(?:CREATE|ALTER|DROP|COMMENT)\b/i;
const ONLY_DUPLICATES =
  /^(?:\s*WHEN\s+(?:\s*(?:OR\s+)?duplicate_\w+)+\s+THEN\s+(?:null|RAISE\s+NOTICE[^;]*)\s*;)+\s*$/i;

function codeOf(args: DoStmt['args']): string {
  for (const node of args ?? []) {
    if ('DefElem' in node && node.DefElem.defname === 'as' && node.DefElem.arg) {
      return texts([node.DefElem.arg])[0] ?? '';
    }
  }
  return '';
}
