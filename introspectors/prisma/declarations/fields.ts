import type { ReferentialAction } from '../../../src/schema/schema.ts';
import type { FieldLine, ModelBlock, Value } from '../source/blocks.ts';
import { sourceError, type Place } from '../source/source-file.ts';
import {
  listOf,
  textOf,
  useAttributes,
  wordOf,
  type AttributeRules,
  type UsedAttribute,
} from './attributes.ts';
import { readDefault } from './default-value.ts';
import {
  SCALARS,
  type Datasource,
  type Enum,
  type FieldType,
  type RelationField,
  type ScalarField,
} from './declared.ts';
import { checkName, checkUnique, meant } from './names.ts';
import { storedName } from '../name-limits.ts';
import { readNative } from './native-use.ts';

/** What names of types may mean. */
export interface Names {
  readonly datasource: Datasource;
  readonly enums: ReadonlyMap<string, Enum>;
  readonly types: ReadonlySet<string>;
  /** Models and views. */
  readonly models: ReadonlySet<string>;
}

/** The fields of a block, and what is said of keys beside them. */
export interface Fields {
  readonly scalars: readonly ScalarField[];
  readonly links: readonly RelationField[];
  /** `@id` and `@unique`, each with its field. */
  readonly keys: readonly (readonly [ScalarField, UsedAttribute])[];
}

/**
 * Reads the fields of a model, a view or a type.
 *
 * @param block - as it is written
 * @param names - what there is
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID`
 */
export function readFields(block: ModelBlock, names: Names): Fields {
  const { source } = block;
  checkUnique(
    block.fields.map((field) => [field.name, { source, line: field.line }]),
    'fields called',
  );
  const scalars: ScalarField[] = [];
  const links: RelationField[] = [];
  const keys: [ScalarField, UsedAttribute][] = [];
  for (const line of block.fields) {
    const place = { source, line: line.line };
    checkName(line.name, 'field', place);
    if (line.type.kind === 'named' && names.models.has(line.type.name)) {
      links.push(readLink(line, line.type.name, place));
      continue;
    }
    const { field, used } = readScalar(line, block, names);
    scalars.push(field);
    keys.push(
      ...used
        .filter(({ name }) => KEYS.has(name))
        .map((each) => [field, each] as [ScalarField, UsedAttribute]),
    );
  }
  checkUnique(
    scalars.map((field) => [field.column, field.place]),
    'columns called',
    'give one of them another name by @map',
  );
  return { scalars, links, keys };
}

const KEYS: ReadonlySet<string> = new Set(['id', 'unique']);

const MAP = { first: 'name', needs: true } as const;
const INDEX_ARGUMENTS = ['map', 'length', 'sort', 'clustered'] as const;

/** Of fields in documents. */
const MEMBER_RULES: AttributeRules = {
  map: MAP,
  default: { first: 'value', needs: true, others: ['map'] },
};

const FIELD_RULES: AttributeRules = {
  ...MEMBER_RULES,
  id: { others: INDEX_ARGUMENTS },
  unique: { others: [...INDEX_ARGUMENTS, 'where'] },
  updatedAt: {},
  ignore: {},
  shardKey: {},
};

function readScalar(
  line: FieldLine,
  block: ModelBlock,
  names: Names,
): { readonly field: ScalarField; readonly used: readonly UsedAttribute[] } {
  const { source } = block;
  const place: Place = { source, line: line.line };
  const type = readType(line, names, place);
  checkArity(line, type, names.datasource, place);
  const isNative = (name: string): boolean => name.includes('.');
  const native = readNative(
    line.attributes.filter(({ name }) => isNative(name)),
    type,
    names.datasource,
    place,
  );
  const rules = block.kind === 'type' ? MEMBER_RULES : FIELD_RULES;
  const plain = line.attributes.filter(({ name }) => !isNative(name));
  const used = useAttributes(plain, rules, `a field of a ${block.kind}`, source);
  const find = (name: string): UsedAttribute | undefined => used.find((each) => each.name === name);
  const map = find('map');
  const value = find('default')?.args.get('value');
  if (
    find('updatedAt') &&
    !(type.kind === 'scalar' && type.name === 'DateTime' && line.arity !== 'list')
  ) {
    throw sourceError(place, '@updatedAt of what is no time', 'Make the field a DateTime.');
  }
  const hasObjectIds = native?.name === 'ObjectId';
  const site = { type, isList: line.arity === 'list', hasObjectIds, place };
  const field: ScalarField = {
    name: line.name,
    column: storedName((map && textOf(map, 'name')) ?? line.name, names.datasource.provider),
    type,
    arity: line.arity,
    native,
    default: value === undefined ? null : readDefault(value, site),
    updatedAt: find('updatedAt') !== undefined,
    place,
    doc: line.doc,
  };
  return { field, used };
}

