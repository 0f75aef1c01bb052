import { isGenerator } from '../../generators/generator.ts';
import { json, type JsonShape } from '../../generators/json.ts';
import { holdsSource, nestedShape } from '../../generators/nested-shape.ts';
import type { TableModel } from './table-model.ts';

/** Stands where a document is always there, and its fields have lines of their own. */
export const DOCUMENT: unique symbol = Symbol('document');

/**
 * A shape with the fields of documents as lines of their own, by their path: what fills
 * `{ address: { city } }` fills `address.city`, and `address` says only whether it is there.
 *
 * @param model - the table
 * @param shape - as it is written in a definition
 */
export function* shapeEntries(
  model: TableModel,
  shape: Readonly<Record<string, unknown>>,
  prefix = '',
): Generator<readonly [path: string, source: unknown]> {
  for (const [name, source] of Object.entries(shape)) {
    const path = prefix + name;
    const kind = model.columns.get(path)?.type.kind;
    const fields = kind === 'document' ? nestedShape(source) : undefined;
    const whole = kind === 'json' ? jsonSource(source) : source;
    yield [path, fields === undefined || isGenerator(source) ? whole : DOCUMENT];
    if (fields !== undefined) yield* shapeEntries(model, fields, `${path}.`);
  }
}

/**
 * Writes a line of a definition over earlier ones. Fields that are written do not make a document that is
 * there at times one that is always there; a document that is written as a whole takes its fields' places.
 */
export function layEntry(columns: Map<string, unknown>, path: string, source: unknown): void {
  if (source === DOCUMENT && decidesPresence(columns.get(path))) return;
  columns.set(path, source);
  if (decidesPresence(source)) return;
  for (const other of columns.keys()) if (other.startsWith(`${path}.`)) columns.delete(other);
}

/** Whether what stands at a document says only that it is there, and leaves its fields to others. */
export function decidesPresence(source: unknown): boolean {
  return source === DOCUMENT || (isGenerator(source) && source.nested !== undefined);
}

/** A plain object in a column of JSON is one value, whatever makes its members. */
function jsonSource(source: unknown): unknown {
  return !isGenerator(source) && holdsSource(source) ? json(source as JsonShape) : source;
}
