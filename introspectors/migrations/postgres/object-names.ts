import type { Draft, DraftName, DraftTable } from './draft.ts';

/** A name has so many bytes at most. */
const LONGEST = 63;

/**
 * A name as the server makes it of others: the longer of the two gives way.
 *
 * @example
 * ```ts
 * makeName('users', 'id', 'seq'); // 'users_id_seq'
 * ```
 */
export function makeName(first: string, second: string | null, label: string): string {
  const overhead = Buffer.byteLength(label) + 1 + (second === null ? 0 : 1);
  let room = [Buffer.byteLength(first), second === null ? 0 : Buffer.byteLength(second)];
  while (room[0]! + room[1]! + overhead > LONGEST) {
    room = room[0]! > room[1]! ? [room[0]! - 1, room[1]!] : [room[0]!, room[1]! - 1];
  }
  const parts = [clip(first, room[0]!), ...(second === null ? [] : [clip(second, room[1]!)])];
  return [...parts, label].join('_');
}

/** As many characters as so many bytes hold whole. */
function clip(text: string, bytes: number): string {
  let clipped = '';
  for (const character of text) {
    if (Buffer.byteLength(clipped + character) > bytes) break;
    clipped += character;
  }
  return clipped;
}

/** A name for a table, an index or a sequence, that nothing else in the schema has. */
export function newRelationName(
  draft: Draft,
  schema: string,
  parts: readonly [string, string | null, string],
  constraint = false,
): string {
  return firstFree(
    parts,
    (name) => isRelation(draft, schema, name) || (constraint && isConstraint(draft, schema, name)),
  );
}

/**
 * A name for a constraint that no other in the schema has.
 *
 * @param taken - names that are given in the same statement
 */
export function newConstraintName(
  draft: Draft,
  schema: string,
  parts: readonly [string, string | null, string],
  taken: readonly string[] = [],
): string {
  return firstFree(parts, (name) => taken.includes(name) || isConstraint(draft, schema, name));
}

function firstFree(
  [first, second, label]: readonly [string, string | null, string],
  isTaken: (name: string) => boolean,
): string {
  for (let number = 0; ; number++) {
    const name = makeName(first, second, number === 0 ? label : `${label}${number}`);
    if (!isTaken(name)) return name;
  }
}

/** Whether a table, index, sequence or view has the name. */
export function isRelation(draft: Draft, schema: string, name: string): boolean {
  const isIt = (each: DraftName): boolean => each.name === name && each.schema === schema;
  for (const table of draft.tables) {
    if (table.schema !== schema) continue;
    if (table.name === name || table.keys.some((key) => key.name === name)) return true;
  }
  for (const sequence of draft.sequences) if (isIt(sequence)) return true;
  for (const other of draft.others) if (isIt(other)) return true;
  return false;
}

function isConstraint(draft: Draft, schema: string, name: string): boolean {
  for (const table of draft.tables) {
    if (table.schema === schema && constrains(table, name)) return true;
  }
  for (const { schema: its, definition } of draft.types) {
    if (its !== schema || definition.kind !== 'domain') continue;
    if (definition.checks.some((check) => check.name === name)) return true;
  }
  return false;
}

function constrains({ checks, references, keys }: DraftTable, name: string): boolean {
  return (
    checks.some((check) => check.name === name) ||
    references.some((reference) => reference.name === name) ||
    keys.some((key) => key.constraint && key.name === name)
  );
}
