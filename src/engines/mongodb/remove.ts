import type { Db } from '../../connections/mongodb.ts';
import type { LedgerEntry, Removal } from '../../runtime/engine.ts';
import type { LinkDocument, MongodbLedger } from './ledger.ts';

/** Keys to a query: the server takes 16 MB of them. */
const CHUNK = 5_000;

/**
 * Removes what some runs wrote, and takes the references to it out of documents of others: those stay, as
 * nothing in the database says that they should go. There is no transaction to rely on: children go first,
 * and the ledger's entries last, so that a removal that is cut short can be done again.
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
  const dangling = await removal.countDangling();
  for (const { collection } of await ledger.made.find({ run: { $in: runs } }).toArray()) {
    if ((await db.collection(collection).countDocuments({}, { limit: 1 })) === 0) {
      await db.dropCollection(collection);
    }
  }
  await ledger.remove(runs);
  const left = Object.keys(dangling).length > 0 && { dangling };
  return { deleted: Object.fromEntries(removal.deleted), orphans: 0, ...left };
}

interface Update {
  readonly where: object;
  readonly change: Readonly<Record<string, object>>;
}

/**
 * What takes a reference out of a document, one after the other: its field, or else NULL in its place; or the
 * elements of the innermost list that lead to what goes.
 */
function withoutReference(path: string, among: object): readonly Update[] {
  const end = path.lastIndexOf('[]');
  if (end < 0) {
    return [
      { where: {}, change: { $unset: { [path]: '' } } },
      { where: {}, change: { $set: { [path]: null } } },
    ];
  }
  const list = path.slice(0, end).replaceAll('[]', '.$[]');
  const field = path.slice(end + '[].'.length);
  // Where the app has one value in place of a list, there is nothing to take out.
  const where = { [path.slice(0, path.indexOf('[]'))]: { $type: 'array' } };
  return [{ where, change: { $pull: { [list]: field === '' ? among : { [field]: among } } } }];
}

/** Several runs may have written the same references. */
function uniqueLinks(links: readonly LinkDocument[]): readonly LinkDocument[] {
  const known = new Map(
    links.map((link) => [`${link.collection}\0${link.path}\0${link.target}`, link]),
  );
  return [...known.values()];
}

/** A reference that some documents would not be without: their keys lead nowhere now. */
interface Remainder {
  readonly link: LinkDocument;
  readonly keys: readonly unknown[];
}

class Removing {
  readonly deleted = new Map<string, number>();
  readonly #db: Db;
  readonly #links: readonly LinkDocument[];
  readonly #remainders: Remainder[] = [];

  constructor(db: Db, links: readonly LinkDocument[]) {
    this.#db = db;
    this.#links = links;
  }

  /** Deletes documents. */
  async remove(collection: string, ids: readonly unknown[]): Promise<void> {
    for (let start = 0; start < ids.length; start += CHUNK) {
      await this.#removeSome(collection, ids.slice(start, start + CHUNK));
    }
  }

  /** Takes references to documents that are gone out of those that are left. */
  async clear(collection: string, ids: readonly unknown[]): Promise<void> {
    for (const link of this.#links) {
      if (link.target !== collection || link.key !== '_id') continue;
      for (let start = 0; start < ids.length; start += CHUNK) {
        await this.#clear(link, ids.slice(start, start + CHUNK));
      }
    }
  }

  /** Documents that refer to what is gone, by the field that does: a rule of their collection wants it there. */
  async countDangling(): Promise<Readonly<Record<string, number>>> {
    const counts = new Map<string, number>();
    for (const { link, keys } of this.#remainders) {
      const field = `${link.collection}.${fieldOf(link)}`;
      const more = await this.#db.collection(link.collection).countDocuments(referring(link, keys));
      if (more > 0) counts.set(field, (counts.get(field) ?? 0) + more);
    }
    return Object.fromEntries(counts);
  }

  async #removeSome(collection: string, ids: readonly unknown[]): Promise<void> {
    for (const link of this.#links) {
      // Nobody knows another key of a document once that is gone.
      if (link.target !== collection || link.key === '_id') continue;
      await this.#clear(link, await this.#keysOf(collection, link.key, ids));
    }
    const { deletedCount } = await this.#db
      .collection(collection)
      .deleteMany({ _id: { $in: ids } as never });
    if (deletedCount > 0) {
      this.deleted.set(collection, (this.deleted.get(collection) ?? 0) + deletedCount);
    }
  }

  async #clear(link: LinkDocument, keys: readonly unknown[]): Promise<void> {
    const collection = this.#db.collection(link.collection);
    const filter = referring(link, keys);
    if ((await collection.countDocuments(filter, { limit: 1 })) === 0) return;
    const updates = withoutReference(link.path, { $in: [...keys] });
    for (const { where, change } of updates) {
      const wanted = { $and: [filter, where] };
      if (await updated(collection.updateMany(wanted, change))) continue;
      // The first that is refused has ended it: one by one, those that may do without do.
      for await (const { _id } of collection.find(wanted, { projection: { _id: 1 } })) {
        await updated(collection.updateOne({ _id }, change));
      }
    }
    if ((await collection.countDocuments(filter, { limit: 1 })) > 0) {
      this.#remainders.push({ link, keys });
    }
  }

  async #keysOf(collection: string, key: string, ids: readonly unknown[]): Promise<unknown[]> {
    return this.#db.collection(collection).distinct(key, { _id: { $in: ids } as never });
  }
}

function fieldOf({ path }: LinkDocument): string {
  return path.replaceAll('[]', '');
}

function referring(link: LinkDocument, keys: readonly unknown[]): object {
  return { [fieldOf(link)]: { $in: [...keys] } };
}

/** A unique index that has a document without the field already; a series of measurements. */
const REFUSALS: ReadonlySet<unknown> = new Set([11_000, 72]);
/** FerretDB has a number of its own for it. */
const VALIDATION_FAILED = 121;

function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return (
    error.code === VALIDATION_FAILED ||
    REFUSALS.has(error.code) ||
    /failed validation/i.test(error.message)
  );
}

/** Whether the server took an update; an error about anything else than the document is thrown. */
async function updated(update: Promise<unknown>): Promise<boolean> {
  try {
    await update;
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}
