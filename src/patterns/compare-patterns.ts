import {
  complementOf,
  intersectionOf,
  unionOf,
  type CodePointRun,
  type CodePoints,
} from './code-points.ts';
import { lengthsOf, type Pattern, type PatternNode } from './pattern.ts';

/** Beyond so many states a pattern is not looked into, nor beyond so many pairs of them. */
const MOST_STATES = 3000;
const MOST_PAIRS = 30_000;

/**
 * Whether every text of one pattern is a text of another.
 *
 * @param outer - the pattern that is to take them
 * @param inner - the pattern whose texts they are
 * @param longest - of the texts that are looked at, in characters
 * @returns undefined where there is no telling: a locale decides, or the patterns are too large
 * @example
 * ```ts
 * includes(parseRegex('^[^@]+@[^@]+$')!, parseRegex('^[a-z.]+@example[.]test$')!); // true
 * ```
 */
export function includes(outer: Pattern, inner: Pattern, longest = Infinity): boolean | undefined {
  if (JSON.stringify(outer) === JSON.stringify(inner)) return true;
  const texts = compile(inner);
  const taken = compile(outer);
  if (texts === undefined || taken === undefined || inner.localized) return undefined;
  if (outer.localized && !isAsciiOnly(texts)) return undefined;
  // Where the one has no end, neither have the texts to be looked at.
  const isLimited = lengthsOf(outer.node).max < Infinity && longest < Infinity;
  return isWithin(texts, taken, isLimited ? longest : Infinity);
}

/**
 * Whether some text is one of both patterns.
 *
 * @returns undefined where there is no telling
 */
export function overlaps(a: Pattern, b: Pattern): boolean | undefined {
  const [first, second] = [compile(a), compile(b)];
  if (first === undefined || second === undefined) return undefined;
  // What a locale decides is not of ASCII.
  if ((a.localized && !isAsciiOnly(second)) || (b.localized && !isAsciiOnly(first)))
    return undefined;
  return haveCommonText(first, second);
}

/** A machine with silent moves: `moves` and `silent` by state, 0 the start, the last one the end. */
interface Machine {
  readonly moves: readonly (readonly Move[])[];
  readonly silent: readonly (readonly number[])[];
}

interface Move {
  readonly on: CodePoints;
  readonly to: number;
}

function compile({ node, caseless }: Pattern): Machine | undefined {
  const builder = new MachineBuilder(caseless);
  builder.add(node);
  return builder.moves.length > MOST_STATES ? undefined : builder;
}

class MachineBuilder implements Machine {
  readonly moves: Move[][] = [[]];
  readonly silent: number[][] = [[]];
  readonly #caseless: boolean;

  constructor(caseless: boolean) {
    this.#caseless = caseless;
  }

  /** Adds a node behind the last state; the last state is behind it then. */
  add(node: PatternNode): void {
    if (this.moves.length > MOST_STATES) return;
    switch (node.kind) {
      case 'text':
        for (const character of node.text) {
          const point = character.codePointAt(0)!;
          this.#step([[point, point]]);
        }
        return;
      case 'class':
        return this.#step(node.of);
      case 'sequence':
        return node.items.forEach((item) => this.add(item));
      case 'choice':
        return this.#addChoice(node.options);
      case 'repeat':
        return this.#addRepeat(node);
    }
  }

  #addChoice(options: readonly PatternNode[]): void {
    const start = this.#last;
    const ends = options.map((option) => {
      this.silent[start]!.push(this.#state());
      this.add(option);
      return this.#last;
    });
    const end = this.#state();
    for (const each of ends) this.silent[each]!.push(end);
  }

  #addRepeat({ item, min, max }: Extract<PatternNode, { kind: 'repeat' }>): void {
    for (let times = 0; times < min; times++) this.add(item);
    if (max === null) {
      const start = this.#follow();
      this.add(item);
      this.silent[this.#last]!.push(start);
      const back = this.#last;
      const end = this.#state();
      this.silent[start]!.push(end);
      this.silent[back]!.push(end);
      return;
    }
    const ends = [this.#last];
    for (let times = min; times < max && this.moves.length <= MOST_STATES; times++) {
      this.add(item);
      ends.push(this.#last);
    }
    const end = this.#state();
    for (const each of ends) this.silent[each]!.push(end);
  }

  #step(of: CodePoints): void {
    const from = this.#last;
    const to = this.#state();
    this.moves[from]!.push({ on: this.#caseless ? bothCases(of) : of, to });
  }

  /** A state of its own behind the last one, to come back to. */
  #follow(): number {
    const from = this.#last;
    const to = this.#state();
    this.silent[from]!.push(to);
    return to;
  }

  #state(): number {
    this.moves.push([]);
    return this.silent.push([]) - 1;
  }

  get #last(): number {
    return this.moves.length - 1;
  }
}

