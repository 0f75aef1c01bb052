import { elementOptions, keysExpression, shares } from '../constrain-elements.ts';
import type {
  ColumnType,
  FloatType,
  IntegerType,
  MapType,
  NetworkName,
  TextType,
} from '../../schema/column-type.ts';
import { array, call, literal, object, type Expression } from '../expression.ts';
import type { Choice, ColumnView, Rule } from '../column-view.ts';

/** Rules for what is told by the type alone; the last of all. */
export const TYPE_RULES: readonly Rule[] = [
  (view) => (view.type.kind === 'json' ? jsonChoice(view) : undefined),
  (view) => elementsChoice(view),
  (view) => {
    const expression = expressionFor(view.type);
    if (expression === undefined) return undefined;
    return { expression, ...edgesFor(view.type) };
  },
];

/**
 * Values of a type about which nothing else is known.
 *
 * @returns undefined for a type that no generator makes
 */
export function expressionFor(type: ColumnType): Expression | undefined {
  switch (type.kind) {
    case 'text':
      return textExpression(type);
    case 'integer':
      return integerExpression(type);
    case 'decimal':
      return upTo('decimal', decimalMax(type.precision, type.scale));
    case 'float':
      return upTo('float', floatMax(type));
    case 'enum':
      return type.labels.length === 0 ? undefined : weightedLabels(type.labels);
    case 'set':
      return setExpression(type.labels);
    case 'timestamp':
    case 'date':
      return call('recent', object({ within: literal('3y') }));
    case 'bytes':
      return call('bytes', object({ length: literal(Math.min(type.length ?? 32, 32)) }));
    case 'array':
      return listExpression(type.element);
    case 'composite':
      return recordExpression(type.fields);
    case 'map':
      return mapExpression(type);
    case 'union':
      return mixedExpression(type.of);
    case 'network':
      return call(NETWORK[type.name]);
    case 'domain':
      return expressionFor(type.base);
    case 'other':
      return extensionExpression(type.name);
    default: {
      const name = PLAIN[type.kind];
      return name === undefined ? undefined : call(name);
    }
  }
}

/** Types that one generator fills, whatever else is said of them. */
const PLAIN: Readonly<Partial<Record<ColumnType['kind'], string>>> = {
  money: 'money',
  boolean: 'boolean',
  uuid: 'uuid',
  objectid: 'objectId',
  time: 'timeOfDay',
  interval: 'duration',
  json: 'metadata',
  bits: 'bits',
  xml: 'xml',
  range: 'range',
  geometric: 'geometry',
  spatial: 'shape',
  search: 'search',
};

function textExpression({ length }: TextType): Expression {
  if (length !== null && length < 12) return call('code', object({ length: literal(length) }));
  return call(length !== null && length <= 80 ? 'title' : 'sentence');
}

function integerExpression({ bits, year }: IntegerType): Expression {
  if (year) return call('integer', object({ min: literal(1990), max: literal(2030) }));
  return upTo('integer', bits === 8 ? 100 : 1000);
}

function upTo(name: string, max: number): Expression {
  return call(name, object({ min: literal(0), max: literal(max) }));
}

const NETWORK: Readonly<Record<NetworkName, string>> = {
  inet: 'ipAddress',
  inet4: 'ipAddress',
  inet6: 'ipv6',
  cidr: 'cidr',
  macaddr: 'macAddress',
  macaddr8: 'macAddress',
};

