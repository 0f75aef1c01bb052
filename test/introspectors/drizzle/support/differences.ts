import type { SchemaModel } from '../../../../src/schema/schema.ts';

/**
 * How the model of files and that of the database made from them differ: a line each, with where, what the
 * file says and what the server does. Where things are written is left out, which no server knows; so is
 * the order of what goes by names, in which servers have ways of their own.
 */
export function differences(file: SchemaModel, live: SchemaModel): readonly string[] {
  return compare('', named(file), named(live));
}

/** Lists of what has a name go by it. */
function named(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(named);
    const names = items.map(nameOf);
    if (items.length === 0 || names.includes(undefined)) return items;
    return Object.fromEntries(names.map((name, index) => [name, items[index]]));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'at')
      .map(([key, each]) => [key, named(each)]),
  );
}

function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('name' in value)) return undefined;
  return 'schema' in value ? `${String(value.schema)}.${String(value.name)}` : String(value.name);
}

function compare(path: string, file: unknown, live: unknown): readonly string[] {
  const [one, other] = [membersOf(file), membersOf(live)];
  if (one === null || other === null) {
    const [said, found] = [shown(file), shown(live)];
    return said === found ? [] : [`${path}: ${said} | ${found}`];
  }
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .flatMap((key) => compare(path === '' ? key : `${path} ${key}`, one[key], other[key]))
    .sort();
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null ? { ...value } : null;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return value;
  const { inferred, columns, target } = { ...(value as Partial<Soft>) };
  return inferred === true && columns !== undefined && target !== undefined
    ? `${columns.join()} to ${target.table.name}.${target.columns.join()}`
    : JSON.stringify(value);
}

/** A reference that the database does not keep. */
interface Soft {
  readonly inferred: true;
  readonly columns: readonly string[];
  readonly target: {
    readonly table: { readonly name: string };
    readonly columns: readonly string[];
  };
}
