import type { KeyPart } from './schema.ts';

/** The columns that parts of a key read, those in expressions among them; one may be there twice. */
export function columnsOfParts(parts: readonly KeyPart[]): readonly string[] {
  return parts.flatMap((part) => (part.kind === 'column' ? [part.column] : part.columns));
}