/** Types of well-known extensions, by their name without modifiers. */
function extensionExpression(name: string): Expression | undefined {
  const [, base = '', modifiers = ''] =
    /^(?:.*\.)?"?([a-z_0-9]+)"?(?:\((.*)\))?$/i.exec(name) ?? [];
  switch (base.toLowerCase()) {
    case 'hstore':
      return call('hstore');
    case 'ltree':
      return call('ltree');
    case 'vector':
    case 'halfvec':
      return /^\d+$/.test(modifiers) ? call('vector', literal(Number(modifiers))) : undefined;
    case 'geometry':
    case 'geography':
      return undefined;
    case 'pg_lsn':
      return call('pattern', literal('^[1-9A-F]/[1-9A-F][0-9A-F]{6}$'));
    case 'oid':
    case 'xid':
    case 'xid8':
    case 'cid':
      return call('integer', object({ min: literal(1), max: literal(100_000) }));
    case 'name':
    case 'refcursor':
      return call('slug');
    case 'char':
      return call('oneOf', array(['a', 'b', 'c'].map(literal)));
    case 'tid':
      return call('oneOf', array(['(0,1)', '(0,2)', '(1,1)'].map(literal)));
    case 'jsonpath':
      return call('oneOf', array(['$', '$.name', '$.items[*].price'].map(literal)));
    case 'txid_snapshot':
    case 'pg_snapshot':
      return call('oneOf', array(['10:20:', '10:20:12,15'].map(literal)));
    case 'regex':
      return call('oneOf', array(['^[a-z]+$', '\\d{4}', 'error|warning'].map(literal)));
    case 'javascript':
      return literal('function () { return true; }');
    case 'timestamp':
      return call('integer', object({ min: literal(1_600_000_000), max: literal(1_900_000_000) }));
    case 'null':
    case 'undefined':
      return literal(null);
    case 'regclass':
    case 'regtype':
      return call('oneOf', array(['pg_catalog.pg_class', 'pg_catalog.pg_type'].map(literal)));
    default:
      return undefined;
  }
}

function setExpression(labels: readonly string[]): Expression | undefined {
  if (labels.length === 0) return undefined;
  const most = Math.min(labels.length, 3);
  return call(
    'listOf',
    call('oneOf', array(labels.map((label) => literal(label)))),
    object({ max: literal(most), distinct: literal(true) }),
  );
}

function listExpression(element: ColumnType): Expression | undefined {
  const inner = listed(element);
  return inner && call('listOf', inner, object({ max: literal(5) }));
}

/** Texts of which there are several are short. */
function listed(type: ColumnType): Expression | undefined {
  if (type.kind !== 'text') return expressionFor(type);
  return call('words', object({ min: literal(1), max: literal(2) }));
}

function recordExpression(
  fields: readonly { readonly name: string; readonly type: ColumnType }[],
): Expression | undefined {
  const made = fields.map((field) => [field.name, expressionFor(field.type)] as const);
  if (made.some(([, expression]) => expression === undefined)) return undefined;
  return call('record', object(Object.fromEntries(made)));
}

function mapExpression(type: MapType): Expression | undefined {
  const value = listed(type.value);
  const keys = keysExpression('', type);
  return value && keys && call('mapOf', keys, value, object({ max: literal(5) }));
}

/**
 * Values of several types.
 *
 * @param seen - how often each of them was seen
 */
function mixedExpression(
  types: readonly ColumnType[],
  seen?: readonly number[],
): Expression | undefined {
  const parts = types.map(expressionFor);
  if (parts.some((part) => part === undefined)) return undefined;
  const weights = shares(types.length, seen);
  return call('mixed', ...parts.map((part, place) => array([literal(weights[place]!), part!])));
}

/**
 * A choice among an enum's labels. What usually goes well or is usual gets the larger share, so that a
 * table looks lived in; the order is the enum's own.
 */
export function weightedLabels(labels: readonly string[]): Expression {
  const [only] = labels;
  if (only !== undefined && labels.length === 1) return literal(only);
  const weights = labels.map(weightOf);
  if (labels.length > MOST_SHARES || new Set(weights).size === 1) {
    return call('oneOf', array(labels.map((label) => literal(label))));
  }
  const shares = roundShares(weights);
  const members = labels.map((label, place) => [label, literal(shares[place]!)] as const);
  return call('weighted', object(Object.fromEntries(members)));
}

/** A longer list of shares says nothing to anybody. */
const MOST_SHARES = 12;
/** Shares are multiples of 5 %, as a person writes them down. */
const PARTS = 20;

