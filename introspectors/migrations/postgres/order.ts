import { compareCodeUnits } from '../../../src/schema/canonical-json.ts';

/** By name, in the order of the catalogue's. */
export function compareNames(a: { readonly name: string }, b: { readonly name: string }): number {
  return compareCodeUnits(a.name, b.name);
}
