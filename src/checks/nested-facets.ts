import { storageType, type ColumnType } from '../schema/column-type.ts';
import { compileRequirement } from './compile-requirement.ts';
import { isUnrestricted, type Facets } from './facets.ts';
import { intersectFacets } from './intersect-facets.ts';
import type { ParseCheck } from './parse-postgres.ts';
import type { Requirement } from './requirement.ts';

/**
 * Facets that domain types put on the parts of a value: an array's elements, a composite's fields.
 * The checks of a column's own domain are read by read-checks.ts; those here have no column to be
 * reported by, so what a part cannot be told in facets is left to the database.
 *
 * @param type - a column's type
 * @param parse - reads the database's SQL
 */
export function nestedFacets(type: ColumnType, parse: ParseCheck): Facets {
  const stored = type.kind === 'domain' ? storedOf(type) : type;
  if (stored.kind === 'array') {
    const each = wholeFacets(stored.element, parse);
    const refusesNull = stored.element.kind === 'domain' && stored.element.notNull;
    return isUnrestricted(each) && !refusesNull
      ? {}
      : { elements: { each, ...(refusesNull && { nulls: 'never' as const }) } };
  }
  if (stored.kind !== 'composite') return {};
  const fields = stored.fields
    .map((field) => [field.name, wholeFacets(field.type, parse)] as const)
    .filter(([, facets]) => !isUnrestricted(facets));
  return fields.length === 0 ? {} : { fields: Object.fromEntries(fields) };
}

/** The type under a chain of domains, with the domains of its parts still in it. */
function storedOf(type: ColumnType): ColumnType {
  return type.kind === 'domain' ? storedOf(type.base) : type;
}

function wholeFacets(type: ColumnType, parse: ParseCheck): Facets {
  let facets = nestedFacets(type, parse);
  for (let domain = type; domain.kind === 'domain'; domain = domain.base) {
    const base = storageType(domain.base);
    for (const check of domain.checks) {
      const expression = parse(check.expression, (name) => (name === 'value' ? base : undefined));
      for (const found of conjoined(compileRequirement(expression, 'not false'))) {
        facets = intersectFacets(facets, found, base) ?? facets;
      }
    }
  }
  return facets;
}

/** The facets that a requirement of one value has in any case, NULL aside. */
function conjoined(requirement: Requirement): readonly Facets[] {
  switch (requirement.kind) {
    case 'within':
      return [requirement.facets];
    case 'all':
      return requirement.of.flatMap(conjoined);
    case 'any': {
      const [only, ...others] = requirement.of.filter((part) => part.kind !== 'null');
      return only === undefined || others.length > 0 ? [] : conjoined(only);
    }
    default:
      return [];
  }
}
