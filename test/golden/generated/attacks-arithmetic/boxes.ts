// Written by gen-factories from public.boxes. Extend it in ../index.ts; edits here are lost. checksum 5d659833
import { decimal, edge, integer, maybe } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('boxes', {
  count: 2_000,
  shape: {
    w: integer({ min: 1, max: 100 }), // CHECK boxes_w_check, boxes_area_check, boxes_check
    h: ({ row }) => integer({ min: 1, max: Math.floor(1_000 / row.w) - 1 }), // CHECK (area < 1000)
    // CHECK boxes_depth_check, boxes_check
    depth: maybe('10%', edge(decimal({ min: 0.01, max: 999 }), { min: '1%', max: '1%' })),
    // CHECK ((((w * h)) * depth) >= volume)
    volume: ({ row }) => decimal({ max: row.w * row.h * (row.depth ?? 0) }),
  },
});
