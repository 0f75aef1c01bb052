import { describe, expect, it } from 'vitest';
import { entityOf } from '../../src/codegen/names.ts';

describe('what the rows of a table are', () => {
  it.each([
    ['users', 'user'],
    ['OrderItems', 'order_item'],
    ['invoice_line', 'invoice_line'],
    ['categories', 'category'],
    ['boxes', 'box'],
    ['people', 'person'],
    ['news', 'news'],
    ['addresses', 'address'],
    ['statuses', 'status'],
    ['buses', 'bus'],
    ['order_status', 'order_status'],
    ['movies', 'movie'],
    ['cookies', 'cookie'],
    ['analyses', 'analysis'],
    ['children', 'child'],
    ['courses', 'course'],
    ['houses', 'house'],
    ['caches', 'cache'],
    ['USER-AGENTS', 'user_agent'],
    ['', ''],
  ])('%s are each a %s', (name, entity) => {
    expect(entityOf({ schema: 'public', name })).toBe(entity);
  });
});
