import { GenFactoriesError } from '../src/errors.ts';
import { roomOf } from './fit-text.ts';
import { generator, type Generator } from './generator.ts';
import { measure, sample, sum, unrank } from './pattern-shape.ts';
import { patternTree, type PatternTree } from './pattern-tree.ts';
import { shuffledSpace } from './spread.ts';
import { unambiguous } from './unambiguous-pattern.ts';

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
    const beyond = site.stream('beyond');
    // Unique texts are of those that are made in one way only.
    const clear = measure(clip(unambiguous(clip(node, room)), room));
    const countable = clear.count !== null && clear.max <= room;
    return {
      formed: true,
      draw(row) {
        stream.seek(row.index);
        return sample(shape, stream, room);
      },
      space: countable
        ? shuffledSpace(site, clear.count, (number) => {
            beyond.seek(number);
            return unrank(clear, number, beyond);
          })
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
