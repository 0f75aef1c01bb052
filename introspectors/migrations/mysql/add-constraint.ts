import { NotRead } from '../not-read.ts';
import type { NewConstraint } from './constraint.ts';
import { columnNamed, isNamed, type MysqlDraft, type MysqlKey, type MysqlTable } from './draft.ts';

/** Adds a key or a constraint, with the name that the server would give it. */
export function addConstraint(draft: MysqlDraft, table: MysqlTable, added: NewConstraint): void {
  switch (added.kind) {
    case 'check':
      table.checks.push({ ...added, name: added.name ?? checkName(draft, table, added.column) });
      return;
    case 'reference': {
      const name = added.name ?? nextName(table.references, `${table.name}_ibfk_`);
      const columns = added.columns.map((column) => columnNamed(table, column).name);
      table.references.push({ ...added, name, columns });
      return;
    }
    default:
      addKey(table, added);
  }
}

function addKey(
  table: MysqlTable,
  { kind, name, parts }: Extract<NewConstraint, { kind: MysqlKey['kind'] }>,
): void {
  if (parts.length === 0) return;
  const own = parts.map((part) =>
    part.column === null ? part : { ...part, column: columnNamed(table, part.column).name },
  );
  if (kind === 'primary') {
    if (table.keys.some((key) => key.kind === 'primary')) {
      throw new NotRead(`${table.name} has a primary key already`);
    }
    for (const { column } of own) if (column !== null) columnNamed(table, column).notNull = true;
  }
  if (name !== null && kind !== 'primary' && table.keys.some(isNamed(name))) {
    throw new NotRead(`${table.name} has a key "${name}" already`);
  }
  const made = kind === 'primary' ? 'PRIMARY' : (name ?? keyName(table, own[0]?.column ?? null));
  table.keys.push({ name: made, kind, parts: own });
}

/** After its first column, with a number from 2 on where that is taken. */
function keyName(table: MysqlTable, column: string | null): string {
  const first = column ?? 'functional_index';
  const isFree = (name: string): boolean => !table.keys.some(isNamed(name)) && name !== 'PRIMARY';
  for (let number = 1; ; number++) {
    const name = number === 1 ? first : `${first}_${number}`;
    if (isFree(name)) return name;
  }
}

/** MySQL numbers the checks of a table; MariaDB keeps those of a column with the column. */
function checkName(draft: MysqlDraft, table: MysqlTable, column: string | null): string {
  if (draft.flavour === 'mysql') return nextName(table.checks, `${table.name}_chk_`);
  return column ?? nextName(table.checks, 'CONSTRAINT_');
}

function nextName(all: readonly { readonly name: string }[], prefix: string): string {
  const numbers = all.map(({ name }) =>
    name.startsWith(prefix) ? Number(name.slice(prefix.length)) : 0,
  );
  return `${prefix}${Math.max(0, ...numbers.filter(Number.isInteger)) + 1}`;
}
