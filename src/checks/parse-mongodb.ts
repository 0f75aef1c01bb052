import { normalize } from './normalize.ts';
import { RuleText, isObject } from './parse-mongodb-fields.ts';
import { readFilter } from './parse-mongodb-filter.ts';
import type { ParseCheck } from './parse-postgres.ts';

/**
 * Reads a rule of a collection, as introspection spells it: a filter (`{"age":{"$gte":0}}`, `{"$expr":…}`),
 * or a keyword of a `$jsonSchema` under the path that it is about (`{"profile.age":{"minimum":0}}`). A
 * filter that says which documents an index has is read just so.
 *
 * A field that is absent is NULL; tests tell the two apart where MongoDB does. A column in a list of
 * documents stands for the field of one of them: rules of schemas hold of each. What the tree cannot say
 * is `opaque`, never a throw.
 *
 * @example
 * ```ts
 * parseMongodb('{"age":{"minimum":0}}', () => ({ kind: 'integer', bits: 32, unsigned: false }));
 * // { kind: 'comparison', operator: '>=', left: { kind: 'column', name: 'age', … }, right: … }
 * ```
 */
export const parseMongodb: ParseCheck = (text, types) => {
  const rule = new RuleText(text, types);
  const filter = parsed(text);
  return isObject(filter) ? normalize(readFilter(filter, rule)) : rule.opaque();
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
