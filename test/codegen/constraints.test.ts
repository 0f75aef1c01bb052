import { describe, expect, it } from 'vitest';
import { lineOf, sketchSchema } from './tables.ts';

/** The line of a column of a type, under some CHECKs. */
async function line(
  column: string,
  type: string,
  checks: readonly string[],
  table = 'things',
): Promise<string> {
  const columns = { id: 'bigint not null identity', [column]: type };
  const text = await lineOf(sketchSchema({ [table]: { columns, checks } }), table, column);
  return text
    .replace(/^\/\/[^:]*?(?=\b\w+: )/, '')
    .replace(new RegExp(`^.*?\\b${column}: `), '')
    .replace(/,(?: \/\/.*)?$/, '');
}

describe('numbers', () => {
  it.each([
    ['price', 'decimal(10,2) not null', '(price >= (0)::numeric)', "edge(money(), { zero: '2%' })"],
    ['price', 'decimal(10,2) not null', '(price > (0)::numeric)', 'money()'],
    [
      'price',
      'decimal(10,2) not null',
      '(price <= (500)::numeric)',
      "edge(money({ max: 500 }), { zero: '2%' })",
    ],
    ['price', 'integer not null', '(price <= 50000)', "edge(money({ max: 500 }), { zero: '2%' })"],
    [
      'lat',
      'double not null',
      '((lat >= (-90)::double precision) AND (lat <= (90)::double precision))',
      'latitude()',
    ],
    ['n', 'integer not null', '(n <> 0)', 'integer({ min: 1, max: 1_000 })'],
    ['n', 'integer not null', '(n <> 700)', "edge(integer({ min: 0, max: 699 }), { zero: '1%' })"],
    ['n', 'smallint not null', '((n >= 1) AND (n <= 40))', 'integer({ min: 1, max: 40 })'],
    [
      'discount_pct',
      'decimal(5,2) not null',
      '((discount_pct >= (0)::numeric) AND (discount_pct <= (100)::numeric))',
      'decimal({ min: 0, max: 100, scale: 2 })',
    ],
    [
      'n',
      'integer not null',
      '((n >= 1) AND (n <= 4000))',
      "edge(integer({ min: 1, max: 1_000 }), { min: '1%', max: '1%' })",
    ],
    ['price', 'money not null', "(price > '$1.50'::money)", 'money({ min: 1.51 })'],
    ['created_at', 'bigint not null', '(created_at > 0)', "recent({ within: '3y' })"],
  ])('%s %s %s', async (column, type, check, expected) => {
    expect(await line(column, type, [check])).toBe(expected);
  });
});

