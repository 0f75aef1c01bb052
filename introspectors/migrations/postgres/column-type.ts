import type { ColumnType, DomainCheck } from '../../../src/schema/column-type.ts';
import { compareCodeUnits } from '../../../src/schema/canonical-json.ts';
import { namedType } from './base-types.ts';
import type { DomainDefinition, DraftType, TypeUse } from './draft-types.ts';

/** A type as statements made it, in the model's terms. */
export function columnType(use: TypeUse): ColumnType {
  if (use.array) return { kind: 'array', element: columnType({ ...use, array: false }) };
  const { of } = use;
  if ('named' in of) return namedType(of, use.folds ?? false);
  if ('columns' in of) {
    return { kind: 'composite', fields: of.columns.map(composed) };
  }
  return madeType(of, use);
}

function madeType({ schema, name, definition }: DraftType, use: TypeUse): ColumnType {
  switch (definition.kind) {
    case 'enum':
      return { kind: 'enum', labels: definition.labels };
    case 'domain':
      return {
        kind: 'domain',
        schema,
        name,
        base: columnType({ ...definition.base, folds: use.folds ?? definition.base.folds }),
        notNull: definition.notNull,
        checks: domainChecks(definition),
      };
    case 'composite':
      return { kind: 'composite', fields: definition.fields.map(composed) };
    case 'range':
      return { kind: 'range', element: columnType(definition.element), multi: definition.multi };
    case 'base':
      return { kind: 'other', name: `${schema}.${name}` };
  }
}

function composed({ name, type }: { readonly name: string; readonly type: TypeUse }) {
  return { name, type: columnType(type) };
}

function domainChecks({ checks }: DomainDefinition): readonly DomainCheck[] {
  return checks
    .map(({ name, sql }) => ({ name, expression: sql }))
    .sort((a, b) => compareCodeUnits(a.name, b.name));
}

/** True where a value of the type cannot be NULL: a domain that says so, at any depth of its chain. */
export function refusesNull({ of, array }: TypeUse): boolean {
  if (array || 'named' in of || 'columns' in of || of.definition.kind !== 'domain') return false;
  return of.definition.notNull || refusesNull(of.definition.base);
}

/** The domain that a column is of; null where it is of another kind of type. */
export function domainOf({ of, array }: TypeUse): DomainDefinition | null {
  if (array || 'named' in of || 'columns' in of) return null;
  return of.definition.kind === 'domain' ? of.definition : null;
}
