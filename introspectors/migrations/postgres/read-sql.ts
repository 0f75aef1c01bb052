import type { SelectStmt, VariableSetStmt } from 'libpg-query';
import type { Draft } from './draft.ts';
import { findNodes, texts } from './tree.ts';

/** SET search_path, and the function call by which dumps set it. */
export function setSearchPath(draft: Draft, { name, kind, args }: VariableSetStmt): void {
  if (name !== 'search_path' || kind === 'VAR_RESET') return;
  if (kind === 'VAR_SET_DEFAULT') draft.searchPath = draft.defaultPath;
  else draft.searchPath = schemasIn(args?.flatMap((node) => constant(node) ?? []) ?? []);
}

/** `SELECT set_config('search_path', '', false)`; any other query changes nothing. */
export function query(draft: Draft, statement: SelectStmt): void {
  for (const { funcname, args } of findNodes(statement, 'FuncCall')) {
    if (texts(funcname).at(-1) !== 'set_config') continue;
    const [setting, value = ''] = (args ?? []).map((node) => constant(node) ?? '');
    if (setting === 'search_path') draft.searchPath = schemasIn(splitNames(value));
  }
}

/** `"$user"` is a schema that hardly anybody has. */
function schemasIn(names: readonly string[]): readonly string[] {
  return names.filter((name) => name !== '' && name !== '$user' && name !== 'pg_catalog');
}

function splitNames(list: string): readonly string[] {
  return list.split(',').map((name) => {
    const trimmed = name.trim();
    return trimmed.startsWith('"') ? trimmed.slice(1, -1) : trimmed.toLowerCase();
  });
}

function constant(node: unknown): string | undefined {
  return findNodes(node, 'A_Const')[0]?.sval?.sval;
}
