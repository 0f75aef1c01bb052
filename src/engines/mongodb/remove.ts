import type { Db } from '../../connections/mongodb.ts';
import type { LedgerEntry, Removal } from '../../runtime/engine.ts';
import { GenFactoriesError } from '../../errors.ts';
import type { LinkDocument, MongodbLedger } from './ledger.ts';

/** Keys to a query: the server takes 16 MB of them. */
const CHUNK = 5_000;

/**
 * Removes what some runs wrote, and what was hung on it by the references that they wrote. There is no
 * transaction to rely on: children go first, and the ledger's entries last, so that a removal that is cut
 * short can be done again.
 */
export async function removeEntries(
  db: Db,
  ledger: MongodbLedger,
  entries: readonly LedgerEntry[],
): Promise<Removal> {
  const runs = entries.map((entry) => entry.id);
  const links = uniqueLinks(await ledger.links.find({ run: { $in: runs } }).toArray());
  const removal = new Removing(db, links);
  // What was written last goes first: it is what refers.
  const written = ledger.keys.find({ run: { $in: runs } }).sort({ _id: -1 });
  for await (const { collection, ids } of written) await removal.remove(collection, ids);
  // Only documents of others are left to be corrected: ours might break a rule without their references.
  for await (const { collection, ids } of ledger.keys.find({ run: { $in: runs } })) {
    await removal.clear(collection, ids);
  }
  await removal.clearOthers();
  await removal.proveNoOrphans();
  for (const { collection } of await ledger.made.find({ run: { $in: runs } }).toArray()) {
    if ((await db.collection(collection).countDocuments({}, { limit: 1 })) === 0) {
      await db.dropCollection(collection);
    }
  }
  await ledger.remove(runs);
  return { deleted: Object.fromEntries(removal.deleted), orphans: 0 };
}

/**
 * What takes a reference out of a document: its field, or the elements of the innermost list that lead to what
 * goes.
 */
function withoutReference(path: string, among: object): Readonly<Record<string, object>> {
  const end = path.lastIndexOf('[]');
  if (end < 0) return { $unset: { [path]: '' } };
  const list = path.slice(0, end).replaceAll('[]', '.$[]');
  const field = path.slice(end + '[].'.length);
  return { $pull: { [list]: field === '' ? among : { [field]: among } } };
}

/** Several runs may have written the same references. */
function uniqueLinks(links: readonly LinkDocument[]): readonly LinkDocument[] {
  const known = new Map(
    links.map((link) => [`${link.collection}\0${link.path}\0${link.target}`, link]),
  );
  return [...known.values()];
}

class Removing {
  readonly deleted = new Map<string, number>();
  readonly #db: Db;
  readonly #links: readonly LinkDocument[];
  /** Documents that went because they needed ours: not all of them are in the ledger. */
  readonly #others: { readonly collection: string; readonly ids: readonly unknown[] }[] = [];

  constructor(db: Db, links: readonly LinkDocument[]) {
    this.#db = db;
    this.#links = links;
  }

  /** Deletes documents, those that need them first. */
  async remove(collection: string, ids: readonly unknown[]): Promise<void> {
    for (let start = 0; start < ids.length; start += CHUNK) {
      await this.#removeSome(collection, ids.slice(start, start + CHUNK));
    }
  }

  /** Takes references to documents that are gone out of those that may do without. */
  async clear(collection: string, ids: readonly unknown[]): Promise<void> {
    for (const link of this.#links) {
      if (link.target !== collection || link.required || link.key !== '_id') continue;
      for (let start = 0; start < ids.length; start += CHUNK) {
        await this.#clear(link, ids.slice(start, start + CHUNK));
      }
    }
  }

  /** The same for documents that went with ours. */
  async clearOthers(): Promise<void> {
    for (const { collection, ids } of this.#others) await this.clear(collection, ids);
  }

  async #removeSome(collection: string, ids: readonly unknown[]): Promise<void> {
    for (const link of this.#links) {
      if (link.target !== collection) continue;
      const keys = link.key === '_id' ? ids : await this.#keysOf(collection, link.key, ids);
      if (link.required) await this.#removeReferring(link, keys, ids);
      // Nobody knows another key of a document once that is gone.
      else if (link.key !== '_id') await this.#clear(link, keys);
    }
    const { deletedCount } = await this.#db
      .collection(collection)
      .deleteMany({ _id: { $in: ids } as never });
    if (deletedCount > 0) {
      this.deleted.set(collection, (this.deleted.get(collection) ?? 0) + deletedCount);
    }
  }

  async #removeReferring(
    { collection, path, target }: LinkDocument,
    keys: readonly unknown[],
    ids: readonly unknown[],
  ): Promise<void> {
    const found = await this.#db
      .collection(collection)
      .find({ [path]: { $in: [...keys] } }, { projection: { _id: 1 } })
      .toArray();
    // A document of these that refers to another of these goes with them anyway.
    const going = new Set(target === collection ? ids.map(String) : []);
    const more = found.map(({ _id }) => _id).filter((id) => !going.has(String(id)));
    if (more.length === 0) return;
    this.#others.push({ collection, ids: more });
    await this.remove(collection, more);
  }

  async #clear({ collection, path }: LinkDocument, keys: readonly unknown[]): Promise<void> {
    const among = { $in: [...keys] };
    const [list, ...inside] = path.split('[]');
    // Where the app has one value in place of a list, there is nothing to take out.
    const isList = inside.length === 0 ? {} : { [list!]: { $type: 'array' } };
    await this.#db
      .collection(collection)
      .updateMany(
        { $and: [{ [path.replaceAll('[]', '')]: among }, isList] },
        withoutReference(path, among),
      );
  }

  async #keysOf(collection: string, key: string, ids: readonly unknown[]): Promise<unknown[]> {
    return this.#db.collection(collection).distinct(key, { _id: { $in: ids } as never });
  }

  /** @throws GenFactoriesError `ORPHANS_FOUND` where a reference leads nowhere that led to one of ours */
  async proveNoOrphans(): Promise<void> {
    for (const { collection, path, target, key, required } of this.#links) {
      if (!required || !this.deleted.has(target)) continue;
      const [found] = await this.#db
        .collection(collection)
        .aggregate<{ orphans: number }>([
          { $match: { [path]: { $exists: true, $ne: null } } },
          { $lookup: { from: target, localField: path, foreignField: key, as: 'parents' } },
          { $match: { parents: { $size: 0 } } },
          { $count: 'orphans' },
        ])
        .toArray();
      if (found === undefined || found.orphans === 0) continue;
      throw new GenFactoriesError('ORPHANS_FOUND', {
        what: `${found.orphans} documents of ${collection} refer to documents of ${target} that are not there`,
        where: `${collection}.${path}`,
        fix: 'Remove them by hand, or correct them; then run down again.',
      });
    }
  }
}