/** Looks for a text that leads the one machine to its end and the other nowhere. */
function isWithin(texts: Machine, taken: Machine, longest: number): boolean | undefined {
  const seen = new Set<string>();
  const left = longest === Infinity ? undefined : distancesToEnd(texts);
  const open: (readonly [state: number, length: number, among: readonly number[]])[] = [
    [0, 0, closure(taken, [0])],
  ];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const [state, length, among] = place;
    if (left !== undefined && length + left[state]! > longest) continue;
    const key = `${state}:${left === undefined ? '' : length}:${among.join()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > MOST_PAIRS) return undefined;
    // Every state is on the way to the end, so its texts go on to one that is not taken.
    if (among.length === 0) return false;
    if (state === texts.moves.length - 1 && !among.includes(taken.moves.length - 1)) return false;
    for (const next of texts.silent[state]!) open.push([next, length, among]);
    for (const { on, to } of texts.moves[state]!) {
      for (const targets of targetsOf(taken, among, on)) {
        open.push([to, length + 1, closure(taken, targets)]);
      }
    }
  }
  return true;
}

/** How many characters it takes at least from each state to the end. */
function distancesToEnd({ moves, silent }: Machine): readonly number[] {
  const distances = moves.map(() => Infinity);
  distances[moves.length - 1] = 0;
  for (let changed = true; changed;) {
    changed = false;
    for (let state = moves.length - 1; state >= 0; state--) {
      const steps = moves[state]!.map(({ to }) => distances[to]! + 1);
      const least = Math.min(
        distances[state]!,
        ...steps,
        ...silent[state]!.map((to) => distances[to]!),
      );
      changed ||= least < distances[state]!;
      distances[state] = least;
    }
  }
  return distances;
}

/** Looks for a text that leads both machines to their ends. */
function haveCommonText(a: Machine, b: Machine): boolean | undefined {
  const seen = new Set<string>();
  const open: (readonly [number, number])[] = [[0, 0]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [left, right] = pair;
    if (seen.has(pair.join())) continue;
    seen.add(pair.join());
    if (seen.size > MOST_PAIRS) return undefined;
    if (left === a.moves.length - 1 && right === b.moves.length - 1) return true;
    for (const next of a.silent[left]!) open.push([next, right]);
    for (const next of b.silent[right]!) open.push([left, next]);
    for (const move of a.moves[left]!) {
      for (const other of b.moves[right]!) {
        if (intersectionOf(move.on, other.on).length > 0) open.push([move.to, other.to]);
      }
    }
  }
  return false;
}

/** Where the characters of a set lead: each list of states that some of them have in common. */
function targetsOf(machine: Machine, states: readonly number[], on: CodePoints): number[][] {
  let parts: { readonly on: CodePoints; readonly to: number[] }[] = [{ on, to: [] }];
  for (const move of states.flatMap((state) => machine.moves[state]!)) {
    parts = parts.flatMap((part) => {
      const inside = intersectionOf(part.on, move.on);
      if (inside.length === 0) return [part];
      const outside = intersectionOf(part.on, complementOf(move.on));
      const taken = { on: inside, to: [...part.to, move.to] };
      return outside.length === 0 ? [taken] : [taken, { on: outside, to: part.to }];
    });
  }
  return parts.map((part) => part.to);
}

/** States, and those that they lead to silently, in order. */
function closure(machine: Machine, states: readonly number[]): number[] {
  const found = new Set(states);
  for (const state of found) for (const next of machine.silent[state]!) found.add(next);
  return [...found].sort((a, b) => a - b);
}

function isAsciiOnly({ moves }: Machine): boolean {
  return moves.every((each) => each.every(({ on }) => (on.at(-1)?.[1] ?? 0) < 0x80));
}

const UPPER: CodePoints = [[0x41, 0x5a]];
const LOWER: CodePoints = [[0x61, 0x7a]];

/** A set with the other case of each of its letters of ASCII. */
function bothCases(of: CodePoints): CodePoints {
  const shifted = (letters: CodePoints, by: number): CodePoints =>
    intersectionOf(of, letters).map(([first, last]): CodePointRun => [first + by, last + by]);
  return unionOf([...of, ...shifted(UPPER, 32), ...shifted(LOWER, -32)]);
}
