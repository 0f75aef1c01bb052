import { NotRead } from '../not-read.ts';
import { columnsRead } from './expression-names.ts';
import { isNamed, type MysqlTable } from './draft.ts';

/** Drops a column; keys lose it, and go with their last one. */
export function dropColumn(table: MysqlTable, name: string, missing: boolean): void {
  const isIt = isNamed(name);
  if (!table.columns.some(isIt)) {
    if (missing) return;
    throw new NotRead(`${table.name} has no column "${name}"`);
  }
  table.columns = table.columns.filter((column) => !isIt(column));
  for (const key of table.keys) {
    key.parts = key.parts.filter(({ column }) => column === null || !isIt({ name: column }));
  }
  table.keys = table.keys.filter(({ parts }) => parts.length > 0);
  table.references = table.references.filter(
    ({ columns }) => !columns.some((column) => isIt({ name: column })),
  );
  table.checks = table.checks.filter(
    ({ sql }) => !columnsRead(sql).some((each) => isIt({ name: each })),
  );
}

export function dropKey(table: MysqlTable, name: string, missing: boolean): void {
  const key = table.keys.find(isNamed(name));
  if (key === undefined && !missing) throw new NotRead(`${table.name} has no key "${name}"`);
  table.keys = table.keys.filter((each) => each !== key);
}

/** Drops a constraint of a kind, or of any. */
export function dropConstraint(
  table: MysqlTable,
  name: string,
  kind: 'reference' | 'check' | 'any',
  missing: boolean,
): void {
  const isIt = isNamed(name);
  const isOther = (item: { readonly name: string }): boolean => !isIt(item);
  if (kind !== 'check' && table.references.some(isIt)) {
    table.references = table.references.filter(isOther);
  } else if (kind !== 'reference' && table.checks.some(isIt)) {
    table.checks = table.checks.filter(isOther);
  } else if (kind === 'any' && table.keys.some(isIt)) {
    table.keys = table.keys.filter(isOther);
  } else if (!missing) throw new NotRead(`${table.name} has no constraint "${name}"`);
}
