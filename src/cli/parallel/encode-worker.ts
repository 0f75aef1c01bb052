import { parentPort, workerData } from 'node:worker_threads';
import { encodeRows } from '../../engines/postgres/encode-rows.ts';
import { planLoads, type LoadPlan } from '../../runtime/load-plan.ts';
import { loadFactories } from '../load-factories.ts';
import type { EncodeJob, EncodeReply, EncodeRequest } from './encode-pool.ts';

const port = parentPort!;
const job = workerData as EncodeJob;
let planned: Promise<LoadPlan> | undefined;

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

async function plan(): Promise<LoadPlan> {
  const factory = await loadFactories(job.factories);
  return planLoads(factory.source(), job.options);
}

function encode({ loads }: LoadPlan, request: EncodeRequest): Uint8Array[] {
  for (const { rows } of loads) rows.offset = request.offsets[rows.key] ?? 0;
  const load = loads.find(({ rows }) => rows.key === request.table);
  if (load === undefined) throw new Error(`There is no table "${request.table}" in the plan`);
  // A copy of its own can be handed over; a small Buffer shares its memory with others.
  return [...encodeRows({ ...load, first: request.first, end: request.end })].map(
    (chunk) => new Uint8Array(chunk),
  );
}