describe('texts', () => {
  it.each([
    [
      'email',
      'text not null',
      ["(email ~* '^[A-Z0-9._%+-]+@[A-Z0-9.-]+\\.[A-Z]{2,}$'::text)"],
      'email()',
    ],
    ['email', 'text not null', ["(email ~~ '%@%'::text)", '(length(email) <= 254)'], 'email()'],
    ['email', 'text not null', ['(email = lower(email))'], 'email()'],
    ['email', 'text not null', ["(email !~ '\\s'::text)"], 'email()'],
    ['email', 'text not null', ["(email ~ '@acme\\.com$'::text)"], "pattern('^.*@acme\\\\.com$')"],
    ['slug', 'text not null', ["(slug ~ '^[a-z0-9]+(?:-[a-z0-9]+)*$'::text)"], 'slug()'],
    ['slug', 'text not null', ['(slug = lower(slug))'], 'slug()'],
    ['slug', 'varchar(40) not null', ["(slug ~ '^[a-z0-9-]+$'::text)"], 'slug()'],
    ['color', 'text not null', ["(color ~* '^#[a-f0-9]{6}$'::text)"], 'hexColor()'],
    ['country', 'text not null', ['(length(country) = 2)'], 'countryCode()'],
    ['country', 'text not null', ['(length(country) = 3)'], 'upTo(3, countryCode())'],
    ['phone', 'text not null', ["(phone ~ '^\\+?[1-9]\\d{1,14}$'::text)"], 'phone()'],
    [
      'phone',
      'text not null',
      ["(phone ~ '^\\d{3}-\\d{4}$'::text)"],
      "pattern('^\\\\d{3}-\\\\d{4}$')",
    ],
    [
      'code',
      'text not null',
      ["(code ~ '^[A-Z]+$'::text)", '(length(code) = 6)'],
      "pattern('^[A-Z]{6}$')",
    ],
    [
      'code',
      'text not null',
      ["(code ~ '^[A-Z]+-[0-9]*$'::text)", '(char_length(code) >= 9)'],
      /^pattern\('\^\[A-Z\]/,
    ],
    ['code', 'text not null', ["(code ~ '^[A-Z]{2}$'::text)", '(length(code) = 6)'], /^todo\(/],
    ['code', 'text not null', ['(length(code) = 7)'], 'code({ length: 7 })'],
    ['note', 'text not null', ['(length(note) = 7)'], 'text({ minLength: 7, maxLength: 7 })'],
    [
      'note',
      'text not null',
      ['((length(note) >= 3) AND (length(note) <= 500))'],
      "upTo(500, edge(sentence(), { longest: '2%' }))",
    ],
    ['iban', 'text not null', ['((length(iban) >= 15) AND (length(iban) <= 34))'], 'iban()'],
    ['hash', 'text not null', ['(octet_length(hash) <= 64)'], 'hash()'],
    ['path', 'text not null', ["(path ~~ '/uploads/%'::text)"], "pattern('^/uploads/.*$')"],
    [
      'status',
      'text not null',
      ["(status <> 'failed'::text)"],
      'weighted({ active: 0.7, pending: 0.15, archived: 0.1 })',
    ],
    ['role', 'text not null', ["(role ~ '^[a-z]+$'::text)"], /^weighted\(\{ member/],
  ])('%s %s %j', async (column, type, checks, expected) => {
    expect(await line(column, type, checks)).toEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    );
  });
});

describe('unique texts', () => {
  const SLUG = "(slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)";

  it.each([
    ['slug', [SLUG], 'slug()'],
    ['slug', [SLUG, '((length(slug) >= 3) AND (length(slug) <= 40))'], 'upTo(40, slug())'],
    ['url', ["(url ~~ 'https://%'::text)"], 'url()'],
    ['mime_type', ["(mime_type ~~ '%/%'::text)"], 'mimeType()'],
    ['version', ["(version ~ '^\\d+\\.\\d+\\.\\d+$'::text)"], 'semver()'],
    ['username', ["(username ~ '^[a-z0-9_]{3,30}$'::text)"], 'upTo(30, username())'],
    ['key_hash', ['(length(key_hash) = 64)'], 'hash()'],
    ['note', ['(length(note) = 7)'], 'code({ length: 7 })'],
    [
      'title',
      ['(char_length(title) <= 20)'],
      "upTo(20, edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }))",
    ],
    [
      'note',
      ['((length(note) >= 10) AND (length(note) <= 500))'],
      "upTo(500, edge(sentence(), { longest: '2%' }))",
    ],
  ])('%s %j', async (column, checks, expected) => {
    const columns = { id: 'bigint not null identity', [column]: 'text not null' };
    const things = { columns, checks, uniques: [[column]] };
    const text = await lineOf(sketchSchema({ things }), 'things', column);
    expect(text.replace(/^.*?\b\w+: (?=[a-z]+[A-Z(])/, '').replace(/,(?: \/\/.*)?$/, '')).toBe(
      expected,
    );
  });

  it('are of their pattern in every length that has some', async () => {
    const check =
      "((tail ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(tail) >= 3) AND (length(tail) <= 40))";
    expect(await line('tail', 'text not null', [check])).toBe("pattern('^[0-9a-z]{3,40}$')");
  });
});

describe('lists of few values', () => {
  it('are sets of them', async () => {
    const check = "(events <@ ARRAY['paid'::text, 'sent'::text, 'void'::text])";
    expect(await line('events', 'text[] not null', [check])).toBe(
      "edge( listOf(weighted({ paid: 0.5, sent: 0.45, void: 0.05 }), { max: 3, distinct: true }), { empty: '5%' }, )",
    );
  });
});

describe('columns that others of the row decide', () => {
  it('a tree decides where its roots are', async () => {
    const tree = sketchSchema({
      nodes: {
        columns: { id: 'bigint not null identity', parent_id: 'bigint', depth: 'integer not null' },
        references: { parent_id: 'nodes' },
        checks: ['((parent_id IS NULL) = (depth = 0))'],
      },
    });
    expect(await lineOf(tree, 'nodes', 'parent_id')).toBe("parent_id: ref('nodes'),");
    expect(await lineOf(tree, 'nodes', 'depth')).toContain(
      "depth: given('parent_id', { null: 0 }, integer({ min: 1, max: 1_000 })),",
    );
  });

  it('a time goes with a count that is not 0', async () => {
    const columns = {
      id: 'bigint not null identity',
      last_seen_at: 'timestamptz',
      visits: 'integer not null',
    };
    const checks = ['((last_seen_at IS NULL) = (visits = 0))'];
    expect(
      await lineOf(sketchSchema({ people: { columns, checks } }), 'people', 'last_seen_at'),
    ).toContain("last_seen_at: given('visits', { '0': null }, recent({ within: '3y' })),");
  });

  it('a state that is rare is as rare under a CHECK', async () => {
    const columns = {
      id: 'bigint not null identity',
      suspended_at: 'timestamptz',
      deleted_at: 'timestamptz',
    };
    const checks = ['((deleted_at IS NULL) OR (suspended_at IS NOT NULL))'];
    const schema = sketchSchema({ tenants: { columns, checks } });
    expect(await lineOf(schema, 'tenants', 'suspended_at')).toContain(
      "suspended_at: maybe('90%', recent(",
    );
    expect(await lineOf(schema, 'tenants', 'deleted_at')).toMatch(
      /given\( ?'suspended_at', \{ null: null \}, maybe\('90%', recent\(/,
    );
  });
});

describe('times in order', () => {
  /** The lines of a table of times, without what is above them. */
  async function lines(
    times: Readonly<Record<string, string>>,
    checks: readonly string[],
  ): Promise<Record<string, string>> {
    const columns = { id: 'bigint not null identity', ...times };
    const schema = sketchSchema({ rows: { columns, checks } });
    const found = await Promise.all(
      Object.keys(times).map(async (name) => {
        const text = await lineOf(schema, 'rows', name);
        return [
          name,
          text
            .replace(new RegExp(`^.*?\\b${name}: (?=[a-z]+\\()`), '')
            .replace(/,(?: \/\/.*)?$/, ''),
        ];
      }),
    );
    return Object.fromEntries(found) as Record<string, string>;
  }

  const INVITATION = {
    created_at: 'timestamptz not null',
    expires_at: 'timestamptz not null',
    accepted_at: 'timestamptz',
  };

  it('one that may be NULL is between the two others', async () => {
    const checks = [
      '(expires_at > created_at)',
      '((accepted_at >= created_at) AND (accepted_at <= expires_at))',
    ];
    expect(await lines(INVITATION, checks)).toMatchObject({
      expires_at: "after('created_at', { min: '1d', max: '90d' })",
      accepted_at:
        "maybe('30%', recent({ within: '3y', after: 'created_at', before: 'expires_at' }))",
    });
  });

  it('none of them being equal, the last is after whichever is there', async () => {
    const checks = [
      '(expires_at > created_at)',
      '((accepted_at > created_at) AND (accepted_at < expires_at))',
    ];
    expect(await lines(INVITATION, checks)).toMatchObject({
      expires_at:
        "given( 'accepted_at', { null: after('created_at', { min: '1d', max: '90d' }) }, after('accepted_at', { max: '30d' }), )",
      accepted_at: "maybe('30%', after('created_at', { max: '30d' }))",
    });
  });

  it.each([
    [["(b <= (a + '08:00:00'::interval))", '(b > a)'], "after('a', { max: '8h' })"],
    [["((b - a) <= '08:00:00'::interval)"], "after('a', { max: '8h' })"],
    [["((a + '08:00:00'::interval) >= b)"], "after('a', { max: '8h' })"],
    [["(a >= (b - '08:00:00'::interval))"], "after('a', { max: '8h' })"],
    [["(b >= (a + '00:15:00'::interval))"], "after('a', { min: '15m', max: '31d' })"],
    [
      ["(b >= (a + '00:15:00'::interval))", "(b < (a + '08:00:00'::interval))"],
      "after('a', { min: '15m', max: '479m' })",
    ],
    [["(b >= (a + '1 mon'::interval))"], "after('a', { min: '31d', max: '61d' })"],
    [["(b <= (a + '2 years'::interval))"], "after('a', { max: '672d' })"],
  ])('%j', async (checks, expected) => {
    const times = { a: 'timestamptz not null', b: 'timestamptz not null' };
    expect(await lines(times, checks)).toMatchObject({ b: expected });
  });

  it('of days, by their number', async () => {
    const times = { a: 'date not null', b: 'date not null' };
    const checks = ['(((b - a) >= 2) AND ((b - a) <= 30))'];
    expect(await lines(times, checks)).toMatchObject({
      b: "after('a', { min: '2d', max: '30d' })",
    });
  });
});

describe('times', () => {
  it.each([
    [
      "(at >= '2020-01-01 00:00:00+00'::timestamp with time zone)",
      "between({ from: '2020-01-01' })",
    ],
    [
      "(at > '2000-01-01 00:00:00+00'::timestamp with time zone)",
      "between({ from: '2000-01-02' })",
    ],
    ["(at < '2030-01-01 00:00:00+00'::timestamp with time zone)", "between({ to: '2029-12-31' })"],
    [
      "(at < '2030-01-01 12:30:00+02'::timestamp with time zone)",
      "between({ to: '2030-01-01T10:29:59Z' })",
    ],
    [
      "((at >= '2026-01-01 00:00:00+00'::timestamp with time zone) AND (at < '2026-01-02 00:00:00+00'::timestamp with time zone))",
      "between({ from: '2026-01-01', to: '2026-01-01T23:59:59Z' })",
    ],
  ])('%s', async (check, expected) => {
    expect(await line('at', 'timestamptz not null', [check])).toBe(expected);
  });

  it('of birth stay those of people', async () => {
    const check = "(birthday > '1900-01-01'::date)";
    expect(await line('birthday', 'date not null', [check])).toBe('birthDate()');
    expect(await line('birthday', 'date not null', ["(birthday > '1990-01-01'::date)"])).toBe(
      "between({ from: '1990-01-02' })",
    );
  });

  it('reads an instant without a zone in UTC, wherever it runs', async () => {
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Pacific/Auckland';
    try {
      const check = "(at < '2030-01-01 12:00:00'::timestamp without time zone)";
      expect(await line('at', 'timestamp not null', [check])).toBe(
        "between({ to: '2030-01-01T11:59:59Z' })",
      );
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
});
