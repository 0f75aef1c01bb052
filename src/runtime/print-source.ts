import { isCountOf, isPosition } from '../../generators/family.ts';
import { isGenerator } from '../../generators/generator.ts';
import { isRef } from '../../generators/reference.ts';

/**
 * What a definition has at a column, as text: the same text for sources that were written alike, in
 * every process. A function prints as one, without its source: whatever loads a definition (jiti, Vitest,
 * Jest, tsc) rewrites that in its own way, imports and quotes included.
 *
 * @param source - a constant, a generator, a reference, a function, or a list or object of these
 * @example
 * ```ts
 * printSource(maybe('10%', weighted({ a: 1 }))); // 'maybe(0.1,choice([["a",1]]))'
 * printSource(() => 'Ada'); // 'function'
 * ```
 */
export function printSource(source: unknown): string {
  switch (typeof source) {
    case 'string':
      return JSON.stringify(source);
    case 'bigint':
      return `${source}n`;
    case 'function':
      return 'function';
    case 'object':
      return source === null ? 'null' : printObject(source);
    default:
      return String(source);
  }
}

/** Whether a person's function decides about some of the values. */
export function holdsFunction(source: unknown): boolean {
  if (typeof source === 'function') return true;
  if (typeof source !== 'object' || source === null) return false;
  if (isGenerator(source)) return holdsFunction(source.config);
  return Object.values(source).some(holdsFunction);
}

function printObject(source: object): string {
  if (isGenerator(source)) return printCall(source.config);
  if (isRef(source)) return printCall(['ref', source.table, source.options]);
  if (isCountOf(source)) return printCall(['countOf', source.table, source.column]);
  if (isPosition(source)) return printCall(['position', source.column, source.from]);
  if (Array.isArray(source)) return `[${source.map(printSource).join(',')}]`;
  if (source instanceof Date) return `date(${source.getTime()})`;
  if (source instanceof RegExp) return String(source);
  if (source instanceof Uint8Array) return `bytes(${Buffer.from(source).toString('hex')})`;
  // What a class writes of itself, it means: an instant, a decimal of a library's own.
  if ('toJSON' in source && typeof source.toJSON === 'function') {
    return printSource((source as { toJSON(): unknown }).toJSON());
  }
  if (Symbol.iterator in source) return `of${printSource([...(source as Iterable<unknown>)])}`;
  const members = Object.entries(source).filter(([, value]) => value !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${printSource(value)}`).join(',')}}`;
}

/** Arguments that were left out print as nothing, as those that were given as undefined. */
function printCall([name, ...options]: readonly [
  name: string,
  ...options: readonly unknown[],
]): string {
  while (options.length > 0 && options.at(-1) === undefined) options.pop();
  return `${name}(${options.map(printSource).join(',')})`;
}
