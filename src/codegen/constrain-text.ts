import type { LiteralValue } from '../checks/expression.ts';
import type { Facets } from '../checks/facets.ts';
import { includes, overlaps } from '../patterns/compare-patterns.ts';
import { lengthsOf, printWhole, restrictCase, type Pattern } from '../patterns/pattern.ts';
import { restrictLengths } from '../patterns/restrict-lengths.ts';
import type { Choice } from './column-view.ts';
import { chosen, unsolved, withoutEdges, type Constrained } from './constrained.ts';
import { call, literal, object, type Expression } from './expression.ts';
import { formOf, textsOf, type KnownTexts } from './text-forms.ts';

/** What CHECKs leave of a text, in characters. */
interface Demands {
  /** Of the texts that are looked at, where it is known. */
  readonly form: KnownTexts | undefined;
  readonly facets: Facets;
  readonly min: number;
  /** Null for no bound but the column's. */
  readonly max: number | null;
  /** Of the column's type. */
  readonly room: number | null;
}

/** Edge cases that an empty text, blanks or odd letters make, by what forbids them. */
const EMPTY_EDGES = ['empty', 'shortest'];
const BLANK_EDGES = ['empty', 'whitespace'];

/** How long a text is made that has to be longer than usual, and what stands in for other texts. */
const USUAL_LENGTH = 40;
const LONG_LENGTH = 80;
const CODE_LENGTH = 8;

/**
 * A text within what CHECKs leave. What was chosen stays where its texts are sure to be within it anyway.
 *
 * @param room - characters that the column takes; null for any number
 */
export function constrainText(room: number | null, wanted: Choice, facets: Facets): Constrained {
  const choice = withoutWords(wanted, facets.excluded ?? []);
  const min = Math.max(facets.length?.min ?? 0, facets.octets?.min ?? 0);
  const free = demandsOn(formOf(choice, room), { facets, min, room });
  if (isWithin(free)) return chosen(limited(keptEdges(choice, free), free));
  // A generator may write something shorter where it has less room.
  const narrow = demandsOn(formOf(choice, least(free.max, room)), { facets, min, room });
  if (isTighter(narrow) && isWithin(narrow))
    return chosen(upTo(narrow.max!, keptEdges(choice, narrow)));
  if (facets.pattern !== undefined) return madeToPattern(facets.pattern, choice, free);
  const made = madeToLength(choice, free);
  const demands = demandsOn(formOf(made, room), free);
  return chosen(limited(keptEdges(made, demands), demands));
}

/** A choice among words without those that must not be. */
function withoutWords(choice: Choice, excluded: readonly LiteralValue[]): Choice {
  const { expression } = choice;
  if (expression.kind !== 'call' || expression.name !== 'weighted') return choice;
  const [words] = expression.args;
  if (words?.kind !== 'object') return choice;
  const left = words.members.filter(([word]) => !excluded.includes(word));
  if (left.length === 0 || left.length === words.members.length) return choice;
  return { ...choice, expression: call('weighted', object(Object.fromEntries(left))) };
}

/** What is left, as texts of a form are to be measured: in characters of up to four bytes each. */
function demandsOn(
  form: KnownTexts | undefined,
  { facets, min, room }: Pick<Demands, 'facets' | 'min' | 'room'>,
): Demands {
  const bytes = facets.octets?.max ?? null;
  const spelt = facets.pattern === undefined ? Infinity : lengthsOf(facets.pattern.node).max;
  const width = form !== undefined && includes(ASCII, form.pattern) === true ? 1 : 4;
  const most = bytes === null ? null : Math.floor(bytes / width);
  const told = least(facets.length?.max ?? null, spelt === Infinity ? null : spelt);
  return { form, facets, min, room, max: least(told, most) };
}

/** Whether every text of the form is within what is left, or will be when it is cut. */
function isWithin({ form, facets, min, max }: Demands): boolean {
  if (form === undefined) return false;
  const { pattern, forbidden = [], letterCase, notBlank } = facets;
  const cut = form.max > (max ?? Infinity);
  // A text that is cut may lose a few characters more, spaces at its end.
  if (cut && (pattern !== undefined || form.min > max! || min > max! / 2)) return false;
  return (
    form.min >= Math.max(min, notBlank ? 1 : 0) &&
    (pattern === undefined || includes(pattern, form.pattern, form.max) === true) &&
    forbidden.every((each) => overlaps(each, form.pattern) === false) &&
    (letterCase === undefined || isCased(form, letterCase))
  );
}

