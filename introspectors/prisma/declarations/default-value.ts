import type { ClientDefault } from '../../../src/schema/schema.ts';
import type { Value } from '../source/blocks.ts';
import { sourceError, type Place } from '../source/source-file.ts';
import type { Default, FieldType, Literal, ScalarName } from './declared.ts';
import { literalOf } from './literal.ts';
import { meant } from './names.ts';

/** What decides which defaults a field may have. */
export interface DefaultSite {
  readonly type: FieldType;
  readonly isList: boolean;
  /** Keys are made by the database's driver: MongoDB's. */
  readonly hasObjectIds: boolean;
  readonly place: Place;
}

type Call = Extract<Value, { kind: 'call' }>;

/**
 * Reads what `@default` says.
 *
 * @param value - its argument
 * @param site - the field
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID` for a value or function that the type does not take
 */
export function readDefault(value: Value, site: DefaultSite): Default {
  if (value.kind === 'call') return readCall(value, site);
  if (site.type.kind === 'unsupported') {
    const fix = 'Write `@default(dbgenerated("…"))`.';
    throw sourceError(site.place, 'The default of a type that Prisma does not know', fix);
  }
  if (value.kind === 'list') {
    if (!site.isList) throw wrong(site, 'a list', 'Write one value, or make the field a list.');
    return { kind: 'list', values: value.items.map((each) => readLiteral(each, site)) };
  }
  if (site.isList) throw wrong(site, 'no list', 'Write the values between brackets.');
  return { kind: 'value', value: readLiteral(value, site) };
}

/** The functions there are, and the types of fields they are for. */
const FUNCTIONS: Readonly<Record<string, readonly ScalarName[] | 'any'>> = {
  now: ['DateTime'],
  autoincrement: ['Int', 'BigInt'],
  auto: ['String', 'Bytes'],
  uuid: ['String'],
  cuid: ['String'],
  nanoid: ['String'],
  ulid: ['String'],
  dbgenerated: 'any',
};

function readCall({ name, args }: Call, site: DefaultSite): Default {
  const types = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (types === undefined) {
    const known = Object.keys(FUNCTIONS).map((each) => `${each}()`);
    const guess = meant(name, Object.keys(FUNCTIONS));
    const fix = guess === undefined ? `There are ${known.join(', ')}.` : `Do you mean ${guess}()?`;
    throw sourceError(site.place, `Unknown function ${name}()`, fix);
  }
  if (types !== 'any' && !(site.type.kind === 'scalar' && types.includes(site.type.name))) {
    throw wrong(site, `made by ${name}()`, `It makes ${types.join(' or ')}.`);
  }
  const [first, second] = args;
  if (second !== undefined || (first !== undefined && first.name !== null)) {
    throw sourceError(site.place, `${name}() with other arguments than it takes`, 'Remove them.');
  }
  return readFunction(name, first?.value, site);
}

function readFunction(name: string, argument: Value | undefined, site: DefaultSite): Default {
  switch (name) {
    case 'dbgenerated':
      return { kind: 'sql', sql: readSql(argument, site) };
    case 'now':
      none(name, argument, site);
      return { kind: 'now' };
    case 'autoincrement':
      none(name, argument, site);
      return { kind: 'counter' };
    case 'auto':
      none(name, argument, site);
      if (!site.hasObjectIds) {
        throw wrong(site, 'made by auto()', 'Only keys of MongoDB of type `@db.ObjectId` are.');
      }
      return { kind: 'object id' };
    default:
      return { kind: 'client', makes: readClient(name, argument, site) };
  }
}

/** What each function makes, by the version that it may be given. */
const VERSIONS: Readonly<Record<string, ReadonlyMap<string | undefined, ClientDefault>>> = {
  uuid: new Map<string | undefined, ClientDefault>([
    [undefined, 'uuid'],
    ['4', 'uuid'],
    ['7', 'uuidv7'],
  ]),
  cuid: new Map<string | undefined, ClientDefault>([
    [undefined, 'cuid'],
    ['1', 'cuid'],
    ['2', 'cuid2'],
  ]),
  ulid: new Map<string | undefined, ClientDefault>([[undefined, 'ulid']]),
};

function readClient(name: string, argument: Value | undefined, site: DefaultSite): ClientDefault {
  const version = argument?.kind === 'number' ? argument.text : undefined;
  const isNumber = argument === undefined || argument.kind === 'number';
  if (name === 'nanoid') {
    const length = Number(version ?? 21);
    if (isNumber && Number.isInteger(length) && length >= 2 && length <= 255) return 'nanoid';
    throw sourceError(site.place, 'A length that nanoid() does not take', 'It takes 2 to 255.');
  }
  const makes = isNumber ? VERSIONS[name]?.get(version) : undefined;
  if (makes !== undefined) return makes;
  const known = [...(VERSIONS[name]?.keys() ?? [])].filter((each) => each !== undefined);
  const fix = known.length === 0 ? 'It takes none.' : `It takes ${known.join(' or ')}, or none.`;
  throw sourceError(site.place, `An argument that ${name}() does not take`, fix);
}

function readSql(argument: Value | undefined, site: DefaultSite): string | null {
  if (argument === undefined) return null;
  if (argument.kind === 'text' && argument.text !== '') return argument.text;
  const fix = 'Write the SQL of the default as a text: `dbgenerated("gen_random_uuid()")`.';
  throw sourceError(site.place, 'An argument that dbgenerated() does not take', fix);
}

function none(name: string, argument: Value | undefined, site: DefaultSite): void {
  if (argument === undefined) return;
  throw sourceError(site.place, `${name}() with an argument`, 'It takes none.');
}

function readLiteral(value: Value, site: DefaultSite): Literal {
  const { type } = site;
  const literal = literalOf(value, type);
  if (literal !== null) return literal;
  if (type.kind === 'enum') {
    const names = type.of.values.map((each) => each.name).join(', ');
    throw wrong(site, `no value of the enum ${type.of.name}`, `Write one of ${names}.`);
  }
  const name = type.kind === 'scalar' ? type.name : 'value of that';
  throw wrong(site, `no ${name}`, 'Write a value of its type.');
}

function wrong(site: DefaultSite, what: string, fix: string): ReturnType<typeof sourceError> {
  return sourceError(site.place, `A default that is ${what}`, fix);
}
