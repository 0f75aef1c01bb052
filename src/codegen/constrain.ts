import type { Bound, ElementsShape, Facets } from '../checks/facets.ts';
import type { LiteralValue } from '../checks/expression.ts';
import { printPattern } from '../checks/pattern.ts';
import { storageType, type ColumnType } from '../schema/column-type.ts';
import type { Choice } from './column-view.ts';
import { chosen, unsolved, type Constrained } from './constrained.ts';
import { constrainNumber } from './constrain-number.ts';
import { array, call, literal, object, options, type Expression } from './expression.ts';
import { expressionFor, weightedLabels } from './rules/type-rules.ts';

/**
 * Lays what CHECKs leave of a column over what was chosen for it. The choice stays where it keeps to
 * them anyway; otherwise the column gets values made to measure.
 *
 * @param type - what the column stores
 * @param choice - by name and type; undefined where no rule knew the type
 * @param facets - what the checks leave
 */
export function constrain(
  type: ColumnType,
  choice: Choice | undefined,
  facets: Facets,
): Constrained {
  const { values } = facets;
  if (values !== undefined) return chosen(finite(type, choice, values));
  if (choice === undefined) return unsolved('no generator makes values of this type');
  switch (type.kind) {
    case 'text':
      return constrainText(type.length, choice, facets);
    case 'integer':
    case 'decimal':
    case 'float':
    case 'money':
      return constrainNumber(type, choice, facets);
    case 'enum':
      return chosen(withoutLabels(type.labels, choice, facets.excluded ?? []));
    case 'timestamp':
    case 'date':
      return constrainTime(choice, facets);
    case 'bytes':
      return constrainBytes(choice, facets);
    case 'array':
      return constrainArray(type.element, choice, facets.elements);
    case 'json':
      return constrainJson(choice, facets);
    case 'composite':
      return constrainRecord(type.fields, choice, facets);
    default:
      return constrainOther(type, choice, facets);
  }
}

/** One of the few values that are left. */
function finite(
  type: ColumnType,
  choice: Choice | undefined,
  values: readonly LiteralValue[],
): Choice {
  const [only] = values;
  const rest = { nulls: choice?.nulls ?? 0.1, ...(choice?.personal && { personal: true }) };
  if (only !== undefined && values.length === 1) return { ...rest, expression: valueLiteral(only) };
  if (type.kind === 'boolean' && values.length === 2)
    return { ...rest, expression: choice?.expression ?? call('boolean') };
  if (values.every((value) => typeof value === 'string') && type.kind !== 'array') {
    return { ...rest, expression: weightedLabels(values) };
  }
  return { ...rest, expression: call('oneOf', array(values.map(valueLiteral))) };
}

function withoutLabels(
  labels: readonly string[],
  choice: Choice,
  excluded: readonly LiteralValue[],
): Choice {
  if (excluded.length === 0) return choice;
  return {
    ...choice,
    expression: weightedLabels(labels.filter((label) => !excluded.includes(label))),
  };
}

function valueLiteral(value: LiteralValue): Expression {
  if (Array.isArray(value)) return array(value.map((each) => valueLiteral(each as LiteralValue)));
  return literal(value as string | number | bigint | boolean | null);
}

/** Edge cases that an empty text, blanks or odd letters make, by what forbids them. */
const EMPTY_EDGES = ['empty', 'shortest'];
const BLANK_EDGES = ['empty', 'whitespace'];