function isCased({ pattern }: KnownTexts, letterCase: 'lower' | 'upper'): boolean {
  const kept = restrictCase(pattern, letterCase);
  return kept !== undefined && includes(kept, pattern) === true;
}

/** Edge cases that keep to the demands by themselves. */
function keptEdges(choice: Choice, { facets, min }: Demands): Choice {
  const { pattern, forbidden, letterCase, notBlank } = facets;
  if (pattern !== undefined || forbidden !== undefined || letterCase !== undefined)
    return withoutEdges(choice);
  if (min > 1) {
    const names = Object.keys(choice.edges ?? {});
    return withoutEdges(
      choice,
      names.filter((name) => name !== 'longest'),
    );
  }
  const filled = min > 0 ? withoutEdges(choice, EMPTY_EDGES) : choice;
  return notBlank ? withoutEdges(filled, BLANK_EDGES) : filled;
}

function madeToPattern(pattern: Pattern, choice: Choice, demands: Demands): Constrained {
  const { min, max } = demands;
  const short = lengthsOf(pattern.node).min < min;
  const node = short ? restrictLengths(pattern.node, min, max ?? Infinity) : pattern.node;
  if (node === undefined) return unsolved('no text of its pattern is so long');
  const form = textsOf(node);
  if (demands.facets.forbidden?.some((each) => overlaps(each, form.pattern) !== false)) {
    return unsolved('its pattern admits texts that must not be');
  }
  const printed = node === pattern.node ? pattern.source : undefined;
  const made = call(
    'pattern',
    literal(printed ?? printWhole(node)),
    pattern.caseless ? object({ flags: literal('i') }) : undefined,
  );
  const plain = withoutEdges({ ...choice, expression: made });
  return chosen(limited(plain, demandsOn(form, demands)));
}

/** Texts of another generator, where the usual ones are too short or of forbidden characters. */
function madeToLength(choice: Choice, { facets, min, max, room }: Demands): Choice {
  const { octets, length, forbidden = [], letterCase } = facets;
  const instead =
    min > 1
      ? longText(min, least(max, room), choice.unique === true)
      : octets?.max !== undefined || forbidden.length > 0
        ? codeOf(
            Math.min(
              CODE_LENGTH,
              octets?.max ?? Infinity,
              length?.max ?? Infinity,
              room ?? Infinity,
            ),
          )
        : undefined;
  const made = instead === undefined ? choice : { ...withoutEdges(choice), expression: instead };
  const form = formOf(made, room);
  if (letterCase === undefined || (form !== undefined && isCased(form, letterCase))) return made;
  return {
    ...withoutEdges(made),
    expression: call('inCase', literal(letterCase), made.expression),
  };
}

/** The number in a unique text may take up to half of its room. */
function longText(min: number, most: number | null, unique: boolean): Expression {
  if (unique && most !== null && min > most / 2) {
    return codeOf(Math.max(min, Math.min(CODE_LENGTH, most)));
  }
  return textOf(min, most);
}

function textOf(min: number, most: number | null): Expression {
  const longest = Math.max(min, Math.min(most ?? Math.max(min, USUAL_LENGTH), LONG_LENGTH));
  return call('text', object({ minLength: literal(min), maxLength: literal(longest) }));
}

function codeOf(length: number): Expression {
  return call('code', object({ length: literal(length) }));
}

/** Values and edge cases cut to a length that a CHECK sets and the type does not. */
function limited(choice: Choice, demands: Demands): Choice {
  if (!isTighter(demands)) return choice;
  const { form, max } = demands;
  return choice.edges === undefined && form !== undefined && form.max <= max!
    ? choice
    : upTo(max!, choice);
}

function upTo(max: number, choice: Choice): Choice {
  return { ...choice, wrap: (inner) => call('upTo', literal(max), inner) };
}

/** A CHECK sets a length that the column's type does not. */
function isTighter({ max, room }: Demands): boolean {
  return max !== null && (room === null || max < room);
}

const ASCII: Pattern = {
  node: { kind: 'repeat', item: { kind: 'class', of: [[0, 0x7f]] }, min: 0, max: null },
  caseless: false,
  localized: false,
};

function least(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}
