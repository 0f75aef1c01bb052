import type { Stream } from '../src/random/stream.ts';
import { GenFactoriesError } from '../src/errors.ts';
import { countCharacters, roomOf } from './fit-text.ts';
import { generator, type Generator } from './generator.ts';
import { patternTree, type PatternTree } from './pattern-tree.ts';
import { shuffledSpace } from './spread.ts';

/**
 * Text that a regular expression matches as a whole. `*`, `+` and `{n,}` repeat up to eight times more
 * than they must, `.` and opposites such as `\D` stand for ASCII characters.
 *
 * @param source - in JavaScript's syntax, without slashes; anchors may be left out
 * @param options - `flags`, of which `i`, `s`, `u` and `v` change nothing here
 * @throws RangeError for syntax that no text is made for: look-around, back references, `\b`, other flags
 * @throws GenFactoriesError `DEFINITION_INVALID`, when planned, where the shortest text is longer than the
 *   column
 * @example
 * ```ts
 * pattern('[A-Z]{2}-\\d{4}'); // 'QX-0417'
 * ```
 */
export function pattern(source: string, options: { flags?: string } = {}): Generator<string> {
  const { flags = '' } = options;
  if (/[^isuv]/.test(flags)) throw new RangeError(`pattern() does not know the flags '${flags}'`);
  const node = patternTree(source);
  return generator(['pattern', source, options], (site) => {
    const room = roomOf(site.type);
    const shape = measure(clip(node, room));
    if (shape.min > room) {
      throw new GenFactoriesError('DEFINITION_INVALID', {
        what: `The shortest text of /${source}/ has ${shape.min} characters, the column takes ${room}`,
        where: `${site.table}.${site.column}`,
      });
    }
    const stream = site.stream();
    const countable = shape.count !== null && shape.max <= room;
    return {
      formed: true,
      draw(row) {
        stream.seek(row.index);
        return sample(shape, stream, room);
      },
      space: countable
        ? shuffledSpace(site, shape.count, (number) => unrank(shape, number))
        : undefined,
    };
  });
}

/**
 * A pattern whose one part of varying length repeats no more often than fits: then all its texts can be
 * numbered.
 */
function clip(node: PatternTree, room: number): PatternTree {
  if (node.kind === 'repeat') {
    const part = measure(node.part);
    const times = part.min === part.max && part.min > 0 ? Math.floor(room / part.min) : node.max;
    return { ...node, max: Math.max(node.min, Math.min(node.max, times)) };
  }
  if (node.kind !== 'sequence') return node;
  const shapes = node.parts.map(measure);
  const varying = shapes.flatMap((shape, place) => (shape.min === shape.max ? [] : [place]));
  const [only, more] = varying;
  if (only === undefined || more !== undefined) return node;
  const others = sum(shapes, (shape) => shape.min) - shapes[only]!.min;
  const parts = node.parts.map((part, place) =>
    place === only ? clip(part, room - others) : part,
  );
  return { ...node, parts };
}

/** A node with what drawing from it asks for again and again. */
interface Shape {
  readonly node: PatternTree;
  readonly parts: readonly Shape[];
  /** The shortest and the longest text, in characters. */
  readonly min: number;
  readonly max: number;
  /** How many texts, where each is made in one way only; null where that is not known. */
  readonly count: number | null;
}

function measure(node: PatternTree): Shape {
  switch (node.kind) {
    case 'set':
      return { node, parts: [], min: 1, max: 1, count: node.characters.length };
    case 'sequence':
      return measureSequence(node, node.parts.map(measure));
    case 'either':
      return measureEither(node, node.options.map(measure));
    case 'repeat':
      return measureRepeat(node, measure(node.part));
  }
}

/** Where at most one part varies in length, the others' lengths say where it begins and ends. */
function measureSequence(node: PatternTree, parts: readonly Shape[]): Shape {
  const clear = parts.filter((part) => part.min !== part.max).length <= 1;
  return {
    node,
    parts,
    min: sum(parts, (part) => part.min),
    max: sum(parts, (part) => part.max),
    count: clear ? product(parts.map((part) => part.count)) : null,
  };
}

/** Alternatives of different lengths, or of different first characters, share no text. */
function measureEither(node: PatternTree, parts: readonly Shape[]): Shape {
  const counts = parts.map((part) => part.count);
  const apart = haveOwnLengths(parts) || haveOwnBeginnings(parts);
  return {
    node,
    parts,
    min: Math.min(...parts.map((part) => part.min)),
    max: Math.max(...parts.map((part) => part.max)),
    count:
      apart && counts.every((count) => count !== null) ? safe(sum(counts, (count) => count)) : null,
  };
}

