import type { OpenEngine } from './factory.ts';
import { guardTarget, guardUrl, type GuardOptions } from './guard.ts';
import { databaseUrl, withEnvironment } from './up.ts';

export interface DownOptions extends GuardOptions {
  /** The database; the environment's `DATABASE_URL` by default. */
  readonly url?: string | undefined;
}

export interface DownResult {
  readonly ok: true;
  /** Rows deleted by qualified table, those the app hung on ours included. */
  readonly deleted: Readonly<Record<string, number>>;
  readonly orphans: 0;
  /**
   * MongoDB: documents of yours that go on naming a document that is gone, as a validator or a unique index
   * would not have them without; by field, `tickets.orgId`. Left out where there is none.
   */
  readonly dangling?: Readonly<Record<string, number>>;
  readonly ms: number;
}

/** See {@link Factory.down}. */
export async function down(openEngine: OpenEngine, options: DownOptions): Promise<DownResult> {
  const start = performance.now();
  const url = databaseUrl(options.url);
  guardUrl(url, process.env, withEnvironment(options));
  const engine = await openEngine(url);
  try {
    guardTarget(engine.target, process.env, withEnvironment(options));
    await engine.lock();
    const entries = await engine.ledger.read();
    const removal = await engine.remove(entries);
    return {
      ok: true,
      deleted: removal.deleted,
      orphans: removal.orphans,
      ...(removal.dangling && { dangling: removal.dangling }),
      ms: Math.round(performance.now() - start),
    };
  } finally {
    await engine.close();
  }
}
