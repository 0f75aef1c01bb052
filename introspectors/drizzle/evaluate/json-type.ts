import { ts } from 'ts-morph';
import type { JsonField, JsonType } from '../../../src/schema/json-type.ts';
import { constantsOf, intersect, NEVER, objectOf, unite } from './json-type-algebra.ts';
import { utilityType } from './json-utility-types.ts';
import type { Scope } from './scope.ts';
import { textsOfType } from './type-texts.ts';
import { known, Struct, unreadable, Unreadable } from './value.ts';
import type { TypeInScope } from './world.ts';

/**
 * What a type says of a value of JSON's. Declarations are followed as they are written; the compiler is not
 * asked.
 *
 * @param type - as it stands in `$type<…>()`
 * @param scope - the names it may mean
 * @returns null where a part of it is written in another way than these, or where it says nothing
 * @example
 * ```ts
 * // interface Meta { email: string; tags?: string[] }
 * jsonTypeOf(meta, scope);
 * // { kind: 'object', fields: [{ name: 'email', type: { kind: 'text' }, optional: false }, … ] }
 * ```
 */
export function jsonTypeOf(type: ts.TypeNode, scope: Scope): JsonType | null {
  try {
    const read = withoutNull(new Reading(scope).of(type));
    return saysNothing(read) ? null : read;
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

/** Types within types: more than anyone writes by hand. */
const DEPTH = 24;

/** How often a type may be within itself. */
const UNROLLED = 1;

function saysNothing(type: JsonType): boolean {
  switch (type.kind) {
    case 'anything':
      return true;
    case 'map':
      return saysNothing(type.value);
    case 'union':
      return type.of.length === 0;
    default:
      return false;
  }
}

/** To a column NULL is the database's. */
function withoutNull(type: JsonType): JsonType {
  return utilityType('NonNullable')?.([type]) ?? type;
}

/** What is known while a declaration is read. */
class Reading {
  readonly #scope: Scope;
  /** Parameters of the declaration that the type is in. */
  readonly #parameters: ReadonlyMap<string, () => JsonType>;
  /** The declarations that the type is in, the outermost first. */
  readonly #within: readonly ts.Node[];
  readonly #depth: number;

  constructor(
    scope: Scope,
    parameters: ReadonlyMap<string, () => JsonType> = new Map(),
    within: readonly ts.Node[] = [],
    depth = 0,
  ) {
    this.#scope = scope;
    this.#parameters = parameters;
    this.#within = within;
    this.#depth = depth;
  }

  of(type: ts.TypeNode): JsonType {
    this.#scope.world.step(type);
    const plain = PLAIN.get(type.kind);
    if (plain !== undefined) return plain;
    if (ts.isLiteralTypeNode(type)) return this.#literal(type);
    if (ts.isParenthesizedTypeNode(type)) return this.of(type.type);
    if (ts.isArrayTypeNode(type)) return { kind: 'list', element: this.of(type.elementType) };
    if (ts.isTupleTypeNode(type)) return this.#tuple(type);
    if (ts.isUnionTypeNode(type)) return unite(type.types.map((each) => this.of(each)));
    if (ts.isIntersectionTypeNode(type)) {
      return type.types
        .map((each) => this.of(each))
        .reduce((a, b) => intersect(a, b) ?? this.#refuse(type));
    }
    if (ts.isTypeLiteralNode(type)) return this.#members(type.members, type);
    if (ts.isMappedTypeNode(type)) return this.#mapped(type);
    if (ts.isTypeOperatorNode(type)) return this.#operator(type);
    if (ts.isTypeReferenceNode(type)) {
      return this.#reference(type.typeName.getText(), type.typeArguments ?? [], type);
    }
    if (ts.isImportTypeNode(type)) return this.#imported(type);
    return this.#texts(type);
  }

  #refuse(type: ts.Node): never {
    return unreadable('this type is not followed', this.#scope.world.placeOf(type));
  }

  #literal(type: ts.LiteralTypeNode): JsonType {
    const { literal } = type;
    if (ts.isStringLiteralLike(literal)) return constantsOf([literal.text]);
    if (ts.isNumericLiteral(literal)) return constantsOf([Number(literal.text)]);
    if (ts.isPrefixUnaryExpression(literal) && ts.isNumericLiteral(literal.operand)) {
      return constantsOf([-Number(literal.operand.text)]);
    }
    if (literal.kind === ts.SyntaxKind.NullKeyword) return constantsOf([null]);
    if (literal.kind === ts.SyntaxKind.TrueKeyword) return constantsOf([true]);
    if (literal.kind === ts.SyntaxKind.FalseKeyword) return constantsOf([false]);
    return this.#refuse(type);
  }

  /** Of elements that may be there, or be many, there are none. */
  #tuple({ elements }: ts.TupleTypeNode): JsonType {
    const types = elements.map((each) => (ts.isNamedTupleMember(each) ? each : { type: each }));
    const required = types.filter(
      (each) =>
        !('questionToken' in each && each.questionToken !== undefined) &&
        !('dotDotDotToken' in each && each.dotDotDotToken !== undefined) &&
        !ts.isOptionalTypeNode(each.type) &&
        !ts.isRestTypeNode(each.type),
    );
    return { kind: 'tuple', elements: required.map((each) => this.of(each.type)) };
  }

  #members(members: ts.NodeArray<ts.TypeElement>, owner: ts.Node): JsonType {
    const fields: JsonField[] = [];
    let map: JsonType | undefined;
    for (const member of members) {
      if (ts.isIndexSignatureDeclaration(member)) {
        map = { kind: 'map', value: this.of(member.type) };
      } else if (ts.isPropertySignature(member)) fields.push(this.#field(member));
      else return this.#refuse(member);
    }
    if (fields.length > 0 || map === undefined) return objectOf(fields);
    return map.kind === 'map' ? map : this.#refuse(owner);
  }

  #field({ name, type, questionToken }: ts.PropertySignature): JsonField {
    if (!isPlainName(name)) return this.#refuse(name);
    return {
      name: name.text,
      type: type === undefined ? { kind: 'anything' } : this.of(type),
      optional: questionToken !== undefined || (type !== undefined && takesUndefined(type)),
    };
  }

  /** `{ [K in 'a' | 'b']?: T }` */
  #mapped(type: ts.MappedTypeNode): JsonType {
    const { typeParameter, nameType, questionToken } = type;
    const { constraint } = typeParameter;
    if (constraint === undefined || nameType !== undefined || type.type === undefined) {
      return this.#refuse(type);
    }
    const value = type.type;
    const keys = this.of(constraint);
    if (keys.kind === 'text' || keys.kind === 'number') {
      return { kind: 'map', value: this.#with(typeParameter.name.text, keys).of(value) };
    }
    if (keys.kind !== 'constants') return this.#refuse(type);
    return objectOf(
      keys.values.map((key) => ({
        name: String(key),
        type: this.#with(typeParameter.name.text, constantsOf([key])).of(value),
        optional: questionToken !== undefined,
      })),
    );
  }

  #operator(type: ts.TypeOperatorNode): JsonType {
    if (type.operator === ts.SyntaxKind.ReadonlyKeyword) return this.of(type.type);
    if (type.operator !== ts.SyntaxKind.KeyOfKeyword || ts.isTypeQueryNode(type.type)) {
      return this.#texts(type);
    }
    const of = this.of(type.type);
    if (of.kind !== 'object') return this.#refuse(type);
    return constantsOf(of.fields.map(({ name }) => name));
  }

  #reference(name: string, args: readonly ts.TypeNode[], node: ts.TypeNode): JsonType {
    const parameter = this.#parameters.get(name);
    if (parameter !== undefined) return parameter();
    const found = this.#scope.world.findType(name, this.#scope);
    if (found !== null) return this.#declared(found, args);
    const utility = utilityType(name);
    return utility?.(args.map((each) => this.of(each))) ?? this.#texts(node);
  }

  /** `import('./types').Meta` */
  #imported(type: ts.ImportTypeNode): JsonType {
    const { argument, qualifier } = type;
    if (qualifier === undefined || !ts.isLiteralTypeNode(argument)) return this.#refuse(type);
    const { literal } = argument;
    if (!ts.isStringLiteral(literal)) return this.#refuse(type);
    const { world, source } = this.#scope;
    const exports = world.exportsOf(literal.text, source, world.placeOf(type));
    const found = exports.findType(qualifier.getText());
    return found === null ? this.#refuse(type) : this.#declared(found, type.typeArguments ?? []);
  }

  #declared({ node, scope }: TypeInScope, args: readonly ts.TypeNode[]): JsonType {
    if (this.#within.filter((each) => each === node).length > UNROLLED) return NEVER;
    if (this.#depth >= DEPTH) return this.#refuse(node);
    if (ts.isEnumDeclaration(node)) return enumConstants(node, scope);
    const parameters = new Map<string, () => JsonType>();
    const inside = new Reading(scope, parameters, [...this.#within, node], this.#depth + 1);
    for (const [place, { name, default: usual }] of (node.typeParameters ?? []).entries()) {
      const given = args[place];
      const read = (): JsonType =>
        given === undefined
          ? usual === undefined
            ? this.#refuse(node)
            : inside.of(usual)
          : this.of(given);
      parameters.set(name.text, read);
    }
    return ts.isTypeAliasDeclaration(node) ? inside.of(node.type) : inside.#interface(node);
  }

  #interface(node: ts.InterfaceDeclaration): JsonType {
    const own = this.#members(node.members, node);
    const parents = (node.heritageClauses ?? []).flatMap(({ types }) =>
      types.map((each) =>
        this.#reference(each.expression.getText(), each.typeArguments ?? [], each),
      ),
    );
    return parents.reduceRight((below, parent) => extend(below, parent) ?? this.#refuse(node), own);
  }

  /** What is a text, or one of some, by what constants of the program are. */
  #texts(type: ts.TypeNode): JsonType {
    if (ts.isIndexedAccessTypeNode(type) && !isOfValue(type)) return this.#member(type);
    const texts = textsOfType(type, this.#scope);
    return texts === null ? this.#refuse(type) : constantsOf(texts);
  }

  /** `Meta['address']`, `Meta['tags'][number]` */
  #member(type: ts.IndexedAccessTypeNode): JsonType {
    const of = this.of(type.objectType);
    if (type.indexType.kind === ts.SyntaxKind.NumberKeyword) {
      return of.kind === 'list' ? of.element : this.#refuse(type);
    }
    const index = this.of(type.indexType);
    if (of.kind !== 'object' || index.kind !== 'constants') return this.#refuse(type);
    const found = of.fields.filter(({ name }) => index.values.includes(name));
    return found.length === 0 ? this.#refuse(type) : unite(found.map((each) => each.type));
  }

  #with(parameter: string, type: JsonType): Reading {
    const parameters = new Map(this.#parameters).set(parameter, () => type);
    return new Reading(this.#scope, parameters, this.#within, this.#depth);
  }
}

const PLAIN: ReadonlyMap<ts.SyntaxKind, JsonType> = new Map<ts.SyntaxKind, JsonType>([
  [ts.SyntaxKind.StringKeyword, { kind: 'text' }],
  [ts.SyntaxKind.NumberKeyword, { kind: 'number' }],
  [ts.SyntaxKind.BooleanKeyword, { kind: 'boolean' }],
  [ts.SyntaxKind.UnknownKeyword, { kind: 'anything' }],
  [ts.SyntaxKind.AnyKeyword, { kind: 'anything' }],
  [ts.SyntaxKind.ObjectKeyword, { kind: 'map', value: { kind: 'anything' } }],
  [ts.SyntaxKind.NeverKeyword, NEVER],
  // A value that is undefined is not there.
  [ts.SyntaxKind.UndefinedKeyword, NEVER],
]);

type PlainName = ts.Identifier | ts.StringLiteral | ts.NumericLiteral;

function isPlainName(name: ts.PropertyName): name is PlainName {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name);
}

function takesUndefined(type: ts.TypeNode): boolean {
  if (ts.isParenthesizedTypeNode(type)) return takesUndefined(type.type);
  if (ts.isUnionTypeNode(type)) return type.types.some(takesUndefined);
  return type.kind === ts.SyntaxKind.UndefinedKeyword;
}

/** `(typeof LIST)[number]` */
function isOfValue({ objectType }: ts.IndexedAccessTypeNode): boolean {
  const inner = ts.isParenthesizedTypeNode(objectType) ? objectType.type : objectType;
  return ts.isTypeQueryNode(inner);
}

/** The fields of an interface over those of one that it extends. */
function extend(own: JsonType, parent: JsonType): JsonType | null {
  if (own.kind === 'object' && own.fields.length === 0) return parent;
  if (parent.kind === 'map') return own;
  if (own.kind !== 'object' || parent.kind !== 'object') return null;
  const names = new Set(own.fields.map(({ name }) => name));
  return objectOf([...parent.fields.filter(({ name }) => !names.has(name)), ...own.fields]);
}

function enumConstants(node: ts.EnumDeclaration, scope: Scope): JsonType {
  const made = known(scope.find(node.name.text)?.read());
  const values = node.members.map(({ name }) =>
    made instanceof Struct && !ts.isComputedPropertyName(name) ? made.get(name.text) : undefined,
  );
  const constants = values.filter((each) => typeof each === 'string' || typeof each === 'number');
  if (constants.length < values.length) {
    return unreadable('this enum is not followed', scope.world.placeOf(node));
  }
  return constantsOf(constants);
}
