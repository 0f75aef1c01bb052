import type { Stream } from '../src/random/stream.ts';
import { countCharacters } from './fit-text.ts';
import type { PatternTree } from './pattern-tree.ts';

/** A node with what drawing from it asks for again and again. */
export interface Shape {
  readonly node: PatternTree;
  readonly parts: readonly Shape[];
  /** The shortest and the longest text, in characters. */
  readonly min: number;
  readonly max: number;
  /**
   * How many texts, where each is made in one way only, up to {@link ENOUGH}; null where that is not known.
   */
  readonly count: number | null;
  /** Of a repetition: how many times are enough for the texts of that length alone; null for never. */
  readonly enoughFrom?: number | null;
}

/** The lengths of a node's texts, and how many there are. */
export function measure(node: PatternTree): Shape {
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
      apart && counts.every((count) => count !== null)
        ? enough(sum(counts, (count) => count))
        : null,
  };
}

function measureRepeat(node: PatternTree & { kind: 'repeat' }, part: Shape): Shape {
  const clear = part.min === part.max && part.min > 0;
  let count: number | null = clear || node.max === 1 ? 0 : null;
  if (node.max === 1 && node.min === 0 && part.min === 0) count = null;
  for (let times = node.min; times <= node.max && count !== null && count < ENOUGH; times++) {
    const texts = power(part.count, times);
    count = texts === null ? null : enough(count + texts);
  }
  const enoughFrom = timesForAll(node, part);
  return {
    ...{ node, parts: [part], count, enoughFrom },
    min: part.min * node.min,
    max: part.max * node.max,
  };
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
export function sample(shape: Shape, stream: Stream, room: number): string {
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

/**
 * The text of a number; every number below the shape's count has another.
 *
 * @param beyond - decides what the number is too small to decide
 */
export function unrank(shape: Shape, number: number, beyond: Stream): string {
  const { node, parts } = shape;
  switch (node.kind) {
    case 'set':
      return node.characters[number]!;
    case 'sequence':
      return unrankAll(parts, number, beyond);
    case 'either': {
      let rest = number;
      const option = parts.find((part) => rest < part.count! || ((rest -= part.count!), false))!;
      return unrank(option, rest, beyond);
    }
    case 'repeat': {
      const part = parts[0]!;
      const least = shape.enoughFrom ?? null;
      if (least !== null) {
        return unrankAll(repeated(part, beyond.between(least, node.max)), number, beyond);
      }
      let times = node.min;
      let rest = number;
      for (let size = power(part.count, times)!; rest >= size; size *= part.count!) {
        rest -= size;
        times++;
      }
      return unrankAll(repeated(part, times), rest, beyond);
    }
  }
}

/** How often a part has to be repeated for its texts of that length alone to be enough; null for never. */
function timesForAll(node: PatternTree & { kind: 'repeat' }, part: Shape): number | null {
  for (let times = node.min; times <= node.max; times++) {
    const texts = power(part.count, times);
    if (texts === null || part.count === 1) return null;
    if (texts >= ENOUGH) return times;
  }
  return null;
}

function repeated(part: Shape, times: number): readonly Shape[] {
  return Array.from({ length: times }, () => part);
}

/** Texts one after the other: the first ones tell numbers apart, those after them may be any. */
function unrankAll(parts: readonly Shape[], number: number, beyond: Stream): string {
  let rest = number;
  let told = 1;
  let text = '';
  for (const part of parts) {
    if (told >= ENOUGH) {
      text += sample(part, beyond, part.max);
      continue;
    }
    const higher = Math.floor(rest / part.count!);
    text += unrank(part, rest - higher * part.count!, beyond);
    told = enough(told * part.count!);
    rest = higher;
  }
  return text;
}

export function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

function product(counts: readonly (number | null)[]): number | null {
  let size: number | null = 1;
  for (const count of counts) size = size === null || count === null ? null : enough(size * count);
  return size;
}

function power(base: number | null, exponent: number): number | null {
  let size: number | null = 1;
  for (let times = 0; times < exponent && size !== null && size < ENOUGH; times++) {
    size = base === null ? null : enough(size * base);
    if (base === 1) break;
  }
  return size;
}

/** More texts than these are not numbered: no table has as many rows. */
const ENOUGH = 2 ** 52;

function enough(count: number): number {
  return Math.min(count, ENOUGH);
}
