import { ts } from 'ts-morph';
import { entriesOf, itemsOf } from './literal.ts';
import { memberOf } from './member.ts';
import type { Scope } from './scope.ts';
import { attempt, Struct, Unread, type Value } from './value.ts';

/**
 * The texts that a type allows, where it allows nothing but texts (and none): a union of literals, by
 * whatever names it goes. Types are followed as they are written; the compiler is not asked.
 *
 * @param type - as it stands in `$type<…>()`
 * @param scope - the names it may mean
 * @returns null where it allows something else, or is written in another way than these
 * @example
 * ```ts
 * // const ROLES = ['admin', 'member'] as const; type Role = (typeof ROLES)[number];
 * textsOfType(role, scope); // ['admin', 'member']
 * ```
 */
export function textsOfType(type: ts.TypeNode, scope: Scope): readonly string[] | null {
  const texts = follow(type, scope, 0);
  return texts === null || texts.length === 0 ? null : [...new Set(texts)];
}

/** Types within types: more than anyone writes by hand. */
const DEPTH = 20;

function follow(type: ts.TypeNode, scope: Scope, depth: number): readonly string[] | null {
  if (depth > DEPTH) return null;
  const inner = (node: ts.TypeNode): readonly string[] | null => follow(node, scope, depth + 1);
  if (ts.isLiteralTypeNode(type)) return ofLiteral(type.literal);
  if (type.kind === ts.SyntaxKind.UndefinedKeyword) return [];
  if (ts.isParenthesizedTypeNode(type)) return inner(type.type);
  if (ts.isArrayTypeNode(type)) return inner(type.elementType);
  if (ts.isUnionTypeNode(type)) return allOf(type.types.map(inner));
  if (ts.isTypeOperatorNode(type)) return ofOperator(type, scope, inner);
  if (ts.isIndexedAccessTypeNode(type)) return ofIndexed(type, scope);
  if (ts.isTypeQueryNode(type)) return textsIn(valueOf(type, scope));
  if (ts.isTypeReferenceNode(type)) return ofReference(type, scope, depth);
  return null;
}

type Texts = readonly string[] | null;

function ofLiteral(literal: ts.LiteralTypeNode['literal']): Texts {
  if (literal.kind === ts.SyntaxKind.NullKeyword) return [];
  return ts.isStringLiteralLike(literal) ? [literal.text] : null;
}

function allOf(parts: readonly Texts[]): Texts {
  return parts.every((part) => part !== null) ? parts.flat() : null;
}

function ofOperator(
  type: ts.TypeOperatorNode,
  scope: Scope,
  inner: (node: ts.TypeNode) => Texts,
): Texts {
  if (type.operator === ts.SyntaxKind.ReadonlyKeyword) return inner(type.type);
  if (type.operator !== ts.SyntaxKind.KeyOfKeyword || !ts.isTypeQueryNode(type.type)) return null;
  const value = valueOf(type.type, scope);
  return value instanceof Struct && value.holes.length === 0 ? [...value.members.keys()] : null;
}

/** `(typeof LIST)[number]`, `(typeof OBJECT)[keyof typeof OBJECT]`. */
function ofIndexed({ objectType, indexType }: ts.IndexedAccessTypeNode, scope: Scope): Texts {
  const type = ts.isParenthesizedTypeNode(objectType) ? objectType.type : objectType;
  if (!ts.isTypeQueryNode(type)) return null;
  const value = valueOf(type, scope);
  if (indexType.kind === ts.SyntaxKind.NumberKeyword) return textsIn(value, 'items');
  if (ts.isTypeOperatorNode(indexType)) return textsIn(value, 'members');
  if (!ts.isLiteralTypeNode(indexType) || !ts.isStringLiteralLike(indexType.literal)) return null;
  const name = indexType.literal.text;
  return textsIn(attempt(() => memberOf(value, name, scope.world.placeOf(indexType))));
}

/** What `typeof a.b` is about. */
function valueOf({ exprName }: ts.TypeQueryNode, scope: Scope): Value {
  return attempt(() => named(exprName, scope));
}

function named(name: ts.EntityName, scope: Scope): Value {
  const place = scope.world.placeOf(name);
  if (ts.isQualifiedName(name)) return memberOf(named(name.left, scope), name.right.text, place);
  const binding = scope.find(name.text);
  return binding === undefined ? scope.world.notFound(name) : binding.read();
}

function textsIn(value: Value, take?: 'items' | 'members'): Texts {
  if (value instanceof Unread) return null;
  const nowhere = { file: '', line: 0 };
  const parts = attempt(() => {
    if (take === 'items') return itemsOf(value, nowhere);
    if (take === 'members') return entriesOf(value, nowhere).map(([, each]) => each);
    return [value];
  });
  if (!Array.isArray(parts)) return null;
  const texts = parts.filter((each) => typeof each === 'string');
  return texts.length === parts.length ? texts : null;
}

function ofReference(type: ts.TypeReferenceNode, scope: Scope, depth: number): Texts {
  const name = type.typeName.getText();
  const args = (type.typeArguments ?? []).map((each) => follow(each, scope, depth + 1));
  const [first = null, second = null] = args;
  switch (name) {
    case 'Array':
    case 'ReadonlyArray':
    case 'NonNullable':
    case 'Readonly':
      return first;
    case 'Exclude':
      return first && second && first.filter((text) => !second.includes(text));
    case 'Extract':
      return first && second && first.filter((text) => second.includes(text));
    default:
      return ofName(type.typeName, scope, depth);
  }
}

function ofName(name: ts.EntityName, scope: Scope, depth: number): Texts {
  if (ts.isQualifiedName(name)) return textsIn(attempt(() => named(name, scope)));
  const found = scope.world.findType(name.text, scope);
  if (found === null) return null;
  if (ts.isTypeAliasDeclaration(found.node)) {
    return follow(found.node.type, found.scope, depth + 1);
  }
  return textsIn(found.scope.find(found.node.name.text)?.read(), 'members');
}
