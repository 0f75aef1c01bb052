import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Collection, Db } from '../../connections/mongodb.ts';
import { GenFactoriesError } from '../../errors.ts';
import { OURS } from './ledger.ts';

interface LockDocument {
  readonly _id: 'lock';
  readonly holder: string;
  /** For messages. */
  readonly owner: string;
  readonly until: Date;
}

const WAIT_MS = 10_000;
const RETRY_MS = 200;
/** How long a lock outlives a process that died without letting go of it. */
const LEASE_MS = 15_000;

/**
 * The lock that all of gen-factories take before they write to a database. It is a lease, renewed while
 * its holder lives: MongoDB has no lock that ends with a connection.
 */
export class DatabaseLock {
  readonly #collection: Collection<LockDocument>;
  readonly #database: string;
  readonly #holder = randomUUID();
  #renewal: NodeJS.Timeout | undefined;

  constructor(db: Db) {
    this.#collection = db.collection(`${OURS}lock`);
    this.#database = db.databaseName;
  }

  /** @throws GenFactoriesError `TARGET_BUSY` that names who holds it */
  async take(): Promise<void> {
    const deadline = performance.now() + WAIT_MS;
    while (!(await this.#tryToTake())) {
      if (performance.now() > deadline) throw await this.#busy();
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    this.#renewal = setInterval(() => void this.#renew().catch(() => undefined), LEASE_MS / 3);
    this.#renewal.unref();
  }

  async release(): Promise<void> {
    if (this.#renewal === undefined) return;
    clearInterval(this.#renewal);
    this.#renewal = undefined;
    await this.#collection.deleteOne({ _id: 'lock', holder: this.#holder });
    if ((await this.#collection.countDocuments()) === 0) await this.#collection.drop();
  }

  async #tryToTake(): Promise<boolean> {
    const now = new Date();
    await this.#collection.deleteOne({ _id: 'lock', until: { $lt: now } });
    try {
      await this.#collection.insertOne({
        _id: 'lock',
        holder: this.#holder,
        owner: `${hostname()}:${process.pid}`,
        until: new Date(now.getTime() + LEASE_MS),
      });
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY) return false;
      throw error;
    }
  }

  async #renew(): Promise<void> {
    const until = new Date(Date.now() + LEASE_MS);
    await this.#collection.updateOne({ _id: 'lock', holder: this.#holder }, { $set: { until } });
  }

  async #busy(): Promise<GenFactoriesError> {
    const held = await this.#collection.findOne({ _id: 'lock' });
    return new GenFactoriesError('TARGET_BUSY', {
      what: `"${this.#database}" is being seeded or cleared by ${held?.owner ?? 'another process'}`,
      fix: 'Wait until it has finished, or end that process.',
    });
  }
}

export const DUPLICATE_KEY = 11_000;
