import { parseTableName } from '../schema/facts.ts';
import { keepInferred } from '../schema/keep-inferred.ts';
import type { SchemaModel } from '../schema/schema.ts';
import type { FactsByTable } from '../schema/semantic-diff.ts';
import { definitionKey } from './names.ts';

/**
 * A schema whose estimates are those that definitions were generated from: a database with other documents,
 * or with none, is no reason to change them.
 *
 * @param model - the schema as it is
 * @param before - as it was when the definitions were generated
 * @param purpose - to `compare` with what is there, every estimate stays; to `write` anew, those stay that
 *   this reading comes close to, and all of a collection without documents
 */
export function withKnownEstimates(
  model: SchemaModel,
  before: FactsByTable,
  purpose: 'compare' | 'write',
): SchemaModel {
  if (model.dialect !== 'mongodb') return model;
  const known = new Map(Object.entries(before));
  return {
    ...model,
    tables: model.tables.map((table) => {
      const facts = known.get(definitionKey(table));
      if (facts === undefined) return table;
      const keep = purpose === 'write' && table.inferred !== undefined ? 'alike' : 'all';
      return keepInferred(table, facts, keep, (name) =>
        parseTableName(known.get(name)?.table ?? name),
      );
    }),
  };
}
