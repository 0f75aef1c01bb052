import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { position } from '../../generators/family.ts';
import { ref, skewed } from '../../generators/reference.ts';
import { thrown } from '../support/errors.ts';
import { looseFactory, table, to, type LooseFactory } from './support/loose-factory.ts';

const ID = 'integer not null serial';

function linesOf(type: string, orders: number, lines: number, from?: number): LooseFactory {
  return looseFactory(
    {
      orders: table({ id: ID }),
      lines: table(
        { id: ID, order_id: 'integer not null', line: `${type} not null` },
        { unique: [['order_id', 'line']], references: [to('orders')] },
      ),
    },
    { dialect: 'mysql' },
  )
    .define('orders', { count: orders })
    .define('lines', {
      count: lines,
      shape: {
        order_id: ref('orders', { fanout: skewed({ max: 100, none: '5%' }) }),
        line: position('order_id', from === undefined ? {} : { from }),
      },
    });
}

describe('positions', () => {
  it('stay within their column, whatever the scale', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 60 }),
        fc.constantFrom(0, 1, 100),
        fc.integer({ min: 1, max: 10 }),
        (orders, from, scale) => {
          const factory = linesOf('tinyint', orders, orders * 12, from);
          const rows = factory.load({ scale }).get('lines')!;
          expect(rows).toHaveLength(orders * 12 * scale);
          expect(Math.max(...rows.map((row) => Number(row['line'])))).toBeLessThanOrEqual(127);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('that the column cannot hold are too many rows, before any is made', () => {
    const error = thrown(() => linesOf('tinyint unsigned', 2, 511).plan());
    expect(error).toMatchObject({ code: 'COUNT_OVER_CAPACITY', room: { rows: 510 } });
    expect(error.what).toContain('with at most 255 each have by position "line"');
  });

  it('say which scenario gives a parent more rows than the column can number', () => {
    const factory = linesOf('tinyint', 50, 300);
    factory.scenario('long', ({ add }) => {
      add('lines', 128, { order_id: add('orders') });
    });
    const error = thrown(() => factory.load({ scenario: 'long' }));
    expect(error.code).toBe('COUNT_OVER_CAPACITY');
    expect(error.message).toContain('Scenario "long"');
  });
});
