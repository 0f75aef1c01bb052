/** A change of something in words, and whether it breaks definitions. */
interface Change {
  readonly what: string;
  readonly breaking: boolean;
}

/** What the types of a row say, by column: of columns whose types the database does not tell. */
export type RowTypes = Readonly<Record<string, RowType>>;

/** A type of TypeScript's, taken apart. */
export interface RowType {
  /** As a person writes it on one line, without NULL. */
  readonly text: string;
  /** What it is made of, by path: `address.city`, `lines[].sku`, `labels.*`. A plain type has none. */
  readonly fields: Readonly<Record<string, RowField>>;
  /** The texts that it allows, where it is nothing but texts, or a list of these. */
  readonly values: readonly string[] | null;
}

export interface RowField {
  readonly text: string;
  readonly optional: boolean;
  readonly values: readonly string[] | null;
}

/**
 * What changed of a column that the program types more closely than the database does.
 *
 * @param old - as it was
 * @param now - as it is
 */
export function diffRowType(old: RowType, now: RowType): Change[] {
  if (old.text === now.text) return [];
  if (old.values !== null && now.values !== null) {
    return [diffValues('value', old.values, now.values)];
  }
  const isDocument = hasFields(old) && hasFields(now);
  const changes = isDocument ? diffFields(old.fields, now.fields) : [];
  return changes.length > 0 ? changes : [typeChange(old.text, now.text)];
}

/**
 * The values that are new, and those that are gone.
 *
 * @param noun - what they are called
 */
export function diffValues(noun: string, old: readonly string[], now: readonly string[]): Change {
  const list = (values: readonly string[]): string =>
    values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ');
  const added = now.filter((value) => !old.includes(value));
  const dropped = old.filter((value) => !now.includes(value));
  const what = [
    ...(added.length > 0 ? [`new ${noun} ${list(added)}`] : []),
    ...(dropped.length > 0 ? [`${noun} dropped: ${list(dropped)}`] : []),
  ];
  if (what.length === 0) what.push(`${noun}s in another order: ${list(now)}`);
  return { what: what.join('; '), breaking: dropped.length > 0 };
}

function hasFields({ fields }: RowType): boolean {
  return Object.keys(fields).length > 0;
}

type Fields = RowType['fields'];

function diffFields(old: Fields, now: Fields): Change[] {
  const own = (fields: Fields, path: string): RowField | undefined =>
    Object.hasOwn(fields, path) ? fields[path] : undefined;
  const paths = [...new Set([...Object.keys(now), ...Object.keys(old)])];
  return paths.flatMap((path): Change[] => {
    const [before, after] = [own(old, path), own(now, path)];
    // What is in a field that is new, or gone, is so too.
    if (before === undefined) {
      if (isInside(path, now, old) || after === undefined) return [];
      const optional = after.optional ? ' (optional)' : '';
      return [{ what: `new field ${path}: ${after.text}${optional}`, breaking: !after.optional }];
    }
    if (after === undefined) {
      return isInside(path, old, now) ? [] : [{ what: `field dropped: ${path}`, breaking: false }];
    }
    return diffField(path, before, after);
  });
}

function diffField(path: string, old: RowField, now: RowField): Change[] {
  const changes: Change[] = [];
  if (old.optional !== now.optional) {
    changes.push({ what: now.optional ? 'now optional' : 'now required', breaking: !now.optional });
  }
  if (old.values !== null && now.values !== null) {
    if (old.text !== now.text) changes.push(diffValues('value', old.values, now.values));
  } else if (old.text !== now.text) {
    changes.push({ what: `${shortened(old.text)} → ${shortened(now.text)}`, breaking: true });
  }
  return changes.map(({ what, breaking }) => ({ what: `field ${path}: ${what}`, breaking }));
}

/** Whether a field is in one that only one of both has. */
function isInside(path: string, own: Fields, other: Fields): boolean {
  return Object.keys(own).some(
    (each) =>
      each !== path &&
      !Object.hasOwn(other, each) &&
      ['.', '['].some((mark) => path.startsWith(each + mark)),
  );
}

function typeChange(old: string, now: string): Change {
  return { what: `type ${shortened(old)} → ${shortened(now)}`, breaking: true };
}

/** Longer types are read in the file. */
const LONGEST = 80;

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
