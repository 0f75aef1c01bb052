import { describe, expect, it } from 'vitest';
import { lineOf, sketchSchema } from './tables.ts';

describe('what nobody writes a CHECK for', () => {
  const discountOf = (
    columns: Readonly<Record<string, string>>,
    ...checks: string[]
  ): Promise<string> => {
    const [name = ''] = Object.keys(columns);
    const orders = { columns: { id: 'bigint not null identity', ...columns }, checks };
    return lineOf(sketchSchema({ orders }), 'orders', name);
  };
  const money = 'decimal(10,2) not null';

  it('is a discount that is no more than the subtotal', async () => {
    expect(await discountOf({ discount: money, subtotal: money })).toBe(
      'discount: ({ row }) => money({ max: row.subtotal }),',
    );
    expect(
      await discountOf({ discount_cents: 'integer not null', subtotal_cents: 'integer not null' }),
    ).toBe('discount_cents: ({ row }) => integer({ max: row.subtotal_cents }),');
    expect(await discountOf({ discount: 'decimal(10,2)', price: 'decimal(10,2)' })).toBe(
      "discount: ({ row }) => maybe('10%', money({ max: row.price ?? 0 })),",
    );
  });

  it('is within what a CHECK leaves as well', async () => {
    const columns = { discount: money, subtotal: money };
    expect(await discountOf(columns, '(discount >= (0)::numeric)')).toBe(
      'discount: ({ row }) => money({ max: row.subtotal }),',
    );
    expect(await discountOf(columns, '(discount <= (50)::numeric)')).toBe(
      'discount: ({ row }) => money({ max: Math.min(row.subtotal, 50) }), // from its CHECK',
    );
  });

  it('is not where that could not be', async () => {
    const positive = await discountOf(
      { discount: money, subtotal: money },
      '(discount > (0)::numeric)',
    );
    const units = await discountOf({ discount_cents: 'integer not null', subtotal: money });
    const alone = await discountOf({ discount: money });
    expect(`${positive} ${units} ${alone}`).not.toContain('row');
  });
});

describe('times that keep to a CHECK by their names', () => {
  const shifts = sketchSchema({
    shifts: {
      columns: {
        id: 'bigint not null identity',
        state: "enum('open','closed') not null",
        starts_at: 'time not null',
        ends_at: 'time not null',
        closed_at: 'timestamptz',
        day: 'time not null',
        night: 'time not null',
      },
      checks: [
        '(ends_at > starts_at)',
        "((closed_at IS NOT NULL) = (state = 'closed'::state))",
        '(night > day)',
      ],
    },
  });

  it.each([
    ['ends_at', "after('starts_at', { min: '30m', max: '8h' }), // CHECK (ends_at > starts_at)"],
    ['starts_at', "timeOfDay({ from: '06:00', to: '15:00' }),"],
    ['day', "timeOfDay({ from: '06:00', to: '15:00' }),"],
    ['night', "after('day', { max: '8h' }), // CHECK (night > day)"],
  ])('%s says which', async (column, expected) => {
    expect(await lineOf(shifts, 'shifts', column)).toBe(`${column}: ${expected}`);
  });

  it('closed_at says which', async () => {
    expect(await lineOf(shifts, 'shifts', 'closed_at')).toContain('// CHECK ');
  });
});
