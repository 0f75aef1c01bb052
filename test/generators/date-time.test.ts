import { describe, expect, test } from 'vitest';
import {
  after,
  before,
  birthDate,
  duration,
  future,
  recent,
  timeOfDay,
} from '../../generators/catalog.ts';
import { parseDuration, type Duration } from '../../generators/duration.ts';
import { readMoment } from '../../generators/moment.ts';
import { bindTo, drawRows, fakeRow, NOW } from '../support/fake-site.ts';

const DAY = 86_400_000;

describe('parseDuration()', () => {
  test.each([
    ['3y', 1095 * DAY],
    ['6mo', 180 * DAY],
    ['2w', 14 * DAY],
    ['90d', 90 * DAY],
    ['1.5h', 5_400_000],
    ['15m', 900_000],
    ['30s', 30_000],
    ['250ms', 250],
  ] as const)('%s is %i ms', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each(['', '3', 'y', '3 y', '-3d', '3years', '1e3d'])('"%s" is none', (text) => {
    expect(() => parseDuration(text as Duration)).toThrow(`"${text}" is not a length of time`);
  });
});

describe('recent()', () => {
  test('covers the time before now evenly', () => {
    const made = drawRows(bindTo(recent({ within: '3y' }), 'timestamptz'), 1000).map(Number);
    expect(Math.min(...made)).toBeGreaterThanOrEqual(NOW - 1095 * DAY);
    expect(Math.max(...made)).toBeLessThanOrEqual(NOW);
    const lastYear = made.filter((time) => time > NOW - 365 * DAY).length;
    expect(Math.abs(lastYear - 333)).toBeLessThanOrEqual(2);
  });

  test('is what the column stores', () => {
    const one = (type: string): unknown => bindTo(recent(), type).draw(fakeRow(5));
    const time = one('timestamptz(0)') as Date;
    expect(time).toBeInstanceOf(Date);
    expect(time.getTime() % 1000).toBe(0);
    expect(one('date')).toBe(time.toISOString().slice(0, 10));
    expect(one('integer')).toBe(time.getTime() / 1000);
    expect(Math.floor((one('bigint') as number) / 1000)).toBe(time.getTime() / 1000);
    expect(one('time(0)')).toBe(time.toISOString().slice(11, 19));
    expect(one('text')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(one('varchar(20)')).toBe(`${time.toISOString().slice(0, 19)}Z`);
    expect(one('char(10)')).toBe(time.toISOString().slice(0, 10));
  });

  test('is not before a column of the row or of its parent', () => {
    const columns = { created_at: 'timestamptz', org_id: 'uuid' };
    const own = bindTo(recent({ after: 'created_at' }), 'timestamptz(0)', { columns });
    const parents = bindTo(recent({ after: 'org_id.created_at' }), 'date', { columns });
    for (let index = 0; index < 500; index++) {
      const created = new Date(NOW - index * 17_777_777);
      const row = fakeRow(
        index,
        { created_at: created },
        { org_id: fakeRow(0, { created_at: created }) },
      );
      expect(Number(own.draw(row))).toBeGreaterThanOrEqual(created.getTime());
      expect(Date.parse(String(parents.draw(row)))).toBeGreaterThanOrEqual(created.getTime());
    }
  });

  test('stays with the other column where the window leaves nothing', () => {
    const columns = { starts: 'timestamptz', ends: 'timestamptz' };
    const row = (starts: number | null, ends: number | null) =>
      fakeRow(0, { starts: starts && new Date(starts), ends: ends && new Date(ends) });
    const bound = bindTo(recent({ after: 'starts', before: 'ends' }), 'timestamptz', { columns });
    expect(Number(bound.draw(row(NOW + DAY, null)))).toBe(NOW + DAY);
    expect(Number(bound.draw(row(null, NOW - 999 * DAY)))).toBe(NOW - 999 * DAY);
    expect(Number(bound.draw(row(NOW - 3 * DAY, NOW - 3 * DAY)))).toBe(NOW - 3 * DAY);
    expect(bound.draw(row(null, null))).toBeInstanceOf(Date);
  });

  test('refuses a column that is not there', () => {
    expect(() =>
      bindTo(recent({ after: 'create_at' }), 'date', { columns: { created_at: 'date' } }),
    ).toThrow(/no column "create_at".*created_at/);
  });
});

test('future() begins now and ends before 2038', () => {
  const made = drawRows(bindTo(future({ within: '90y' }), 'timestamptz'), 300).map(Number);
  expect(Math.min(...made)).toBeGreaterThanOrEqual(NOW);
  expect(Math.max(...made)).toBeLessThan(Date.UTC(2038, 0, 1));
});

test('after() and before() keep their distance, and NULL', () => {
  const options = { columns: { at: 'timestamptz' } };
  const later = bindTo(after('at', { min: '1h', max: '5d' }), 'timestamptz', options);
  const earlier = bindTo(before('at', { min: '1h', max: '5d' }), 'timestamptz', options);
  const onDays = bindTo(after('at', { min: '1m' }), 'date', options);
  for (let index = 0; index < 300; index++) {
    const row = fakeRow(index, { at: new Date(NOW) });
    const distance = Number(later.draw(row)) - NOW;
    expect(distance).toBeGreaterThanOrEqual(DAY / 24);
    expect(distance).toBeLessThanOrEqual(5 * DAY);
    expect(NOW - Number(earlier.draw(row))).toBeGreaterThanOrEqual(DAY / 24);
    expect(Date.parse(String(onDays.draw(row)))).toBeGreaterThan(NOW);
  }
  expect(later.draw(fakeRow(0, { at: null }))).toBeNull();
});

test.each(['time', 'time(0)', 'timetz'])(
  'after() stays within the day in a column of type %s',
  (type) => {
    const zone = type === 'timetz' ? '+00' : '';
    const later = bindTo(after('opens', { min: '1h', max: '8h' }), type, {
      columns: { opens: type },
    });
    const earlier = bindTo(before('opens', { max: '2h' }), type, { columns: { opens: type } });
    for (let index = 0; index < 400; index++) {
      const opens = `${String(index % 24).padStart(2, '0')}:45:00${zone}`;
      const row = fakeRow(index, { opens });
      expect(String(later.draw(row)) > opens).toBe(true);
      expect(String(later.draw(row)) < '24').toBe(true);
      expect(String(earlier.draw(row)) < opens).toBe(true);
      if (index % 24 < 15) {
        const hours = Number(String(later.draw(row)).slice(0, 2)) - (index % 24);
        expect(hours).toBeGreaterThanOrEqual(1);
        expect(hours).toBeLessThanOrEqual(9);
      }
    }
    expect(later.draw(fakeRow(0, { opens: `23:59:59${zone}` }))).toMatch(/^23:59:59/);
    expect(earlier.draw(fakeRow(0, { opens: `00:00:00${zone}` }))).toBe(`00:00:00${zone}`);
    expect(later.draw(fakeRow(0, { opens: null }))).toBeNull();
  },
);

test('birthDate() makes nobody younger or older than said', () => {
  for (const text of drawRows(bindTo(birthDate({ minAge: 18, maxAge: 30 }), 'date'), 500)) {
    const age = (NOW - Date.parse(String(text))) / (365.2425 * DAY);
    expect(age).toBeGreaterThanOrEqual(18);
    expect(age).toBeLessThanOrEqual(30.01);
  }
});

test('timeOfDay() keeps to its hours', () => {
  const bound = bindTo(timeOfDay({ from: '09:00', to: '17:30' }), 'timetz');
  for (const time of drawRows(bound, 300)) {
    expect(time >= '09:00:00+00' && time <= '17:30:00+00').toBe(true);
  }
  expect(bound.space?.size).toBe(8.5 * 3600 + 1);
});

test('lengths of time keep to their bounds', () => {
  for (const made of drawRows(
    bindTo(duration({ min: '5ms', max: '20s', unit: 'ms' }), 'integer'),
    300,
  )) {
    expect(made).toBeGreaterThanOrEqual(5);
    expect(made).toBeLessThanOrEqual(20_000);
  }
  for (const made of drawRows(bindTo(duration({ max: '90d' }), 'interval'), 300)) {
    expect(made).toMatch(/^P(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$/);
  }
});

test('readMoment() reads what columns store, as UTC', () => {
  expect(readMoment('2026-01-14')).toBe(Date.UTC(2026, 0, 14));
  expect(readMoment('2026-01-14 10:00:00')).toBe(Date.UTC(2026, 0, 14, 10));
  expect(readMoment('2026-01-14 10:00:00.5+02')).toBe(Date.UTC(2026, 0, 14, 8) + 500);
  expect(readMoment('2026-01-14T10:00Z')).toBe(Date.UTC(2026, 0, 14, 10));
  expect(readMoment(1_768_384_800)).toBe(1_768_384_800_000);
  expect(readMoment(1_768_384_800_000n)).toBe(1_768_384_800_000);
  expect(readMoment('soon')).toBeNull();
  expect(readMoment(null)).toBeNull();
  expect(readMoment(new Date(Number.NaN))).toBeNull();
});
