import type { ColumnType, SpatialShape } from '../../../src/schema/column-type.ts';
import type { ProviderName } from '../declarations/declared.ts';
import { postgresType } from './postgres-words.ts';

/**
 * The type of a column that Prisma has no word for, which the schema has in the database's.
 *
 * @param sql - of `Unsupported("…")`
 * @example
 * ```ts
 * unsupportedType('tsvector', 'postgresql'); // { kind: 'search', name: 'tsvector' }
 * unsupportedType('vector(3)', 'postgresql'); // { kind: 'other', name: 'vector(3)' }
 * ```
 */
export function unsupportedType(sql: string, provider: ProviderName): ColumnType {
  const text = sql.trim();
  const known = provider === 'postgresql' ? postgresType(text) : mysqlType(text);
  return known ?? { kind: 'other', name: spelled(text) };
}

/** In lower case but for what is in quotes, and without blanks behind the commas of what a type takes. */
function spelled(sql: string): string {
  return sql.replaceAll(/("[^"]*"|'[^']*')|[^"']+/g, (part, quoted: string | undefined) =>
    quoted === undefined ? part.toLowerCase().replaceAll(/\s*([,(])\s*/g, '$1') : part,
  );
}

const SHAPES: Readonly<Record<string, SpatialShape>> = {
  geometry: 'geometry',
  point: 'point',
  linestring: 'linestring',
  polygon: 'polygon',
  multipoint: 'multipoint',
  multilinestring: 'multilinestring',
  multipolygon: 'multipolygon',
  geometrycollection: 'geometrycollection',
  geomcollection: 'geometrycollection',
};

function mysqlType(sql: string): ColumnType | null {
  const [, word = '', args = ''] = /^(\w+)\s*(?:\((.*)\))?/s.exec(sql) ?? [];
  const shape = SHAPES[word.toLowerCase()];
  if (shape !== undefined) return { kind: 'spatial', shape, srid: null };
  if (word.toLowerCase() !== 'set') return null;
  const labels = [...args.matchAll(/'((?:[^']|'')*)'/g)].map(([, label = '']) =>
    label.replaceAll("''", "'"),
  );
  return { kind: 'set', labels };
}
