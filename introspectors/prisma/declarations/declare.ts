import type { Block, EnumBlock, ModelBlock, SettingsBlock } from '../source/blocks.ts';
import { textOf, useAttributes, type AttributeRules, type UsedAttribute } from './attributes.ts';
import { readDatasource } from './datasource.ts';
import type { Composite, Datasource, Declared, Model } from './declared.ts';
import { readEnum } from './enums.ts';
import { readFields, type Names } from './fields.ts';
import { readKeys } from './keys.ts';
import { checkBlockName, checkUnique } from './names.ts';
import { storedName } from '../name-limits.ts';
import { readRelations } from './relations.ts';
import { readSchemaName } from './schema-name.ts';
import { sourceError } from '../source/source-file.ts';

/**
 * Looks up every name in the blocks of all files.
 *
 * @param blocks - of all files
 * @param schema - see {@link readDatasource}
 * @param first - the first file, for the message that there is no datasource
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID`, `SERVER_UNSUPPORTED`
 */
export function declare(
  blocks: readonly Block[],
  schema: string | undefined,
  first: string,
): Declared {
  const datasource = readDatasource(blocks.filter(isDatasource), schema, first);
  const bodies = blocks.filter(isBody);
  const enums = blocks.filter(isEnum);
  checkNames([...bodies, ...enums]);
  const tables = bodies.filter(({ kind }) => kind !== 'type');
  const names: Names = {
    datasource,
    enums: new Map(enums.map((block) => [block.name, readEnum(block, datasource)])),
    types: new Set(bodies.filter(({ kind }) => kind === 'type').map(({ name }) => name)),
    models: new Set(tables.map(({ name }) => name)),
  };
  const types = new Map(
    bodies
      .filter(({ kind }) => kind === 'type')
      .map((block) => [block.name, readType(block, names)]),
  );
  const models = tables.map((block) => readModel(block, names, types));
  checkUnique(
    models.map(({ table, place }) => [
      [table.schema, table.name].join('.').replace(/^\./, ''),
      place,
    ]),
    'models of the table',
    'give one of them another name by @@map',
  );
  return { datasource, models, types, relations: readRelations(models, datasource) };
}

function isDatasource(block: Block): block is SettingsBlock {
  return block.kind === 'datasource';
}

function isEnum(block: Block): block is EnumBlock {
  return block.kind === 'enum';
}

function isBody(block: Block): block is ModelBlock {
  return block.kind === 'model' || block.kind === 'view' || block.kind === 'type';
}

function checkNames(blocks: readonly (ModelBlock | EnumBlock)[]): void {
  for (const { kind, name, source, line } of blocks) checkBlockName(name, kind, { source, line });
  const ofKind = (kinds: readonly string[]) =>
    blocks
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ name, source, line }) => [name, { source, line }] as const);
  checkUnique(ofKind(['model']), 'models called');
  checkUnique(ofKind(['enum']), 'enums called');
  checkUnique(ofKind(['model', 'enum', 'type', 'view']), 'declarations called');
}

function readType(block: ModelBlock, names: Names): Composite {
  const { source, line, name } = block;
  if (names.datasource.provider !== 'mongodb') {
    const fix = 'Only MongoDB has documents in documents: use Json, or a model.';
    throw sourceError({ source, line }, 'A type for documents', fix);
  }
  useAttributes(block.attributes, {}, 'a type', source);
  const { scalars, links } = readFields(block, names);
  if (links[0] === undefined) return { name, fields: scalars };
  const fix = 'Put the relation into a model; a type has fields of its own only.';
  throw sourceError(links[0].place, 'A relation in a type', fix);
}

const KEYS: AttributeRules = {
  id: { first: 'fields', needs: true, others: ['name', 'map', 'length', 'sort', 'clustered'] },
  unique: {
    first: 'fields',
    needs: true,
    others: ['name', 'map', 'length', 'sort', 'clustered', 'where'],
    repeated: true,
  },
  index: {
    first: 'fields',
    needs: true,
    others: ['name', 'map', 'length', 'sort', 'ops', 'type', 'clustered', 'where'],
    repeated: true,
  },
  fulltext: { first: 'fields', needs: true, others: ['name', 'map'], repeated: true },
};

const MODEL_RULES: AttributeRules = {
  ...KEYS,
  map: { first: 'name', needs: true },
  schema: { first: 'map', needs: true },
  ignore: {},
  shardKey: { first: 'fields', needs: true },
};

function readModel(block: ModelBlock, names: Names, types: ReadonlyMap<string, Composite>): Model {
  const { source, line, name, doc } = block;
  const place = { source, line };
  const used = useAttributes(block.attributes, MODEL_RULES, `a ${block.kind}`, source);
  const find = (key: string): UsedAttribute | undefined => used.find((each) => each.name === key);
  const map = find('map');
  const { scalars: fields, links, keys } = readFields(block, names);
  const { datasource } = names;
  const isKey = ({ name: key }: UsedAttribute): boolean => Object.hasOwn(KEYS, key);
  const model: Model = {
    name,
    isView: block.kind === 'view',
    table: {
      schema: readSchemaName(find('schema'), datasource, place),
      name: storedName((map && textOf(map, 'name')) ?? name, datasource.provider),
    },
    place,
    doc,
    fields,
    links,
    ...readKeys(keys, used.filter(isKey), { fields, types, datasource }),
  };
  checkModel(model, datasource, find('ignore') !== undefined);
  return model;
}

/** What Prisma asks of every model whose rows it writes. */
function checkModel(
  { name, isView, id, uniques, fields, place }: Model,
  datasource: Datasource,
  isIgnored: boolean,
): void {
  if (isView) return;
  if (fields.length === 0) {
    throw sourceError(place, `The model "${name}" has no column`, 'Write its fields.');
  }
  const isRequired = uniques.some(({ parts }) =>
    parts.every(({ path }) => path[0]!.arity === 'required'),
  );
  if (id === null && !isRequired && !isIgnored) {
    const fix = 'Give a field @id, or several of them @@id([…]).';
    throw sourceError(place, `The model "${name}" has no key`, fix);
  }
  if (datasource.provider !== 'mongodb') return;
  const [part, second] = id?.parts ?? [];
  if (second === undefined && part?.path[0]?.column === '_id') return;
  const fix = 'Write `id String @id @default(auto()) @map("_id") @db.ObjectId`.';
  throw sourceError(id?.place ?? place, `The key of "${name}" is not MongoDB's`, fix);
}
