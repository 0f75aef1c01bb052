import { Project, ts } from 'ts-morph';
import type { RowField, RowType, RowTypes } from '../schema/diff-row-types.ts';
import { propertyName, quote } from './expression.ts';

/**
 * Reads from a generated `schema.ts` what the types of rows say, by table and column. However a formatter has
 * laid them out, they read the same.
 *
 * @param text - of the file
 */
export function readRowTypes(text: string): Readonly<Record<string, RowTypes>> {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const { statements } = project.createSourceFile('schema.ts', text).compilerNode;
  const interfaces = new Map(
    statements.filter(ts.isInterfaceDeclaration).map((each) => [each.name.text, each] as const),
  );
  const tables = properties(interfaces.get('Schema')?.members).flatMap(([table, { type }]) => {
    if (type === undefined || !ts.isTypeLiteralNode(type)) return [];
    const row = properties(type.members).find(([name]) => name === 'row')?.[1].type;
    const columns = row && properties(interfaces.get(row.getText())?.members);
    return columns === undefined ? [] : [[table, rowTypes(columns)] as const];
  });
  return Object.fromEntries(tables);
}

type Property = readonly [name: string, node: ts.PropertySignature];

function properties(members: readonly ts.TypeElement[] = []): readonly Property[] {
  return members.flatMap((member): Property[] => {
    if (!ts.isPropertySignature(member)) return [];
    const { name } = member;
    const text =
      ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name)
        ? name.text
        : name.getText();
    return [[text, member]];
  });
}

function rowTypes(columns: readonly Property[]): RowTypes {
  return Object.fromEntries(
    columns.flatMap(([name, { type }]) =>
      type === undefined ? [] : [[name, rowType(withoutNull(type))] as const],
    ),
  );
}

function rowType(parts: readonly ts.TypeNode[]): RowType {
  const fields = new Map<string, RowField>();
  const [only] = parts;
  if (only !== undefined && parts.length === 1) addFields(only, '', fields);
  return {
    text: parts.map(print).join(' | '),
    fields: Object.fromEntries(fields),
    values: valuesOf(parts),
  };
}

/** The alternatives of a type, but for NULL. */
function withoutNull(type: ts.TypeNode): readonly ts.TypeNode[] {
  const parts = alternatives(type);
  const others = parts.filter((part) => !isNull(part));
  return others.length === 0 ? parts : others;
}

function alternatives(type: ts.TypeNode): readonly ts.TypeNode[] {
  if (ts.isParenthesizedTypeNode(type)) return alternatives(type.type);
  return ts.isUnionTypeNode(type) ? type.types.flatMap(alternatives) : [type];
}

function isNull(type: ts.TypeNode): boolean {
  return ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword;
}

/** What is in a type that is made of others, by path. */
function addFields(type: ts.TypeNode, path: string, fields: Map<string, RowField>): void {
  const inner = (node: ts.TypeNode, at: string): void => {
    const parts = withoutNull(node);
    if (parts.length === 1) addFields(parts[0]!, at, fields);
  };
  if (ts.isArrayTypeNode(type)) {
    inner(type.elementType, `${path}[]`);
  } else if (ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Record') {
    const value = type.typeArguments?.[1];
    if (value !== undefined) inner(value, join(path, '*'));
  } else if (ts.isTypeLiteralNode(type)) {
    for (const member of type.members) {
      if (ts.isIndexSignatureDeclaration(member)) inner(member.type, join(path, '*'));
    }
    for (const [name, { type: of, questionToken }] of properties(type.members)) {
      if (of === undefined) continue;
      const at = join(path, name);
      const nested = new Map<string, RowField>();
      addFields(oneOf(of) ?? of, at, nested);
      fields.set(at, {
        text: nested.size > 0 ? outline(of) : print(of),
        optional: questionToken !== undefined,
        values: valuesOf(alternatives(of)),
      });
      for (const [each, field] of nested) fields.set(each, field);
    }
  }
}

function oneOf(type: ts.TypeNode): ts.TypeNode | undefined {
  const parts = withoutNull(type);
  return parts.length === 1 ? parts[0] : undefined;
}

/** What is said of a field whose own fields are said beside it. */
function outline(type: ts.TypeNode): string {
  const parts = withoutNull(type);
  const list = parts.some(ts.isArrayTypeNode) ? 'a list' : 'an object';
  return alternatives(type).length > parts.length ? `${list} or null` : list;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** The texts that alternatives are, or that the elements of a list are. */
function valuesOf(parts: readonly ts.TypeNode[]): readonly string[] | null {
  const [only] = parts;
  if (only !== undefined && parts.length === 1 && ts.isArrayTypeNode(only)) {
    return valuesOf(alternatives(only.elementType));
  }
  const texts = parts.flatMap((part) =>
    ts.isLiteralTypeNode(part) && ts.isStringLiteral(part.literal) ? [part.literal.text] : [],
  );
  return texts.length === parts.length ? texts : null;
}

/** A type on one line, in the quotes and with the marks that generated files have. */
function print(type: ts.TypeNode): string {
  if (ts.isParenthesizedTypeNode(type)) return print(type.type);
  if (ts.isUnionTypeNode(type)) return type.types.map(print).join(' | ');
  if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) {
    return quote(type.literal.text);
  }
  if (ts.isArrayTypeNode(type)) {
    const element = print(type.elementType);
    return alternatives(type.elementType).length > 1 ? `(${element})[]` : `${element}[]`;
  }
  if (ts.isTypeLiteralNode(type)) {
    const members = properties(type.members).map(
      ([name, { type: of, questionToken }]) =>
        `${propertyName(name)}${questionToken === undefined ? '' : '?'}: ${of === undefined ? 'unknown' : print(of)}`,
    );
    if (members.length > 0) return `{ ${members.join('; ')} }`;
  }
  return type.getText().replaceAll(/\s+/g, ' ');
}