function constrainText(room: number | null, choice: Choice, facets: Facets): Constrained {
  if (facets.pattern !== undefined) {
    return chosen({
      ...withoutEdges(choice),
      expression: call(
        'pattern',
        literal(printPattern(facets.pattern)),
        facets.pattern.caseless ? object({ flags: literal('i') }) : undefined,
      ),
    });
  }
  const min = Math.max(facets.length?.min ?? 0, facets.octets?.min ?? 0);
  const bytes = facets.octets?.max ?? null;
  const max = least(facets.length?.max ?? null, bytes === null ? null : Math.floor(bytes / 4));
  let made: Choice = choice;
  if (min > 1) {
    const length = least(max, room) ?? Math.max(min, 40);
    made = {
      ...withoutEdges(choice),
      expression: call(
        'text',
        object({
          minLength: literal(min),
          maxLength: literal(Math.max(min, Math.min(length, 80))),
        }),
      ),
    };
  } else if (bytes !== null || (facets.forbidden !== undefined && facets.forbidden.length > 0)) {
    made = {
      ...withoutEdges(choice),
      expression: call(
        'code',
        object({ length: literal(Math.max(min, Math.min(least(max, room) ?? 8, 8))) }),
      ),
    };
  }
  if (min > 0) made = withoutEdges(made, EMPTY_EDGES);
  if (facets.notBlank) made = withoutEdges(made, BLANK_EDGES);
  if (facets.letterCase !== undefined) {
    made = {
      ...withoutEdges(made),
      expression: call('inCase', literal(facets.letterCase), made.expression),
    };
  }
  if (max !== null && (room === null || max < room)) return chosen(limited(made, max));
  return chosen(made);
}

/** Values and edge cases cut to a length that a CHECK sets and the type does not. */
function limited(choice: Choice, max: number): Choice {
  return { ...choice, wrap: (inner) => call('upTo', literal(max), inner) };
}

