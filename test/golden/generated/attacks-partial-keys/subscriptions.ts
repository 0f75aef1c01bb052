// Written by gen-factories from public.subscriptions. Extend it in ../index.ts; edits here are lost. checksum a29e301d
import { edge, maybe, ref, sentence, skewed, weighted } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('subscriptions', {
  count: 2_000,
  shape: {
    tenant_id: ref('tenants', { fanout: skewed({ max: 100, none: '5%' }) }),
    status: weighted({ trial: 0.2, active: 0.65, past_due: 0.1, canceled: 0.05 }),
    note: maybe('10%', edge(sentence(), { longest: '2%', emoji: '2%', newline: '2%', html: '1%' })),
  },
});
