import { compareCodeUnits } from '../schema/canonical-json.ts';
import type { TableFacts } from '../schema/facts.ts';
import type { Check, SchemaModel, Table, UniqueKey } from '../schema/schema.ts';
import type { FactsByTable } from '../schema/semantic-diff.ts';
import { definitionKey } from './names.ts';

/**
 * A schema whose constraints go by the names, and stand in the order, that definitions know them by:
 * one that only has another name now is the same rule, and files are not out of date for it.
 *
 * @param model - the schema as it is
 * @param before - as it was when the definitions were generated
 */
export function withKnownNames(model: SchemaModel, before: FactsByTable): SchemaModel {
  const known = new Map(Object.entries(before));
  return {
    ...model,
    tables: model.tables.map((table) => {
      const facts = known.get(definitionKey(table));
      return facts === undefined ? table : asKnown(table, facts);
    }),
  };
}

function asKnown(table: Table, facts: TableFacts): Table {
  const references = (facts.references ?? []).map(({ columns, key }) => pairText(columns, key));
  const uniques = (facts.unique ?? []).map((unique) =>
    'columns' in unique ? (unique.on ?? unique.columns.join(', ')) : unique.join(', '),
  );
  return {
    ...table,
    checks: renameChecks(table.checks, Object.entries(facts.checks ?? {})),
    references: inOrderOf(references, table.references, ({ columns, target }) =>
      pairText(columns, target.columns),
    ),
    uniques: inOrderOf(uniques, table.uniques, partsText),
  };
}

function pairText(columns: readonly string[], key: readonly string[]): string {
  return `${columns.join(', ')} → ${key.join(', ')}`;
}

function partsText({ parts }: UniqueKey): string {
  return parts.map((part) => (part.kind === 'column' ? part.column : part.sql)).join(', ');
}

/** Those that are known first, in their order. */
function inOrderOf<T>(
  known: readonly string[],
  items: readonly T[],
  describe: (item: T) => string,
): readonly T[] {
  const place = (item: T): number => {
    const found = known.indexOf(describe(item));
    return found === -1 ? known.length : found;
  };
  return [...items].sort((a, b) => place(a) - place(b));
}

function renameChecks(
  checks: readonly Check[],
  known: readonly (readonly [string, string])[],
): readonly Check[] {
  const taken = new Set(checks.map((check) => check.name));
  const renamed = checks.map((check) => {
    const same = known.filter(([, expression]) => expression === check.expression);
    if (same.some(([name]) => name === check.name)) return check;
    const [name] = same.find(([each]) => !taken.has(each)) ?? [];
    if (name === undefined) return check;
    taken.add(name);
    return { ...check, name };
  });
  return renamed.sort((a, b) => compareCodeUnits(a.name, b.name));
}