/** Shares of about these weights that add up to 1, none of them 0. */
function roundShares(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const exact = weights.map((weight) => (weight / total) * PARTS);
  const parts = exact.map((share) => Math.max(1, Math.floor(share)));
  for (let left = PARTS - parts.reduce((sum, part) => sum + part, 0); left !== 0;) {
    const step = Math.sign(left);
    // The one that is furthest from its weight gets one more, or gives one up.
    const furthest = parts.reduce(
      (best, part, place) =>
        step * (exact[place]! - part) > step * (exact[best]! - parts[best]!) ? place : best,
      0,
    );
    parts[furthest]! += step;
    left -= step;
  }
  return parts.map((part) => part / PARTS);
}

const COMMON =
  /^(?:active|completed?|succeeded|success|done|paid|published|enabled|approved|delivered|confirmed|viewer|member|user|free|basic|standard|normal|medium|public|open|sent|verified|accepted|processed|closed|default)$/i;
/** States that end what a row stands for, or that it rarely gets into. */
export const ENDS =
  /^(?:failed|failure|error|canceled|cancelled|deleted|archived|suspended|banned|expired|rejected|refunded|aborted|aborting|blocked|past_due|unpaid|owner|superuser|superadmin|enterprise|urgent|critical|spam|timeout|purged|void|voided|uncollectible|disputed|churned)$/i;

function weightOf(label: string): number {
  return COMMON.test(label) ? 10 : ENDS.test(label) ? 1 : 3;
}

function floatMax({ digits }: FloatType): number {
  return digits === undefined ? 1000 : Math.min(1000, decimalMax(digits.precision, digits.scale));
}

function decimalMax(precision: number | null, scale: number | null): number {
  const digits = precision === null ? 3 : Math.min(3, precision - (scale ?? 0));
  return digits <= 0 ? Number(`9e${digits - 1}`) : 10 ** digits - 1;
}

/** Lists, maps and mixtures, by what documents told of them. */
function elementsChoice({ type, column, name }: ColumnView): Choice | undefined {
  if (column.inferred === undefined && type.kind !== 'map') return undefined;
  const size = elementOptions(column);
  const edges = { empty: '5%', many: '2%' };
  if (type.kind === 'array') {
    const inner = listed(type.element);
    return inner && { expression: call('listOf', inner, size), edges };
  }
  if (type.kind === 'map') {
    const [keys, value] = [keysExpression(name, type), listed(type.value)];
    return keys && value && { expression: call('mapOf', keys, value, size), edges };
  }
  if (type.kind !== 'union') return undefined;
  const expression = mixedExpression(type.of, column.inferred?.types);
  return expression && { expression };
}

function jsonChoice(view: ColumnView): Choice {
  if (/(?:^|_)address$/.test(view.name)) {
    const members = {
      street: call('streetAddress'),
      city: call('city'),
      postal_code: call('postalCode'),
      country: call('countryCode'),
    };
    return { expression: call('json', object(members)), personal: true };
  }
  const settings = /settings|preferences|prefs|config|options|flags/.test(view.name);
  return {
    expression: call(settings ? 'settings' : 'metadata'),
    edges: { empty: '3%', deep: '1%', unicode: '1%' },
  };
}

function edgesFor(type: ColumnType): { readonly edges?: Readonly<Record<string, string>> } {
  switch (type.kind) {
    case 'text':
      return type.length !== null && type.length < 12
        ? {}
        : { edges: { longest: '1%', emoji: '1%' } };
    case 'integer':
    case 'decimal':
    case 'float':
      return { edges: { zero: '1%' } };
    case 'array':
      return { edges: { empty: '5%', many: '2%' } };
    case 'date':
    case 'timestamp':
      return { edges: { leapDay: '1%', endOfMonth: '1%' } };
    case 'bytes':
      return { edges: { empty: '1%' } };
    default:
      return {};
  }
}
