import { storageType, type ColumnType, type UnionType } from '../src/schema/column-type.ts';
import { isGenerator, type Config } from './generator.ts';
import { nestedShape } from './nested-shape.ts';

type Kind = ColumnType['kind'];

/**
 * The type that a source's values have, among those that a column takes.
 *
 * @param type - the column's
 * @param source - what fills some of its rows
 * @returns the member of a union that suits the source best; the column's type where there is no telling
 * @example
 * ```ts
 * branchType({ kind: 'union', of: [{ kind: 'boolean' }, { kind: 'date' }] }, recent()); // { kind: 'date' }
 * ```
 */
export function branchType(type: ColumnType, source: unknown): ColumnType {
  const stored = storageType(type);
  if (stored.kind !== 'union') return type;
  const made = madeBy(source);
  for (const kind of made.kinds) {
    const found = bestOf(
      stored.of.filter((member) => member.kind === kind),
      made,
    );
    if (found !== undefined) return found;
  }
  return type;
}

/** What a source makes. */
interface Made {
  /** What its values may be stored as, the likeliest first. */
  readonly kinds: readonly Kind[];
  /** The fields of its documents. */
  readonly fields?: readonly string[];
  /** The elements of its lists. */
  readonly element?: unknown;
}

const TEXT: Made = { kinds: ['text', 'enum', 'json'] };
const MOMENT: Made = { kinds: ['timestamp', 'date'] };
const WHOLE: Made = { kinds: ['integer', 'decimal', 'float', 'money'] };
const FRACTION: Made = { kinds: ['decimal', 'float', 'money', 'integer'] };
const FLOAT: Made = { kinds: ['float', 'decimal'] };

/** By the names of generators. What is not here makes text. */
const MADE: Readonly<Record<string, Made>> = {
  integer: WHOLE,
  serial: WHOLE,
  decimal: FRACTION,
  money: FRACTION,
  float: FLOAT,
  latitude: FLOAT,
  longitude: FLOAT,
  recent: MOMENT,
  future: MOMENT,
  after: MOMENT,
  before: MOMENT,
  between: MOMENT,
  birthDate: { kinds: ['date', 'timestamp'] },
  timeOfDay: { kinds: ['time', 'text'] },
  duration: { kinds: ['interval', 'integer', 'text'] },
  objectId: { kinds: ['objectid', 'text'] },
  uuid: { kinds: ['uuid', 'text'] },
  uuidv7: { kinds: ['uuid', 'text'] },
  bytes: { kinds: ['bytes'] },
  bits: { kinds: ['bits', 'text'] },
  json: { kinds: ['json', 'document', 'map'] },
  mapOf: { kinds: ['map', 'json', 'document'] },
  geometry: { kinds: ['geometric', 'text'] },
  shape: { kinds: ['spatial', 'text'] },
  ipAddress: { kinds: ['network', 'text'] },
  ipv6: { kinds: ['network', 'text'] },
};

function madeBy(source: unknown): Made {
  if (!isGenerator(source)) return madeOf(source);
  const { config, inner = [] } = source;
  switch (config[0]) {
    case 'choice':
      return madeOf(firstChoice(config));
    case 'listOf':
      return { kinds: ['array', 'set', 'json'], element: inner[0]?.source };
    case 'record':
      return documentOf(Object.keys(config[1] as object));
  }
  // What changes another generator's values, or leaves some out, makes what that makes.
  const [same] = inner.filter(({ step }) => step === '');
  return MADE[config[0]] ?? (same === undefined ? TEXT : madeBy(same.source));
}

function firstChoice([, pairs]: Config): unknown {
  return (pairs as readonly (readonly [unknown, number])[])[0]?.[0];
}

/** What a constant is. */
function madeOf(value: unknown): Made {
  switch (typeof value) {
    case 'string':
      return TEXT;
    case 'number':
      return Number.isInteger(value) ? WHOLE : FLOAT;
    case 'bigint':
      return WHOLE;
    case 'boolean':
      return { kinds: ['boolean'] };
    case 'object':
      return madeOfObject(value);
    default:
      return { kinds: [] };
  }
}

function madeOfObject(value: object | null): Made {
  if (value === null) return { kinds: [] };
  if (value instanceof Date) return MOMENT;
  if (value instanceof Uint8Array) return { kinds: ['bytes'] };
  if (Array.isArray(value)) return { kinds: ['array', 'set', 'json'], element: value[0] };
  const fields = nestedShape(value);
  return fields === undefined ? { kinds: [] } : documentOf(Object.keys(fields));
}

function documentOf(fields: readonly string[]): Made {
  return { kinds: ['document', 'composite', 'map', 'json'], fields };
}

/** Of several types of one kind: the list of such elements, the document with most of the fields. */
function bestOf(members: UnionType['of'], { fields, element }: Made): ColumnType | undefined {
  if (members.length < 2) return members[0];
  const score = (member: ColumnType): number => {
    if (member.kind === 'array' && element !== undefined) {
      return madeBy(element).kinds.includes(member.element.kind) ? 1 : 0;
    }
    if (member.kind !== 'document' && member.kind !== 'composite') return 0;
    return member.fields.filter(({ name }) => fields?.includes(name)).length;
  };
  return [...members].sort((a, b) => score(b) - score(a))[0];
}
