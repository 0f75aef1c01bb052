import { isGenerator, type Generator } from './generator.ts';
import { isRef, type Ref } from './reference.ts';

/** The fields of a document, each with what fills it. */
export type NestedShape = Readonly<Record<string, unknown>>;

/** What a source makes: of the fields of a document, the document. A reference makes whatever key it leads to. */
export type Values<T> =
  T extends Generator<infer V>
    ? V
    : T extends Ref
      ? never
      : T extends Date | Uint8Array | readonly unknown[] | ((...parameters: never[]) => unknown)
        ? T
        : T extends object
          ? Fields<{ readonly [F in keyof T]: Values<T[F]> }>
          : T;

/** A field that may be undefined may be absent. Without strict null checks every type may be undefined. */
export type Fields<T> = undefined extends string
  ? T
  : {
      readonly [F in keyof T as undefined extends T[F] ? never : F]: T[F];
    } & {
      readonly [F in keyof T as undefined extends T[F] ? F : never]?: Exclude<T[F], undefined>;
    };

/** Nothing where a constant holds references or generators: then it is more than a constant. */
export type Plain<T> = [T] extends [Values<T>] ? unknown : never;

/**
 * The fields that stand for a document in a definition: those of a plain object, or of one within `maybe`
 * or `optional`.
 *
 * @returns undefined where something else stands there
 * @example
 * ```ts
 * nestedShape({ city: city() }); // { city: … }
 * ```
 */
export function nestedShape(source: unknown): NestedShape | undefined {
  if (isGenerator(source)) return source.nested;
  if (typeof source !== 'object' || source === null || isRef(source)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(source);
  return prototype === Object.prototype || prototype === null ? (source as NestedShape) : undefined;
}

/**
 * Whether a document has members that make values, and is more than a constant.
 *
 * @param source - anything that may stand for values
 */
export function holdsSource(source: unknown): boolean {
  const fields = isGenerator(source) ? undefined : nestedShape(source);
  return (
    fields !== undefined &&
    Object.values(fields).some(
      (each) => isGenerator(each) || isRef(each) || typeof each === 'function' || holdsSource(each),
    )
  );
}
