import type {
  CompositeTypeStmt,
  Constraint,
  CreateDomainStmt,
  CreateEnumStmt,
  CreateRangeStmt,
  DefElem,
  DefineStmt,
  Node,
} from 'libpg-query';
import { defaultText, parenthesized } from './clauses.ts';
import { domainOf } from './column-type.ts';
import { find, nameToMake, spelled, type Draft } from './draft.ts';
import type { DomainDefinition, DraftField, TypeDefinition, TypeUse } from './draft-types.ts';
import { isNull } from './expressions.ts';
import { AlreadyThere } from '../not-read.ts';
import { newConstraintName } from './object-names.ts';
import type { Step } from './step.ts';
import { nameOf, rangeName, texts, type WrittenName } from './tree.ts';
import { typeUse } from './type-use.ts';

function makeType(draft: Draft, written: WrittenName, definition: TypeDefinition): void {
  const name = nameToMake(draft, written);
  const there = find(draft, draft.types, name) ?? find(draft, draft.tables, name);
  if (there !== undefined) throw new AlreadyThere(`There is a type ${spelled(name)} already`);
  draft.types.add({ ...name, definition });
}

export function createEnum(draft: Draft, { typeName, vals }: CreateEnumStmt): void {
  makeType(draft, nameOf(texts(typeName)), { kind: 'enum', labels: [...texts(vals)] });
}

export function createComposite(draft: Draft, statement: CompositeTypeStmt): void {
  const fields = (statement.coldeflist ?? []).flatMap((node) => readField(draft, node) ?? []);
  makeType(draft, rangeName(statement.typevar), { kind: 'composite', fields });
}

export function readField(draft: Draft, node: Node | undefined): DraftField | null {
  if (node === undefined || !('ColumnDef' in node)) return null;
  const { colname = '', typeName, collClause } = node.ColumnDef;
  return { name: colname, type: typeUse(draft, typeName, collClause) };
}

export function createDomain(step: Step, statement: CreateDomainStmt): void {
  const { draft } = step;
  const written = nameOf(texts(statement.domainname));
  const base = typeUse(draft, statement.typeName, statement.collClause);
  const definition: DomainDefinition = {
    kind: 'domain',
    base,
    notNull: false,
    default: domainOf(base)?.default ?? null,
    checks: [],
  };
  makeType(draft, written, definition);
  for (const node of statement.constraints ?? []) {
    if ('Constraint' in node) constrainDomain(step, definition, written, node.Constraint);
  }
}

/** What a domain says of its values, where it is made and later. */
export function constrainDomain(
  step: Step,
  definition: DomainDefinition,
  written: WrittenName,
  constraint: Constraint,
): void {
  const { schema, name } = nameToMake(step.draft, written);
  switch (constraint.contype) {
    case 'CONSTR_NOTNULL':
      definition.notNull = true;
      return;
    case 'CONSTR_DEFAULT':
      definition.default = domainDefault(step, constraint.raw_expr);
      return;
    case 'CONSTR_CHECK':
      definition.checks.push({
        name: constraint.conname ?? newConstraintName(step.draft, schema, [name, null, 'check']),
        sql: parenthesized(step.text, constraint.location, 'CHECK'),
      });
      return;
    default:
  }
}

export function domainDefault({ text }: Step, tree: Node | undefined): string | null {
  return tree === undefined || isNull(tree) ? null : defaultText(text, tree);
}

/** CREATE TYPE … AS RANGE makes a type of many ranges as well. */
export function createRange(draft: Draft, { typeName, params }: CreateRangeStmt): void {
  const written = nameOf(texts(typeName));
  const options = definitionOf(params);
  const subtype = options.get('subtype')?.arg;
  const element: TypeUse = typeUse(
    draft,
    subtype !== undefined && 'TypeName' in subtype ? subtype.TypeName : undefined,
  );
  makeType(draft, written, { kind: 'range', element, multi: false });
  const multi = options.get('multirange_type_name')?.arg;
  const named =
    multi !== undefined && 'TypeName' in multi ? nameOf(texts(multi.TypeName.names)) : null;
  makeType(draft, named ?? { ...written, name: multirangeName(written.name) }, {
    kind: 'range',
    element,
    multi: true,
  });
}

function multirangeName(range: string): string {
  return range.includes('range') ? range.replace('range', 'multirange') : `${range}_multirange`;
}

/** Collations that are not deterministic, and types made in C. */
export function define(draft: Draft, { kind, defnames, definition }: DefineStmt): void {
  const written = nameOf(texts(defnames));
  if (kind === 'OBJECT_TYPE' && find(draft, draft.types, written) === undefined) {
    makeType(draft, written, { kind: 'base' });
  }
  if (kind !== 'OBJECT_COLLATION') return;
  const deterministic = definitionOf(definition).get('deterministic')?.arg;
  if (deterministic === undefined) return;
  const word =
    'TypeName' in deterministic
      ? texts(deterministic.TypeName.names).at(-1)
      : texts([deterministic])[0];
  const isFalse =
    word === undefined ? 'Boolean' in deterministic : /^(?:false|off|no|0)$/i.test(word);
  if (isFalse) draft.foldingCollations.add(nameToMake(draft, written));
}

function definitionOf(nodes: readonly Node[] = []): ReadonlyMap<string, DefElem> {
  return new Map(
    nodes.flatMap((node) =>
      'DefElem' in node ? [[node.DefElem.defname ?? '', node.DefElem] as const] : [],
    ),
  );
}
