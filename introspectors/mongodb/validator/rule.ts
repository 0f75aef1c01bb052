import type { Check } from '../../../src/schema/schema.ts';
import type { BsonType } from '../bson.ts';
import { meet, type Shape } from '../shape.ts';
import { ruleText } from './rule-text.ts';

/** What a part of a validator says: what may be there, and rules that no type has a word for. */
export interface Reading {
  readonly shape: Shape;
  readonly rules: readonly Rule[];
}

export interface Rule {
  /** What it is about, and its keyword or operator: `profile.age minimum`. */
  readonly name: string;
  /** The rule as MongoDB would take it, around it what it is about: `{"profile.age":{"minimum":0}}`. */
  readonly text: string;
  /** Paths of the fields it reads. */
  readonly columns: readonly string[];
  /** Of a rule of JSON's schemas that other values pass: the types it asks something of. */
  readonly to: ReadonlySet<BsonType> | null;
  /** The place that it is about, for rules of one place to be told from others. */
  readonly place: Place;
}

/** Where in a document a schema holds. */
export interface Place {
  /** The column; empty for the document itself. */
  readonly path: string;
  /** What a rule about the fields of a document here is about: `items.$[]` is each document of a list. */
  readonly here: string;
  /** What the paths of fields in here begin with. */
  readonly inside: string;
  /** Keywords between the column and here, each with a dot: `items.` for the elements of a list. */
  readonly within: string;
  /** A rule about a value here as a rule about the column. */
  readonly around: (rule: object) => object;
}

export const ROOT: Place = {
  path: '',
  here: '',
  inside: '',
  within: '',
  around: (rule) => ({ $jsonSchema: rule }),
};

export function fieldAt({ inside }: Place, name: string): Place {
  const path = inside + name;
  return { path, here: path, inside: `${path}.`, within: '', around: (rule) => ({ [path]: rule }) };
}

/** The elements of the list that is at a place. */
export function elementsAt(place: Place): Place {
  return {
    ...place,
    here: `${place.here}.$[]`,
    within: `${place.within}items.`,
    around: (items) => place.around({ items }),
  };
}

/** What is under the keys of the map that is at a place. */
export function valuesAt(place: Place): Place {
  return {
    ...place,
    here: `${place.here}.*`,
    inside: `${place.inside}*.`,
    within: `${place.within}additionalProperties.`,
    around: (additionalProperties) => place.around({ additionalProperties }),
  };
}

/**
 * A rule about the value at a place.
 *
 * @param rule - its keyword first, then what belongs to that
 * @param to - the types it asks something of; null for all
 */
export function ruleAt(
  place: Place,
  rule: Readonly<Record<string, unknown>>,
  to: ReadonlySet<BsonType> | null,
): Rule {
  const [keyword = ''] = Object.keys(rule);
  const columns = place.path === '' ? [] : [place.path];
  return {
    name: `${place.path} ${place.within}${keyword}`.trim(),
    text: ruleText(place.around(rule)),
    columns,
    to,
    place,
  };
}

/** A rule about the fields of a document at a place; it is about the value where it names no field. */
export function ruleOfFields(
  place: Place,
  rule: Readonly<Record<string, unknown>>,
  columns: readonly string[],
): Rule {
  const isOfValue = columns.every((column) => column === place.path);
  if (isOfValue) return ruleAt(place, rule, null);
  const [keyword = ''] = Object.keys(rule);
  return {
    name: `${place.here} ${keyword}`.trim(),
    text: ruleText(place.here === '' ? { $jsonSchema: rule } : { [place.here]: rule }),
    columns,
    to: null,
    place,
  };
}

/** Everything that several readings of one value say. */
export function together(readings: readonly Reading[], start: Shape): Reading {
  return {
    shape: readings.reduce((shape, reading) => meet(shape, reading.shape), start),
    rules: readings.flatMap((reading) => reading.rules),
  };
}

/** Rules as checks, each with a name of its own. */
export function checksOf(rules: readonly Rule[], enforced: boolean): readonly Check[] {
  const times = new Map<string, number>();
  const distinct = [...new Map(rules.map((rule) => [rule.text, rule])).values()];
  return distinct.map(({ name, text, columns }) => {
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return {
      name: time === 1 ? name : `${name} (${time})`,
      expression: text,
      columns: [...new Set(columns)],
      enforced,
    };
  });
}
