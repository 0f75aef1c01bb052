import type { ElementsShape, Facets } from '../checks/facets.ts';
import type { LiteralValue } from '../checks/expression.ts';
import { storageType, type ColumnType, type MapType } from '../schema/column-type.ts';
import type { Choice } from './column-view.ts';
import { keysExpression } from './constrain-elements.ts';
import { chosen, unsolved, withoutEdges, type Constrained } from './constrained.ts';
import { constrainJson } from './constrain-json.ts';
import { constrainNumber } from './constrain-number.ts';
import { constrainText } from './constrain-text.ts';
import { constrainTime } from './constrain-time.ts';
import { array, call, literal, object, type Expression } from './expression.ts';
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
    case 'map':
      return constrainMap(type, choice, facets.elements);
    case 'json':
      return constrainJson(choice, facets.json, jsonMember);
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
  const most = Math.min(allowed?.length ?? Infinity, count?.max ?? 5);
  const max = Math.max(min, most);
  // A choice among a few values is a set, where there are enough of them.
  const distinct = shape.distinct || (allowed !== undefined && min <= allowed.length);
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
        ...(distinct && { distinct: literal(true) }),
        ...(required.length > 0 && { with: array(required.map(valueLiteral)) }),
      }),
    ),
  });
}

function constrainMap(
  type: MapType,
  choice: Choice,
  shape: ElementsShape | undefined,
): Constrained {
  if (shape === undefined) return chosen(choice);
  const { count, keys, allowed, each } = shape;
  const key = keysExpression('', type, keys);
  const plain = allowed
    ? finite(type.value, undefined, allowed).expression
    : expressionFor(type.value);
  if (key === undefined || plain === undefined) return unsolved('no generator makes its values');
  const value = constrain(type.value, { expression: plain }, each ?? {});
  if (value.kind === 'unsolved') return value;
  const min = count?.min ?? 0;
  return chosen({
    ...withoutEdges(choice),
    expression: call(
      'mapOf',
      key,
      value.choice.expression,
      object({
        ...(min > 0 && { min: literal(min) }),
        max: literal(count?.max ?? Math.max(min, 5)),
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
