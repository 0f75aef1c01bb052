import { categoryOf, coerces, isPreferred } from './coercions.ts';
import type { Signature } from './signatures.ts';
import { arrayOf, serverType, storageOf, UNKNOWN, type SqlType } from './sql-type.ts';

/** What was chosen for operands of some types: what they become, and the result. */
export interface Resolved {
  readonly takes: readonly (SqlType | null)[];
  readonly gives: SqlType | null;
}

/**
 * Chooses among signatures as the server does (chapter 10 of its manual, "Type Conversion").
 *
 * @param given - the operands' types; null for one that is not known, with which nothing is chosen
 */
export function resolve(
  signatures: readonly Signature[],
  given: readonly (SqlType | null)[],
): Resolved | null {
  if (given.some((type) => type === null)) return null;
  const types = given.flatMap((type) => type ?? []);
  const candidates = signatures.flatMap((signature) => fitted(signature, types));
  const exact = candidates.find((each) => each.takes.every((name, at) => name === types[at]!.name));
  const chosen =
    exact ?? assumingSame(candidates, types) ?? select(candidates, types.map(storageOf));
  return chosen === undefined ? null : concrete(chosen, types);
}

/** A signature that takes any number, as one that takes as many as there are. */
function fitted(signature: Signature, types: readonly SqlType[]): readonly Signature[] {
  const { takes } = signature;
  const last = takes.at(-1);
  const open = last?.endsWith('...') === true;
  const all = open
    ? types.map((_, at) => (at < takes.length - 1 ? takes[at]! : last.slice(0, -3)))
    : takes;
  if (all.length !== types.length) return [];
  return all.every((name, at) => accepts(name, types[at]!)) ? [{ ...signature, takes: all }] : [];
}

function accepts(name: string, type: SqlType): boolean {
  if (type.name === 'unknown' || name === 'anything' || name === 'anyelement') return true;
  const own = storageOf(type);
  switch (name) {
    case 'anynonarray':
      return own.kind !== 'array';
    case 'anyarray':
      return own.kind === 'array';
    case 'anyenum':
      return own.kind === 'enum';
    case 'anyrange':
      return own.kind === 'range';
    default:
      return coerces(type, serverType(name));
  }
}

/** With one operand that is a text in quotes, it is first taken for what the other is. */
function assumingSame(
  candidates: readonly Signature[],
  types: readonly SqlType[],
): Signature | undefined {
  if (types.length !== 2 || !types.includes(UNKNOWN)) return undefined;
  const known = types.find((type) => type !== UNKNOWN);
  if (known === undefined) return undefined;
  const names = [known.name, storageOf(known).name];
  return candidates.find(({ takes }) => takes[0] === takes[1] && names.includes(takes[0]!));
}

function select(
  candidates: readonly Signature[],
  types: readonly SqlType[],
): Signature | undefined {
  const isUnknown = (at: number): boolean => types[at]!.name === 'unknown';
  const matches = (name: string, at: number): boolean => !isUnknown(at) && name === types[at]!.name;
  let left = most(candidates, matches);
  left = most(
    left,
    (name, at) =>
      !isUnknown(at) &&
      (name === types[at]!.name ||
        (isPreferred(serverType(name)) && categoryOf(serverType(name)) === categoryOf(types[at]!))),
  );
  for (const at of types.keys()) if (isUnknown(at)) left = ofOneCategory(left, at);
  return left[0];
}

function most(
  candidates: readonly Signature[],
  counts: (name: string, at: number) => boolean,
): readonly Signature[] {
  const score = ({ takes }: Signature): number => takes.filter(counts).length;
  const best = Math.max(...candidates.map(score));
  return candidates.filter((each) => score(each) === best);
}

/** A text in quotes is a text, if it may be; else of the one family there is. */
function ofOneCategory(candidates: readonly Signature[], at: number): readonly Signature[] {
  if (candidates.length < 2) return candidates;
  const types = candidates.map(({ takes }) => serverType(takes[at]!));
  const categories = new Set(types.map(categoryOf));
  const category = categories.has('S') ? 'S' : categories.size === 1 ? [...categories][0] : null;
  if (category === null) return candidates;
  const fitting = candidates.filter((_, index) => categoryOf(types[index]!) === category);
  const preferred = fitting.filter(({ takes }) => isPreferred(serverType(takes[at]!)));
  return preferred.length > 0 ? preferred : fitting;
}

/** Puts the types there are for `anyelement` and its like. */
function concrete({ takes, gives }: Signature, types: readonly SqlType[]): Resolved {
  const given = takes.map((name, at) => (name.startsWith('any') ? storageOf(types[at]!) : null));
  const known = given.filter((type) => type !== null && type !== UNKNOWN);
  const array = known.find((type) => type?.kind === 'array');
  const range = known.find((type) => type?.kind === 'range');
  const element = array?.element ?? range?.element ?? known[0] ?? null;
  const of = (name: string): SqlType | null => {
    if (!name.startsWith('any')) return serverType(name);
    if (name === 'anything') return UNKNOWN;
    if (name === 'anyarray') return array ?? (element && arrayOf(element));
    if (name === 'anyrange') return range ?? null;
    if (name === 'anynonarray') return null;
    return element;
  };
  return { takes: takes.map(of), gives: of(gives) };
}
