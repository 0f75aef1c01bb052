import type { Table, TableName } from '../schema/schema.ts';
import { propertyName, quote, WIDTH } from './expression.ts';
import type { TableNames } from './names.ts';
import { columnTypeText } from './row-type.ts';
import type { SoftReference } from './soft-references.ts';

/** The members of a row's interface: the columns that can be written. */
export function rowColumns(table: Table): object[] {
  const inKey = new Set([
    ...(table.primaryKey?.columns ?? []),
    ...table.references.flatMap((reference) => reference.columns),
  ]);
  return table.columns
    .filter((column) => column.generated === null)
    .map((column) => ({
      name: propertyName(column.name),
      type: printUnion(
        columnTypeText(column, inKey.has(column.name)),
        propertyName(column.name).length + 4,
      ),
      comment: docComment(column.comment),
    }));
}

/** A type of many alternatives gets a line for each. */
function printUnion(type: string, used: number): string {
  const alternatives = type.split(' | ');
  if (used + type.length + 1 <= WIDTH || alternatives.length === 1) return ` ${type}`;
  return alternatives.map((each) => `\n    | ${each}`).join('');
}

/** What the schema's interface says of a table: its row, and where its references lead. */
export function schemaMember(
  table: Table,
  names: TableNames,
  soft: ReadonlyMap<string, SoftReference>,
  keyOf: (table: TableName) => string | undefined,
): string {
  const parents = new Map<string, string>();
  for (const [column, reference] of soft) {
    const targets =
      reference.kind === 'plain'
        ? [reference.target]
        : reference.targets.map(({ target }) => target);
    parents.set(column, targets.map((target) => quote(keyOf(target)!)).join(' | '));
  }
  for (const reference of table.references) {
    const target = keyOf(reference.target.table);
    if (target === undefined) continue;
    for (const column of reference.columns) {
      const known = parents.get(column);
      const type = quote(target);
      parents.set(
        column,
        known === undefined || known.split(' | ').includes(type) ? type : `${known} | ${type}`,
      );
    }
  }
  const references = [...parents].map(([column, type]) => `${propertyName(column)}: ${type}`);
  return printTypeMember(names, references);
}

/** A table's member of the schema's interface, on as many lines as it needs. */
function printTypeMember(names: TableNames, references: readonly string[]): string {
  const name = propertyName(names.key);
  const flat = references.length === 0 ? '{}' : `{ ${references.join('; ')} }`;
  const line = `${name}: { row: ${names.type}; references: ${flat} }`;
  if (line.length + 3 <= WIDTH) return line;
  const inner =
    references.length > 0 && flat.length + 17 > WIDTH
      ? `{\n${references.map((each) => `      ${each};\n`).join('')}    }`
      : flat;
  return `${name}: {\n    row: ${names.type};\n    references: ${inner};\n  }`;
}

/** Comments of the schema stand on one line, and cannot end the comment they stand in. */
export function docComment(text: string | null): string | undefined {
  const line = text?.replaceAll(/\s+/g, ' ').replaceAll('*/', '* /').trim();
  return line === undefined || line === '' ? undefined : line;
}
