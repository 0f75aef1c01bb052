import { callback } from './invoke.ts';
import { isPrimitive, known, textOf, unreadable, type Call, type Value } from './value.ts';

type TextMethod = (text: string, call: Call) => Value;

/** The arguments of a method that takes texts and numbers, as they are. */
function plain({ args, place }: Call): (string | number | undefined)[] {
  return args.map((arg) => {
    const it = known(arg);
    if (it === undefined || typeof it === 'string' || typeof it === 'number') return it;
    return unreadable('a method of a text is given neither text nor number', place);
  });
}

function texts(call: Call): string[] {
  return plain(call).map(String);
}

function numbers(call: Call): (number | undefined)[] {
  return plain(call).map((arg) => (arg === undefined ? undefined : Number(arg)));
}

function patternOf(value: Value, place: Call['place']): string | RegExp {
  const it = known(value);
  return it instanceof RegExp ? it : textOf(it, place);
}

function replaced(text: string, { args: [what, by], place }: Call, all: boolean): string {
  const pattern = patternOf(what, place);
  const replacement = known(by);
  if (isPrimitive(replacement)) {
    const words = String(replacement);
    return all ? text.replaceAll(pattern, words) : text.replace(pattern, words);
  }
  const run = callback(replacement, place);
  const make = (...found: readonly (string | number)[]): string => textOf(run(...found), place);
  return all ? text.replaceAll(pattern, make) : text.replace(pattern, make);
}

/** What a schema does with texts; in the words of JavaScript, and as it does it. */
export const TEXT_METHODS: Readonly<Record<string, TextMethod>> = {
  toLowerCase: (text) => text.toLowerCase(),
  toUpperCase: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
  trimStart: (text) => text.trimStart(),
  trimEnd: (text) => text.trimEnd(),
  toString: (text: string) => text,
  concat: (text, call) => text.concat(...texts(call)),
  repeat: (text, call) => text.repeat(numbers(call)[0] ?? 0),
  slice: (text, call) => text.slice(...numbers(call)),
  substring: (text, call) => text.substring(numbers(call)[0] ?? 0, numbers(call)[1]),
  charAt: (text, call) => text.charAt(numbers(call)[0] ?? 0),
  at: (text, call) => text.at(numbers(call)[0] ?? 0),
  padStart: (text, call) => text.padStart(numbers(call)[0] ?? 0, pad(call)),
  padEnd: (text, call) => text.padEnd(numbers(call)[0] ?? 0, pad(call)),
  startsWith: (text, call) => text.startsWith(texts(call)[0] ?? ''),
  endsWith: (text, call) => text.endsWith(texts(call)[0] ?? ''),
  includes: (text, call) => text.includes(texts(call)[0] ?? ''),
  indexOf: (text, call) => text.indexOf(texts(call)[0] ?? ''),
  split: (text, { args: [by], place }) =>
    by === undefined ? [text] : text.split(patternOf(by, place)),
  replace: (text, call) => replaced(text, call, false),
  replaceAll: (text, call) => replaced(text, call, true),
};

function pad({ args: [, filling], place }: Call): string | undefined {
  return filling === undefined ? undefined : textOf(filling, place);
}
