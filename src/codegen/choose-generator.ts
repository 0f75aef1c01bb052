import { call } from './expression.ts';
import { compositeChoice } from './composite-choice.ts';
import { jsonChoice } from './json-choice.ts';
import { withinCharset } from './within-charset.ts';
import type { Choice, ColumnView, Rule } from './column-view.ts';
import { wordsOf } from './names.ts';
import { TEXT_RULES } from './rules/text-rules.ts';
import { TYPE_RULES } from './rules/type-rules.ts';
import { BOOLEAN_RULES, NETWORK_RULES, NUMBER_RULES, TIME_RULES } from './rules/value-rules.ts';

/** Rules that know some names, the most particular first. */
const BY_NAME: readonly Rule[] = [...TEXT_RULES, ...NUMBER_RULES, ...NETWORK_RULES];

/** Rules that know something to put into any column of a type. */
const BY_TYPE: readonly Rule[] = [...TIME_RULES, ...BOOLEAN_RULES, ...TYPE_RULES];

/**
 * What fills a column, by its name, what its comment calls it, its type and its table: the first rule that
 * knows decides. Constraints are laid over the choice afterwards.
 *
 * @param view - the column
 * @returns undefined where no generator makes values of its type
 */
export function chooseGenerator(view: ColumnView): Choice | undefined {
  const choice =
    madeByClient(view) ??
    compositeChoice(view, chooseGenerator) ??
    jsonChoice(view, chooseGenerator) ??
    firstOf(BY_NAME, view) ??
    firstOf(BY_NAME, { ...view, name: calledInComment(view) }) ??
    firstOf(BY_TYPE, view);
  if (choice === undefined) return undefined;
  const taken = withinCharset(view.type, seldom(view, choice));
  return isSaidPersonal(view) ? { ...taken, personal: true } : taken;
}

/** What went wrong, which it mostly does not. */
function seldom({ name, type }: ColumnView, choice: Choice): Choice {
  const tells = type.kind === 'text' && /^(?:last_)?(?:failure|error)(?:_|$)/.test(name);
  return tells ? { nulls: 0.9, ...choice } : choice;
}

const CLIENT_IDS: Readonly<Record<string, string>> = {
  uuid: 'uuid',
  uuidv7: 'uuidv7',
  cuid: 'cuid',
  cuid2: 'cuid',
  nanoid: 'nanoid',
  ulid: 'ulid',
};

/** An id of the kind that the program makes where it makes a row. */
function madeByClient({ column, type }: ColumnView): Choice | undefined {
  const name = column.client && CLIENT_IDS[column.client];
  if (name === undefined || (type.kind !== 'text' && type.kind !== 'uuid')) return undefined;
  return { expression: call(name), unique: true };
}

function firstOf(rules: readonly Rule[], view: ColumnView): Choice | undefined {
  for (const rule of rules) {
    const choice = rule(view);
    if (choice !== undefined) return choice;
  }
  return undefined;
}

/** More words than this say something else about a column than what it is. */
const MOST_WORDS = 4;

/** What a comment begins by calling its column: `The customer's e-mail address, if any.` */
function calledInComment({ column }: ColumnView): string {
  const [phrase = ''] = (column.comment ?? '').split(/[.,;:()\n–—]/);
  const words = wordsOf(phrase.replaceAll(/['’]s\b/g, '')).filter(
    (word) => !/^(?:an?|the|this|our|their)$/.test(word),
  );
  return words.length > MOST_WORDS ? '' : words.join('_');
}

const PERSONAL = /\b(?:pii|personal (?:data|information)|personally identifiable|gdpr)\b/i;
const IMPERSONAL = /\b(?:no|not|non|without)[ -]+(?:pii|personal|personally)\b/i;

/** A comment that says that a column is about a person. */
function isSaidPersonal({ column }: ColumnView): boolean {
  const comment = column.comment ?? '';
  return PERSONAL.test(comment) && !IMPERSONAL.test(comment);
}
