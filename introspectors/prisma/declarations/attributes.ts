import type { Argument, Attribute, Value } from '../source/blocks.ts';
import { sourceError, type Place, type SourceFile } from '../source/source-file.ts';

/** What may be said about something. */
export type AttributeRules = Readonly<Record<string, AttributeRule>>;

export interface AttributeRule {
  /** The argument that needs no name. */
  readonly first?: string;
  /** It has to be there. */
  readonly needs?: true;
  readonly others?: readonly string[];
  readonly repeated?: true;
}

/** An attribute that follows its rule. */
export interface UsedAttribute {
  readonly mark: Attribute['mark'];
  readonly name: string;
  readonly args: ReadonlyMap<string, Value>;
  readonly place: Place;
}

/**
 * Checks attributes against what is known: a word that nobody knows, or a known one with arguments it does
 * not have, would else change nothing, and nobody would see why.
 *
 * @param attributes - of a block or a field
 * @param rules - those that it may have
 * @param owner - what it is, for messages: `a field of type Int`
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID`
 */
export function useAttributes(
  attributes: readonly Attribute[],
  rules: AttributeRules,
  owner: string,
  source: SourceFile,
): readonly UsedAttribute[] {
  const seen = new Set<string>();
  return attributes.map((attribute) => {
    const { mark, name, line } = attribute;
    const place = { source, line };
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) {
      const known = Object.keys(rules).map((each) => mark + each);
      const fix = known.length === 0 ? 'Remove it.' : `Known for ${owner} are ${known.join(', ')}.`;
      throw sourceError(place, `Unknown attribute ${mark}${name}`, fix);
    }
    if (seen.has(name) && rule.repeated !== true) {
      throw sourceError(place, `${mark}${name} twice`, 'Leave one of them.');
    }
    seen.add(name);
    return { mark, name, args: readArguments(attribute, rule, place), place };
  });
}

function readArguments(
  { mark, name, args }: Attribute,
  rule: AttributeRule,
  place: Place,
): ReadonlyMap<string, Value> {
  const { first, others = [], needs } = rule;
  const known = [...(first === undefined ? [] : [first]), ...others];
  const read = new Map<string, Value>();
  for (const argument of args) {
    const key = argument.name ?? first;
    if (key === undefined || !known.includes(key) || read.has(key)) {
      const fix = known.length === 0 ? 'It takes none.' : `It takes ${known.join(', ')}.`;
      throw sourceError(place, `An argument that ${mark}${name} does not take`, fix);
    }
    read.set(key, argument.value);
  }
  if (needs && first !== undefined && !read.has(first)) {
    throw sourceError(
      place,
      `${mark}${name} without its argument`,
      `Write \`${mark}${name}(${first})\`.`,
    );
  }
  return read;
}

/** A text among the arguments; null where it is not given. */
export function textOf({ mark, name, args, place }: UsedAttribute, key: string): string | null {
  const value = args.get(key);
  if (value === undefined) return null;
  if (value.kind === 'text') return value.text;
  throw sourceError(place, `"${key}" of ${mark}${name} is no text`, `Write \`${key}: "…"\`.`);
}

/** A name among the arguments, such as that of an action; null where it is not given. */
export function wordOf({ mark, name, args, place }: UsedAttribute, key: string): string | null {
  const value = args.get(key);
  if (value === undefined) return null;
  if (value.kind === 'word') return value.text;
  throw sourceError(place, `"${key}" of ${mark}${name} is no name`, `Write \`${key}: Name\`.`);
}

/** A whole number among the arguments of an attribute or of a field within one; null if not given. */
export function numberOf(value: Value | undefined, key: string, place: Place): number | null {
  if (value === undefined) return null;
  if (value.kind === 'number' && /^\d+$/.test(value.text)) return Number(value.text);
  throw sourceError(place, `"${key}" is no whole number`, `Write \`${key}: 10\`.`);
}

/** A list of values; one alone is a list of it. */
export function listOf(value: Value | undefined): readonly Value[] | null {
  if (value === undefined) return null;
  return value.kind === 'list' ? value.items : [value];
}

/** A named argument of a call. */
export function argumentOf(args: readonly Argument[], key: string): Value | undefined {
  return args.find(({ name }) => name === key)?.value;
}
