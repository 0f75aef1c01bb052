import { Worker } from 'node:worker_threads';
import { GenFactoriesError } from '../../errors.ts';
import type { TableLoad } from '../../runtime/engine.ts';
import type { PlanOptions } from '../../runtime/load-plan.ts';

/** What a worker needs to make the same rows. */
export interface EncodeJob {
  /** The folder of definitions. */
  readonly factories: string;
  readonly options: PlanOptions;
}

/** A part of a table for a worker to encode. */
export interface EncodeRequest {
  readonly id: number;
  readonly table: string;
  readonly first: number;
  readonly end: number;
  /** Rows that tables had before, by table: keys start after theirs. */
  readonly offsets: Readonly<Record<string, number>>;
}

export type EncodeReply =
  | { readonly id: number; readonly chunks: readonly Uint8Array[] }
  | { readonly id: number; readonly error: string };

/** Rows a worker encodes at a time: enough to be worth a message, few enough to keep memory flat. */
const BLOCK_ROWS = 4096;

/**
 * Encodes rows on several threads. Because any range of rows can be made anywhere, workers share
 * nothing: each loads the definitions and plans for itself, and the bytes are the same as from one
 * thread, in the same order.
 */
export class EncodePool {
  readonly #workers: readonly Worker[];
  readonly #waiting = new Map<number, (reply: EncodeReply) => void>();
  #next = 0;

  /**
   * @param threads - how many workers
   * @param job - what they make rows of
   */
  constructor(threads: number, job: EncodeJob) {
    const isSource = import.meta.url.endsWith('.ts');
    const script = new URL(`./encode-worker.${isSource ? 'ts' : 'js'}`, import.meta.url);
    // From sources, as tests run, a worker needs the loader that its parent has.
    const execArgv = isSource ? ['--import', 'jiti/register'] : [];
    this.#workers = Array.from({ length: threads }, () => {
      const worker = new Worker(script, { workerData: job, execArgv });
      worker.on('message', (reply: EncodeReply) => this.#settle(reply));
      worker.on('error', (error) => this.#fail(error));
      return worker;
    });
  }

  /**
   * The rows of a load as the database takes them.
   *
   * @param load - which rows
   * @param offsets - rows that tables had before
   * @param progress - called with how many rows are encoded
   */
  async *encode(
    load: TableLoad,
    offsets: Readonly<Record<string, number>>,
    progress: (rows: number) => void,
  ): AsyncGenerator<Uint8Array> {
    const ahead: Promise<EncodeReply>[] = [];
    let first = load.first;
    for (let done = load.first; done < load.end; done += BLOCK_ROWS) {
      while (first < load.end && ahead.length < this.#workers.length * 2) {
        const end = Math.min(load.end, first + BLOCK_ROWS);
        ahead.push(this.#ask({ table: load.rows.key, first, end, offsets }));
        first = end;
      }
      const reply = await ahead.shift()!;
      if ('error' in reply) throw workerError(reply.error);
      progress(Math.min(load.end, done + BLOCK_ROWS) - load.first);
      yield* reply.chunks;
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #ask(part: Omit<EncodeRequest, 'id'>): Promise<EncodeReply> {
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#workers[id % this.#workers.length]!.postMessage({
        id,
        ...part,
      } satisfies EncodeRequest);
    });
  }

  #settle(reply: EncodeReply): void {
    this.#waiting.get(reply.id)?.(reply);
    this.#waiting.delete(reply.id);
  }

  #fail(error: Error): void {
    for (const id of [...this.#waiting.keys()]) this.#settle({ id, error: error.message });
  }
}

function workerError(message: string): GenFactoriesError {
  return new GenFactoriesError('FACTORIES_FAILED', {
    what: `A worker could not make its rows: ${message}`,
    fix: 'Run without --workers to see where.',
  });
}
