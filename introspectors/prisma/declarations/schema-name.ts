import { sourceError, type Place } from '../source/source-file.ts';
import { textOf, type UsedAttribute } from './attributes.ts';
import type { Datasource } from './declared.ts';

/**
 * The database's schema that a block is in: the one it names, where the datasource lists several.
 *
 * @param attribute - its `@@schema`, if it has one
 * @param place - of the block
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID` for one that is not listed, and where one is needed
 */
export function readSchemaName(
  attribute: UsedAttribute | undefined,
  { schemas, defaultSchema, provider }: Datasource,
  place: Place,
): string {
  const name = attribute === undefined ? null : textOf(attribute, 'map');
  if (name === null || attribute === undefined) {
    if (schemas === null) return defaultSchema;
    const fix = `Write \`@@schema("…")\` with one of ${schemas.join(', ')}.`;
    throw sourceError(place, 'No @@schema, where the datasource lists schemas,', fix);
  }
  if (schemas?.includes(name)) return name;
  const fix =
    provider === 'postgresql'
      ? `Add "${name}" to \`schemas\` of the datasource.`
      : 'Remove it: the database has no schemas.';
  throw sourceError(attribute.place, `The schema "${name}" is not one of the datasource's`, fix);
}
