import { parentPort, workerData } from 'node:worker_threads';
import { encodeRows as encodeMysqlRows } from '../../engines/mysql/encode-rows.ts';
import { encodeRows } from '../../engines/postgres/encode-rows.ts';
import type { LoadPlan } from '../../runtime/load-plan.ts';
import { planAround } from '../../runtime/plan-around.ts';
import { loadFactories } from '../load-factories.ts';
import type { Dialect } from '../../schema/schema.ts';
import type { EncodeJob, EncodeReply, EncodeRequest } from './encode-pool.ts';

const port = parentPort!;
const job = workerData as EncodeJob;
let planned: Promise<Planned> | undefined;

interface Planned extends LoadPlan {
  readonly dialect: Dialect;
}

port.on('message', (request: EncodeRequest) => {
  void answer(request).then((reply) => {
    port.postMessage(
      reply,
      'chunks' in reply ? reply.chunks.map((chunk) => chunk.buffer as ArrayBuffer) : [],
    );
  });
});

async function answer(request: EncodeRequest): Promise<EncodeReply> {
  try {
    planned ??= plan();
    return { id: request.id, chunks: encode(await planned, request) };
  } catch (error) {
    return { id: request.id, error: error instanceof Error ? error.message : String(error) };
  }
}

async function plan(): Promise<Planned> {
  const factory = await loadFactories(job.factories);
  const { dialect } = factory.settings;
  return { ...planAround(factory.source(), job.options).plan, dialect };
}

function encode({ loads, dialect }: Planned, request: EncodeRequest): Uint8Array[] {
  for (const { rows } of loads) rows.offset = request.offsets[rows.key] ?? 0;
  const load = loads.find(({ rows }) => rows.key === request.table);
  if (load === undefined) throw new Error(`There is no table "${request.table}" in the plan`);
  // A copy of its own can be handed over; a small Buffer shares its memory with others.
  const part = { ...load, first: request.first, end: request.end };
  // The flavours read the same bytes, by other functions.
  const chunks = dialect === 'mysql' ? encodeMysqlRows(part, 'mysql') : encodeRows(part);
  return [...chunks].map((chunk) => new Uint8Array(chunk));
}
