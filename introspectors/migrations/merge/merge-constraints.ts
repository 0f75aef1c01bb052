import type { ParseCheck } from '../../../src/checks/parse-postgres.ts';
import { canonicalJson, compareCodeUnits } from '../../../src/schema/canonical-json.ts';
import type {
  KeyPart,
  Partitioning,
  Reference,
  Table,
  UniqueKey,
} from '../../../src/schema/schema.ts';
import { isChanged } from './behind.ts';
import { aboutColumnsOf } from './mentions.ts';
import { mergeChecks } from './merge-checks.ts';
import type { SeenInTable } from './seen.ts';

interface MergedTable {
  readonly table: Table;
  readonly seen: readonly SeenInTable[];
}

/** Adds the constraints that a schema file cannot say, where the columns they read are there. */
export function mergeConstraints(
  table: Table,
  other: Table,
  parse: ParseCheck | undefined,
): MergedTable {
  const isHere = columnsHere(table, other);
  const isAbout = aboutColumnsOf(table, other);
  const seen: SeenInTable[] = [];
  const note = (kind: SeenInTable['kind'], names: readonly { readonly name: string }[]): void => {
    seen.push(...names.map(({ name }) => ({ kind, name })));
  };
  const checks = other.checks.filter((check) => isHere(check.columns));
  const mergedChecks = mergeChecks(table, checks, parse);
  note('check', added(table.checks, mergedChecks));
  const exclusions = other.exclusions.filter(
    (each) =>
      isHere(each.elements.flatMap(({ part }) => columnsOf(part))) &&
      isAbout(each.where) &&
      !has(table.exclusions, each),
  );
  note('exclusion', exclusions);
  const uniques = mergeUniques(
    table,
    other.uniques.filter(({ parts, where }) => isHere(parts.flatMap(columnsOf)) && isAbout(where)),
  );
  note('unique', added(table.uniques, uniques));
  const references = table.references.map((each) => mergeReference(each, other.references));
  note('reference', added(table.references, references));
  const triggers = other.triggers.filter((each) => !has(table.triggers, each));
  note('trigger', triggers);
  const rules = other.rules.filter((each) => !has(table.rules, each));
  note('rule', rules);
  const whole = mergeWhole(table, other, isHere);
  return {
    seen: [...seen, ...whole.seen],
    table: {
      ...whole.table,
      checks: mergedChecks,
      exclusions: byName([...table.exclusions, ...exclusions]),
      uniques,
      references,
      triggers: [...table.triggers, ...triggers],
      rules: [...table.rules, ...rules],
    },
  };
}

type IsHere = (columns: readonly string[]) => boolean;

/** Whether columns are in the schema file as well, and of the type that the migrations know. */
function columnsHere(table: Table, other: Table): IsHere {
  const here = table.columns.filter((column) => {
    const own = other.columns.find(({ name }) => name === column.name);
    return own !== undefined && !isChanged(column, own);
  });
  return (columns) => columns.every((name) => here.some((column) => column.name === name));
}

function columnsOf(part: KeyPart): readonly string[] {
  return part.kind === 'column' ? [part.column] : part.columns;
}

function has(
  all: readonly { readonly name: string }[],
  { name }: { readonly name: string },
): boolean {
  return all.some((each) => each.name === name);
}

function byName<Item extends { readonly name: string }>(items: readonly Item[]): readonly Item[] {
  return [...items].sort((a, b) => compareCodeUnits(a.name, b.name));
}

/** What is new, or is not what it was. */
function added<Item extends { readonly name: string }>(
  before: readonly Item[],
  after: readonly Item[],
): readonly Item[] {
  const known = new Set(before.map((each) => canonicalJson(each)));
  return after.filter((each) => !known.has(canonicalJson(each)));
}

/** Keys on expressions and on some rows; of a key that the file has, what it does not say of it. */
function mergeUniques(table: Table, fitting: readonly UniqueKey[]): readonly UniqueKey[] {
  const own = table.uniques.map((unique) => {
    const its = fitting.find(({ name }) => name === unique.name);
    if (its === undefined || !isSameKey(its, unique)) return unique;
    return {
      ...unique,
      where: unique.where ?? its.where,
      nullsEqual: unique.nullsEqual || its.nullsEqual,
      deferrable: unique.deferrable === 'no' ? its.deferrable : unique.deferrable,
    };
  });
  const more = fitting.filter((unique) => isBeyondFiles(unique) && !has(own, unique));
  return more.length === 0 ? own : byName([...own, ...more]);
}

function isSameKey(a: UniqueKey, b: UniqueKey): boolean {
  return a.parts.flatMap(columnsOf).join('\0') === b.parts.flatMap(columnsOf).join('\0');
}

function isBeyondFiles({ parts, where }: UniqueKey): boolean {
  return (
    where !== null || parts.some((part) => part.kind === 'expression' || part.prefix !== undefined)
  );
}

function mergeReference(reference: Reference, others: readonly Reference[]): Reference {
  const its = others.find((each) => isSameReference(each, reference));
  if (its === undefined || reference.inferred) return reference;
  const deferrable = reference.deferrable === 'no' ? its.deferrable : reference.deferrable;
  return { ...reference, deferrable, match: its.match, validated: its.validated };
}

function isSameReference(a: Reference, b: Reference): boolean {
  const key = ({ columns, target }: Reference): string => canonicalJson({ columns, target });
  return key(a) === key(b);
}

function mergeWhole(table: Table, other: Table, isHere: IsHere): MergedTable {
  const seen: SeenInTable[] = [];
  const take = (kind: SeenInTable['kind'], when: boolean): boolean => {
    if (when) seen.push({ kind, name: '' });
    return when;
  };
  const { partitioning } = other;
  const isKeyHere = partitioning !== null && isHere(keyColumns(partitioning));
  const partitioned = take('partitioning', table.partitioning === null && isKeyHere);
  const secured = take('row security', table.rowSecurity === 'off' && other.rowSecurity !== 'off');
  const inherits = take('inheritance', table.inherits.length === 0 && other.inherits.length > 0);
  const commented = take('comment', table.comment === null && other.comment !== null);
  return {
    seen,
    table: {
      ...table,
      ...(partitioned && { kind: other.kind, partitioning }),
      ...(secured && { rowSecurity: other.rowSecurity }),
      ...(inherits && { inherits: other.inherits }),
      ...(commented && { comment: other.comment }),
      ...(table.primaryKey?.deferrable === 'no' &&
        other.primaryKey && {
          primaryKey: { ...table.primaryKey, deferrable: other.primaryKey.deferrable },
        }),
    },
  };
}

function keyColumns({ key }: Partitioning): readonly string[] {
  return key.flatMap(columnsOf);
}
