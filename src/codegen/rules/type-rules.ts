import type { ColumnType } from '../../schema/column-type.ts';
import { array, call, literal, object, type Expression } from '../expression.ts';
import type { Choice, ColumnView, Rule } from '../column-view.ts';

/** Rules for what is told by the type alone; the last of all. */
export const TYPE_RULES: readonly Rule[] = [
  (view) => (view.type.kind === 'json' ? jsonChoice(view) : undefined),
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
      return type.length !== null && type.length < 12
        ? call('code', object({ length: literal(type.length) }))
        : call(type.length !== null && type.length <= 80 ? 'title' : 'sentence');
    case 'integer':
      return call(
        'integer',
        object({ min: literal(0), max: literal(type.bits === 8 ? 100 : 1000) }),
      );
    case 'decimal':
      return call(
        'decimal',
        object({ min: literal(0), max: literal(decimalMax(type.precision, type.scale)) }),
      );
    case 'float':
      return call('float', object({ min: literal(0), max: literal(1000) }));
    case 'money':
      return call('money');
    case 'boolean':
      return call('boolean');
    case 'uuid':
      return call('uuid');
    case 'enum':
      return type.labels.length === 0 ? undefined : weightedLabels(type.labels);
    case 'timestamp':
    case 'date':
      return call('recent', object({ within: literal('3y') }));
    case 'time':
      return call('timeOfDay');
    case 'interval':
      return call('duration');
    case 'json':
      return call('metadata');
    case 'bytes':
      return call('bytes', object({ length: literal(Math.min(type.length ?? 32, 32)) }));
    case 'bits':
      return call('bits');
    case 'xml':
      return call('xml');
    case 'array':
      return listExpression(type.element);
    case 'range':
      return call('range');
    case 'composite':
      return recordExpression(type.fields);
    case 'network':
      return call(NETWORK[type.name]);
    case 'geometric':
      return call('geometry');
    case 'search':
      return call('search');
    case 'domain':
      return expressionFor(type.base);
    case 'other':
      return extensionExpression(type.name);
  }
}

const NETWORK = { inet: 'ipAddress', cidr: 'cidr', macaddr: 'macAddress', macaddr8: 'macAddress' };

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
    case 'regclass':
    case 'regtype':
      return call('oneOf', array(['pg_catalog.pg_class', 'pg_catalog.pg_type'].map(literal)));
    default:
      return undefined;
  }
}

function listExpression(element: ColumnType): Expression | undefined {
  const inner =
    element.kind === 'text'
      ? call('words', object({ min: literal(1), max: literal(2) }))
      : expressionFor(element);
  return inner && call('listOf', inner, object({ max: literal(5) }));
}

function recordExpression(
  fields: readonly { readonly name: string; readonly type: ColumnType }[],
): Expression | undefined {
  const made = fields.map((field) => [field.name, expressionFor(field.type)] as const);
  if (made.some(([, expression]) => expression === undefined)) return undefined;
  return call('record', object(Object.fromEntries(made)));
}

/**
 * A choice among an enum's labels. What usually goes well or is usual gets the larger share, so that a
 * table looks lived in; the order is the enum's own.
 */
export function weightedLabels(labels: readonly string[]): Expression {
  const weights = labels.map(weightOf);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => Math.max(0.01, Math.round((weight / total) * 100) / 100));
  if (labels.length > 12) return call('oneOf', array(labels.map((label) => literal(label))));
  return call(
    'weighted',
    object(Object.fromEntries(labels.map((label, place) => [label, literal(shares[place]!)]))),
  );
}

const COMMON =
  /^(?:active|completed?|succeeded|success|done|paid|published|enabled|approved|delivered|confirmed|viewer|member|user|free|basic|standard|normal|medium|public|open|sent|verified|accepted|processed|closed|default)$/i;
/** States that end what a row stands for, or that it rarely gets into. */
export const ENDS =
  /^(?:failed|failure|error|canceled|cancelled|deleted|archived|suspended|banned|expired|rejected|refunded|aborted|aborting|blocked|past_due|unpaid|owner|superuser|superadmin|enterprise|urgent|critical|spam|timeout|purged|void|voided|uncollectible|disputed|churned)$/i;

function weightOf(label: string): number {
  return COMMON.test(label) ? 10 : ENDS.test(label) ? 1 : 3;
}

function decimalMax(precision: number | null, scale: number | null): number {
  const digits = precision === null ? 3 : Math.min(3, precision - (scale ?? 0));
  return digits <= 0 ? 10 ** digits * 0.9 : 10 ** digits - 1;
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
      return { edges: { min: '1%', max: '1%' } };
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
