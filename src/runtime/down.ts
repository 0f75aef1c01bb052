import type { OpenEngine } from './factory.ts';
import { onTarget, type TargetOptions } from './on-target.ts';

export type DownOptions = TargetOptions;

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
  return onTarget(openEngine, options, undefined, async (engine) => {
    const removal = await engine.remove(await engine.ledger.read());
    return {
      ok: true,
      deleted: removal.deleted,
      orphans: removal.orphans,
      ...(removal.dangling && { dangling: removal.dangling }),
      ms: Math.round(performance.now() - start),
    };
  });
}
