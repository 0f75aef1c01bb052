import type { ColumnType, DomainCheck } from '../../../src/schema/column-type.ts';
import { compareCodeUnits } from '../../../src/schema/canonical-json.ts';
import { namedType } from './base-types.ts';
import type { DomainDefinition, DraftType, TypeUse } from './draft-types.ts';

/** What spells a domain's checks. */
interface Spells {
  domainCheck(domain: DomainDefinition, sql: string): string;
}

/** A type as statements made it, in the model's terms. */
export function columnType(use: TypeUse, spell: Spells): ColumnType {
  if (use.array) return { kind: 'array', element: columnType({ ...use, array: false }, spell) };
  const { of } = use;
  if ('named' in of) return namedType(of, use.folds ?? false);
  if ('columns' in of) return { kind: 'composite', fields: fieldsOf(of.columns, spell) };
  return madeType(of, use, spell);
}

function madeType(
  { schema, name, definition }: DraftType,
  use: TypeUse,
  spell: Spells,
): ColumnType {
  switch (definition.kind) {
    case 'enum':
      return { kind: 'enum', labels: definition.labels };
    case 'domain':
      return {
        kind: 'domain',
        schema,
        name,
        base: columnType({ ...definition.base, folds: use.folds ?? definition.base.folds }, spell),
        notNull: definition.notNull,
        checks: domainChecks(definition, spell),
      };
    case 'composite':
      return { kind: 'composite', fields: fieldsOf(definition.fields, spell) };
    case 'range':
      return {
        kind: 'range',
        element: columnType(definition.element, spell),
        multi: definition.multi,
      };
    case 'base':
      return { kind: 'other', name: `${schema}.${name}` };
  }
}

function fieldsOf(
  fields: readonly { readonly name: string; readonly type: TypeUse }[],
  spell: Spells,
) {
  return fields.map(({ name, type }) => ({ name, type: columnType(type, spell) }));
}

function domainChecks(domain: DomainDefinition, spell: Spells): readonly DomainCheck[] {
  return domain.checks
    .map(({ name, sql }) => ({ name, expression: spell.domainCheck(domain, sql) }))
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