function measureRepeat(node: PatternTree & { kind: 'repeat' }, part: Shape): Shape {
  const clear = part.min === part.max && part.min > 0;
  let count: number | null = clear || node.max === 1 ? 0 : null;
  if (node.max === 1 && node.min === 0 && part.min === 0) count = null;
  for (let times = node.min; times <= node.max && count !== null; times++) {
    const texts = power(part.count, times);
    count = texts === null ? null : safe(count + texts);
  }
  return { node, parts: [part], min: part.min * node.min, max: part.max * node.max, count };
}

function haveOwnLengths(parts: readonly Shape[]): boolean {
  const lengths = new Set(parts.map((part) => part.min));
  return lengths.size === parts.length && parts.every((part) => part.min === part.max);
}

function haveOwnBeginnings(parts: readonly Shape[]): boolean {
  const seen = new Set<string>();
  for (const part of parts) {
    const beginnings = beginningsOf(part);
    if (beginnings === null || beginnings.some((each) => seen.has(each))) return false;
    for (const each of beginnings) seen.add(each);
  }
  return true;
}

/** The characters that a shape's texts begin with; null where one may be empty. */
function beginningsOf(shape: Shape): readonly string[] | null {
  if (shape.min === 0) return null;
  if (shape.node.kind === 'set') return shape.node.characters;
  if (shape.node.kind !== 'either') return beginningsOf(shape.parts[0]!);
  const all = shape.parts.map(beginningsOf);
  return all.includes(null) ? null : all.flatMap((each) => each!);
}

/** A text of at most `room` characters; `room` is at least the shape's shortest. */
function sample(shape: Shape, stream: Stream, room: number): string {
  const { node, parts } = shape;
  switch (node.kind) {
    case 'set':
      return stream.pick(node.characters);
    case 'either':
      return sample(stream.pick(shape.max <= room ? parts : fitting(parts, room)), stream, room);
    case 'sequence':
      return sampleParts(parts.length, (place) => parts[place]!, stream, room - shape.min);
    case 'repeat': {
      const part = parts[0]!;
      const fits = part.min === 0 ? node.max : Math.floor(room / part.min);
      const times = stream.between(node.min, Math.max(node.min, Math.min(node.max, fits)));
      return sampleParts(times, () => part, stream, room - part.min * times);
    }
  }
}

function fitting(parts: readonly Shape[], room: number): readonly Shape[] {
  return parts.filter((part) => part.min <= room);
}

/** Texts one after the other; `spare` is how much longer than the shortest they may be together. */
function sampleParts(
  count: number,
  partAt: (place: number) => Shape,
  stream: Stream,
  spare: number,
): string {
  let text = '';
  let left = spare;
  for (let place = 0; place < count; place++) {
    const part = partAt(place);
    const made = sample(part, stream, part.min + left);
    if (part.max > part.min) left -= countCharacters(made) - part.min;
    text += made;
  }
  return text;
}

/** The text of a number; every number below the shape's count has another. */
function unrank(shape: Shape, number: number): string {
  const { node, parts } = shape;
  switch (node.kind) {
    case 'set':
      return node.characters[number]!;
    case 'sequence':
      return unrankAll(parts, number);
    case 'either': {
      let rest = number;
      const option = parts.find((part) => rest < part.count! || ((rest -= part.count!), false))!;
      return unrank(option, rest);
    }
    case 'repeat': {
      let times = node.min;
      let rest = number;
      for (let size = power(parts[0]!.count, times)!; rest >= size; size *= parts[0]!.count!) {
        rest -= size;
        times++;
      }
      return unrankAll(
        Array.from({ length: times }, () => parts[0]!),
        rest,
      );
    }
  }
}

function unrankAll(parts: readonly Shape[], number: number): string {
  let rest = number;
  let text = '';
  for (const part of parts) {
    const higher = Math.floor(rest / part.count!);
    text += unrank(part, rest - higher * part.count!);
    rest = higher;
  }
  return text;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

function product(counts: readonly (number | null)[]): number | null {
  let size: number | null = 1;
  for (const count of counts) size = size === null || count === null ? null : safe(size * count);
  return size;
}

function power(base: number | null, exponent: number): number | null {
  let size: number | null = 1;
  for (let times = 0; times < exponent && size !== null; times++) {
    size = base === null ? null : safe(size * base);
  }
  return size;
}

/** Counts that cannot be numbered exactly are of no use. */
function safe(count: number): number | null {
  return count <= 2 ** 52 ? count : null;
}
