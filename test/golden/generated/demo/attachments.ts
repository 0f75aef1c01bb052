// Written by gen-factories from public.attachments. Extend it in ../index.ts; edits here are lost. checksum 3b6917d5
import { bytes, fileName, given, integer, maybe, mimeType, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('attachments', {
  count: 5_000,
  shape: {
    task_id: maybe('50%', ref('tasks')), // CHECK (num_nonnulls(task_id, comment_id) = 1)
    // CHECK (num_nonnulls(task_id, comment_id) = 1)
    comment_id: given('task_id', { null: ref('comments') }, null),
    file_name: fileName(),
    mime_type: mimeType(),
    size_bytes: integer({ min: 1, max: 50_000_000 }),
    checksum: maybe('10%', bytes({ length: 32 })), // CHECK (octet_length(checksum) = 32)
  },
});
