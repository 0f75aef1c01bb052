import type { Column, Table, TableName } from '../schema/schema.ts';
import { fieldName, fieldsOf, ownColumns } from './document-tree.ts';
import { propertyName, quote, WIDTH } from './expression.ts';
import type { TableNames } from './names.ts';
import { columnTypeText } from './row-type.ts';
import type { SoftReferences } from './soft-references.ts';

/**
 * The members of a row's interface: the columns that can be written.
 *
 * @param leftOut - columns that only the database fills: no row has them before a definition fills them
 */
export function rowMembers(table: Table, leftOut: ReadonlySet<string>): string[] {
  const inKey = new Set([
    ...(table.primaryKey?.columns ?? []),
    ...table.references.flatMap((reference) => reference.columns),
  ]);
  const print = (column: Column, indent: number): string => {
    const isLeftOut = leftOut.has(column.name);
    const optional = column.optional || isLeftOut ? '?' : '';
    const name = propertyName(fieldName(table, column)) + optional;
    const margin = ' '.repeat(indent);
    // Alternatives stand on lines of their own, and what is in them further in.
    const inner = column.type.kind === 'union' ? indent + 4 : indent;
    const fields = fieldsOf(table, column).map((field) => `${print(field, inner + 2)}\n`);
    const document = fields.length === 0 ? undefined : `{\n${fields.join('')}${' '.repeat(inner)}}`;
    const type = columnTypeText(column, inKey.has(column.name), document);
    const comment = docComment(isLeftOut ? withDatabase(column) : column.comment);
    const above = comment === undefined ? '' : `${margin}/** ${comment} */\n`;
    return `${above}${margin}${name}:${printUnion(type, name.length + indent + 2, margin)};`;
  };
  return ownColumns(table)
    .filter((column) => column.generated === null)
    .map((column) => print(column, 2));
}

/** Why rows do not have a column. */
function withDatabase({ comment, default: value }: Column): string {
  return `${comment === null ? '' : `${comment} `}(filled by the database: ${value ?? 'default'})`;
}

/** A type of many alternatives gets a line for each. */
function printUnion(type: string, used: number, margin: string): string {
  const alternatives = alternativesOf(type);
  const isFlat = used + type.length + 1 <= WIDTH || /^\{[^]*\}(?:\[\])? \| null$/.test(type);
  if (isFlat || alternatives.length === 1) return ` ${type}`;
  return alternatives.map((each) => `\n${margin}  | ${each}`).join('');
}

/** The parts of a union, whatever unions there are in them. */
function alternativesOf(type: string): readonly string[] {
  let depth = 0;
  const parts = [''];
  for (const word of type.split(/( \| |[{}()])/)) {
    if (word === '{' || word === '(') depth++;
    if (word === '}' || word === ')') depth--;
    if (word === ' | ' && depth === 0) parts.push('');
    else parts[parts.length - 1] += word;
  }
  return parts;
}

/** What the schema's interface says of a table: its row, and where its references lead. */
export function schemaMember(
  table: Table,
  names: TableNames,
  soft: SoftReferences,
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