function readType({ type }: FieldLine, names: Names, place: Place): FieldType {
  if (type.kind === 'unsupported') return type;
  const { name } = type;
  const scalar = SCALARS.find((each) => each === name);
  if (scalar !== undefined) return { kind: 'scalar', name: scalar };
  const of = names.enums.get(name);
  if (of !== undefined) return { kind: 'enum', of };
  if (names.types.has(name)) return { kind: 'composite', name };
  const all = [...SCALARS, ...names.enums.keys(), ...names.types, ...names.models];
  const guess = meant(name, all);
  const fix =
    guess === undefined
      ? 'It is no type of Prisma, and no model, enum or type of these files: name the folder if they are several.'
      : `Do you mean ${guess}?`;
  throw sourceError(place, `Unknown type ${name}`, fix);
}

function checkArity(
  { arity }: FieldLine,
  type: FieldType,
  { provider }: Datasource,
  place: Place,
): void {
  if (arity === 'list' && provider === 'mysql') {
    throw sourceError(place, 'A list, which MySQL has none of,', 'Use Json, or another model.');
  }
  if (provider === 'mongodb' && type.kind === 'scalar' && type.name === 'Decimal') {
    throw sourceError(place, 'A Decimal, which Prisma does not keep in MongoDB,', 'Use Float.');
  }
}

const RELATION_RULES: AttributeRules = {
  relation: { first: 'name', others: ['fields', 'references', 'onDelete', 'onUpdate', 'map'] },
  ignore: {},
};

function readLink(line: FieldLine, model: string, place: Place): RelationField {
  const used = useAttributes(
    line.attributes,
    RELATION_RULES,
    'a field that is a relation',
    place.source,
  );
  const relation = used.find(({ name }) => name === 'relation');
  const text = (key: string): string | null => (relation ? textOf(relation, key) : null);
  const action = (key: string): ReferentialAction | null =>
    relation ? readAction(wordOf(relation, key), key, place) : null;
  return {
    name: line.name,
    model,
    arity: line.arity,
    relation: text('name'),
    fields: readNames(relation?.args.get('fields'), 'fields', place),
    references: readNames(relation?.args.get('references'), 'references', place),
    onDelete: action('onDelete'),
    onUpdate: action('onUpdate'),
    constraint: text('map'),
    place,
  };
}

function readNames(value: Value | undefined, key: string, place: Place): readonly string[] | null {
  const items = listOf(value);
  if (items === null) return null;
  const names = items.flatMap((each) => (each.kind === 'word' ? [each.text] : []));
  if (names.length === items.length && names.length > 0) return names;
  throw sourceError(place, `"${key}" is no list of fields`, `Write \`${key}: [id]\`.`);
}

const ACTIONS: ReadonlyMap<string, ReferentialAction> = new Map([
  ['Cascade', 'cascade'],
  ['Restrict', 'restrict'],
  ['NoAction', 'no action'],
  ['SetNull', 'set null'],
  ['SetDefault', 'set default'],
]);

function readAction(word: string | null, key: string, place: Place): ReferentialAction | null {
  if (word === null) return null;
  const action = ACTIONS.get(word);
  if (action !== undefined) return action;
  const fix = `There are ${[...ACTIONS.keys()].join(', ')}.`;
  throw sourceError(place, `Unknown action ${word} of ${key}`, fix);
}
