import { compareCodeUnits } from '../../../src/schema/canonical-json.ts';
import type { Place, Reference, ReferentialAction } from '../../../src/schema/schema.ts';
import type { Datasource, ForeignKey } from '../declarations/declared.ts';
import { constraintName } from './names.ts';

/**
 * The references of a table: foreign keys where the database keeps them, else what it should be.
 *
 * @param keys - of one model
 * @returns by name
 */
export function readReferences(
  keys: readonly ForeignKey[],
  datasource: Datasource,
): readonly Reference[] {
  const references = keys
    .filter(({ from, to }) => !from.isView && !to.isView)
    .map((key) => (datasource.foreignKeys ? hard(key, datasource) : soft(key)));
  // A relation may be written twice where nothing is made of it.
  const byName = new Map(references.map((reference) => [reference.name, reference]));
  return [...byName.values()].sort((a, b) => compareCodeUnits(a.name, b.name));
}

function hard(key: ForeignKey, { provider }: Datasource): Reference {
  const { link, fields, from } = key;
  const columns = fields.map((field) => field.column);
  const name = link.constraint ?? constraintName([from.table.name, ...columns], '_fkey', provider);
  // One column that cannot be NULL is enough to keep the others from becoming so.
  const isRequired = fields.some((field) => field.arity === 'required');
  const onDelete = link.onDelete ?? (isRequired ? 'restrict' : 'set null');
  const spell = (action: ReferentialAction): ReferentialAction =>
    provider === 'mysql' && action === 'restrict' ? 'no action' : action;
  return {
    name,
    columns,
    target: targetOf(key),
    onDelete: spell(onDelete),
    onUpdate: spell(link.onUpdate ?? 'cascade'),
    match: 'simple',
    deferrable: 'no',
    validated: true,
    at: placeOf(key),
  };
}

function soft(key: ForeignKey): Reference {
  const columns = key.fields.map((field) => field.column);
  return { ...softReference(columns, targetOf(key)), at: placeOf(key) };
}

function placeOf({ link: { place } }: ForeignKey): Place {
  return { file: place.source.path, line: place.line };
}

/** One that the program keeps, as far as it does. */
export function softReference(columns: readonly string[], target: Reference['target']): Reference {
  return {
    name: `${columns.join(', ')} → ${target.table.name}`,
    columns,
    target,
    onDelete: 'no action',
    onUpdate: 'no action',
    match: 'simple',
    deferrable: 'no',
    validated: false,
    inferred: true,
  };
}

function targetOf({ to, references }: ForeignKey): Reference['target'] {
  return { table: to.table, columns: references.map((field) => field.column) };
}