function least(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

/** A choice without some edge cases, or without any. */
function withoutEdges(choice: Choice, names?: readonly string[]): Choice {
  const { edges, ...rest } = choice;
  if (edges === undefined || names === undefined) return rest;
  const left = Object.entries(edges).filter(([name]) => !names.includes(name));
  return left.length === 0 ? rest : { ...rest, edges: Object.fromEntries(left) };
}

function constrainTime(choice: Choice, facets: Facets): Constrained {
  const { min, max, step } = facets;
  if (step?.kind === 'time') {
    return chosen({
      ...withoutEdges(choice),
      expression: call('truncated', literal(step.unit), choice.expression),
    });
  }
  if (step !== undefined) return unsolved('a step of numbers does not fit a time');
  if (min === undefined && max === undefined) return chosen(choice);
  return chosen({
    ...withoutEdges(choice),
    expression: call(
      'between',
      options({
        from: min === undefined ? undefined : literal(inside(min, 1)),
        to: max === undefined ? undefined : literal(inside(max, -1)),
      }),
    ),
  });
}

/** The bound as an instant; one step inside where it is exclusive. */
function inside(bound: Bound, inward: 1 | -1): string {
  const text = String(bound.value);
  if (bound.inclusive) return text;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const at = Date.parse(isDay ? text : text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
  if (Number.isNaN(at)) return text;
  const moved = new Date(at + inward * (isDay ? 86_400_000 : 1000)).toISOString();
  return isDay ? moved.slice(0, 10) : moved;
}

function constrainBytes(choice: Choice, facets: Facets): Constrained {
  const extent = facets.octets ?? facets.length;
  if (extent === undefined) return chosen(choice);
  const made =
    extent.min === extent.max
      ? object({ length: literal(extent.min) })
      : object({ min: literal(extent.min), max: literal(extent.max ?? Math.max(64, extent.min)) });
  return chosen({ ...withoutEdges(choice), expression: call('bytes', made) });
}

function constrainArray(
  element: ColumnType,
  choice: Choice,
  shape: ElementsShape | undefined,
): Constrained {
  if (shape === undefined) return chosen(choice);
  const { count, allowed, each } = shape;
  let inner: Expression | undefined = expressionFor(element);
  if (allowed !== undefined) inner = finite(element, undefined, allowed).expression;
  else if (element.kind === 'text') inner = call('slug');
  if (each !== undefined && inner !== undefined && allowed === undefined) {
    const made = constrain(element, { expression: inner }, each);
    if (made.kind === 'unsolved') return made;
    inner = made.choice.expression;
  }
  if (inner === undefined) return unsolved('no generator makes its elements');
  const required = shape.required ?? [];
  const min = Math.max(count?.min ?? 0, 0);
  const max = count?.max ?? Math.max(min, 5);
  const edges = { ...(min === 0 && { empty: '5%' }) };
  return chosen({
    ...withoutEdges(choice),
    ...(min === 0 && required.length === 0 && { edges }),
    expression: call(
      'listOf',
      inner,
      object({
        ...(min > 0 && { min: literal(min) }),
        max: literal(max),
        ...(required.length > 0 && { with: array(required.map(valueLiteral)) }),
      }),
    ),
  });
}

/** Each field of a composite keeps to its own domain. */
function constrainRecord(
  fields: readonly { readonly name: string; readonly type: ColumnType }[],
  choice: Choice,
  facets: Facets,
): Constrained {
  const members: [string, Expression][] = [];
  for (const { name, type } of fields) {
    const plain = expressionFor(type);
    const own = facets.fields?.[name] ?? {};
    const made = constrain(storageType(type), plain && { expression: plain }, own);
    if (made.kind === 'unsolved') return unsolved(`its field "${name}": ${made.reason}`);
    const { expression, wrap } = made.choice;
    members.push([name, wrap === undefined ? expression : wrap(expression)]);
  }
  return chosen({ ...choice, expression: call('record', object(Object.fromEntries(members))) });
}

function constrainJson(choice: Choice, facets: Facets): Constrained {
  const shape = facets.json;
  if (shape === undefined) return chosen(choice);
  const types = shape.types ?? ['object'];
  if (shape.members !== undefined) {
    const members = Object.entries(shape.members).map(
      ([name, member]) => [name, jsonMember(member)] as const,
    );
    return chosen({
      ...withoutEdges(choice),
      expression: call('json', object(Object.fromEntries(members))),
    });
  }
  if (types.includes('object')) return chosen(withoutEdges(choice, ['nulls']));
  if (types.includes('array')) {
    return chosen({
      ...withoutEdges(choice),
      expression: call('listOf', call('slug'), object({ max: literal(5) })),
    });
  }
  return chosen({ ...withoutEdges(choice), expression: jsonMember(shape) });
}

/** A member of a JSON document that a check asks for. */
function jsonMember(shape: NonNullable<Facets['json']>): Expression {
  const [type] = shape.types ?? [];
  const members = Object.entries(shape.members ?? {});
  if (members.length > 0) {
    return call(
      'json',
      object(Object.fromEntries(members.map(([name, member]) => [name, jsonMember(member)]))),
    );
  }
  const value = shape.value ?? {};
  if (
    type === 'number' ||
    shape.whole === true ||
    value.min !== undefined ||
    value.max !== undefined
  ) {
    const made = constrain(
      shape.whole === true
        ? { kind: 'integer', bits: 32, unsigned: false }
        : { kind: 'decimal', precision: null, scale: 2 },
      {
        expression: call(
          shape.whole === true ? 'integer' : 'decimal',
          object({ min: literal(0), max: literal(100) }),
        ),
      },
      value,
    );
    return made.kind === 'choice' ? made.choice.expression : literal(1);
  }
  if (value.values !== undefined)
    return finite({ kind: 'json', binary: true }, undefined, value.values).expression;
  if (type === 'boolean') return call('boolean');
  if (type === 'array') return array([]);
  if (type === 'object') return object({});
  return call('slug');
}

/** Types whose own values keep to what checks usually ask of them. */
function constrainOther(type: ColumnType, choice: Choice, facets: Facets): Constrained {
  const { network, min, max } = facets;
  const beyond = BEYOND_OTHERS.find((facet) => facets[facet] !== undefined);
  if (beyond !== undefined)
    return unsolved(`no generator of ${type.kind} values keeps to its ${beyond}`);
  if (network !== undefined && (network.family === 6 || (network.prefix ?? 32) !== 32)) {
    return unsolved('no generator makes such networks');
  }
  if (max !== undefined) return unsolved('no generator keeps to its upper bound');
  // Lengths of time and sizes are above nothing anyway.
  if (min !== undefined && !/^[0:.]+$/.test(String(min.value))) {
    return unsolved('no generator keeps to its lower bound');
  }
  return chosen(choice);
}

/** Facets that would need a generator of their own in types that have none. */
const BEYOND_OTHERS = [
  'pattern',
  'forbidden',
  'length',
  'octets',
  'step',
  'json',
  'elements',
] as const;
