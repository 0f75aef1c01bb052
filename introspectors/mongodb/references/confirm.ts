import type { MongodbConnection } from '../../../src/connections/mongodb.ts';
import { AS_STORED } from '../catalog/read-sample.ts';
import { isDocument, tagOf } from '../bson.ts';
import type { Found } from './attach.ts';
import type { Candidate } from './find-candidates.ts';

/** How many values are looked up; how many of them have to be there. */
const VALUES = 100;
const ENOUGH = 0.5;
/** Where there are very many fields, those that are looked at last go by their names. */
const MOST_PROBES = 400;
const TIMEOUT_MS = 5_000;

/**
 * Finds out which candidates refer to what they seem to: values of the field are looked up among the
 * keys of the other collection. Where there are no documents to look at, a name that fits is believed.
 * Values are compared by the server; none is kept.
 *
 * @param candidates - in any order
 * @param empty - collections without a document
 */
export async function confirmReferences(
  connection: MongodbConnection,
  candidates: readonly Candidate[],
  empty: ReadonlySet<string>,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  let probes = 0;
  for (const { table, column, targets, named } of candidates) {
    const [likeliest] = targets;
    if (likeliest === undefined) continue;
    const values =
      empty.has(table) || probes >= MOST_PROBES ? [] : await readValues(connection, table, column);
    if (values.length === 0) {
      if (named) found.push({ table, column, target: likeliest });
      continue;
    }
    const shares: (readonly [target: string, share: number])[] = [];
    for (const target of targets) {
      if (named && empty.has(target)) shares.push([target, ENOUGH]);
      else if (!empty.has(target)) {
        shares.push([target, await shareOf(connection, target, values)]);
        probes += 1;
      }
    }
    const confirmed = shares.filter(([, share]) => share >= ENOUGH);
    const [first, other] = confirmed;
    // Ids that are in several collections say nothing unless a name does.
    if (first !== undefined && (named || other === undefined)) {
      found.push({ table, column, target: first[0] });
    }
  }
  return found;
}

/** Some values of a field, each once, as they are stored. */
async function readValues(
  { db }: MongodbConnection,
  table: string,
  column: string,
): Promise<readonly unknown[]> {
  const path = column.replaceAll('.*', '');
  if (path !== column) return [];
  const documents = await db
    .collection(table)
    .find(
      { [path]: { $exists: true, $nin: [null, []] } },
      { ...AS_STORED, projection: { _id: 0, [path]: 1 }, limit: VALUES, maxTimeMS: TIMEOUT_MS },
    )
    .toArray();
  const values = documents.flatMap((document) => valuesAt(document, path.split('.')));
  const distinct = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...distinct.values()].slice(0, VALUES);
}

function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, path));
  const [name, ...rest] = path;
  if (name === undefined) return value === null || value === undefined ? [] : [value];
  if (isReference(value)) return name === '$id' ? [value.oid] : [];
  return isDocument(value) ? valuesAt(value[name], rest) : [];
}

/** Of the driver's kind. */
function isReference(value: unknown): value is { readonly oid: unknown } {
  return typeof value === 'object' && value !== null && tagOf(value) === 'DBRef';
}

async function shareOf(
  { db }: MongodbConnection,
  target: string,
  values: readonly unknown[],
): Promise<number> {
  const there = await db
    .collection(target)
    .countDocuments({ _id: { $in: values } as never }, { maxTimeMS: TIMEOUT_MS });
  return there / values.length;
}
