import { isGenerator } from './generator.ts';
import { nestedShape } from './nested-shape.ts';
import { isRef, type Ref } from './reference.ts';

/** A source somewhere inside another one. */
export interface Part {
  /**
   * Where its values are within the outer source's, as {@link Inner} has it: `[].product` is a field of
   * documents in a list.
   */
  readonly path: string;
  readonly source: unknown;
}

/**
 * All sources inside a source, itself first.
 *
 * @param source - a generator, a reference, or anything else that may stand for values
 * @example
 * ```ts
 * partsOf(listOf(ref('users'))).map(({ path }) => path); // ['', '[]']
 * ```
 */
export function partsOf(source: unknown): readonly Part[] {
  return [...walk(source, '')];
}

/**
 * The references that stand for a value itself, and not for a part of it: `given('kind', { user: ref('users') },
 * null)` has one, `listOf(ref('users'))` none.
 *
 * @param source - as it is written at a column
 */
export function ownReferences(source: unknown): readonly Ref[] {
  return partsOf(source).flatMap((part) =>
    part.path === '' && isRef(part.source) ? [part.source] : [],
  );
}

function* walk(source: unknown, path: string): Generator<Part> {
  yield { path, source };
  if (isGenerator(source)) {
    for (const { source: inner, step } of source.inner ?? []) yield* walk(inner, join(path, step));
    return;
  }
  for (const [name, inner] of Object.entries(nestedShape(source) ?? {})) {
    yield* walk(inner, join(path, name));
  }
}

function join(path: string, step: string): string {
  return path === '' || /^(?:\[\]|\{\})?$/.test(step) ? path + step : `${path}.${step}`;
}
