/** A CHECK as a person writes it, and what its columns are tried with. */
export interface MysqlCase {
  readonly check: string;
  /** Columns of {@link MYSQL_COLUMNS}, with values instead of the usual ones where they are given. */
  readonly columns: Readonly<Record<string, readonly unknown[] | null>>;
  /** Not in the tree, or only in part: the evaluator may say that it does not know. */
  readonly opaque?: true;
}

interface MysqlColumn {
  /** As type-notation.ts spells it for MySQL. */
  readonly type: string;
  readonly values: readonly unknown[];
}

const NUMBERS = [-6, -5, -1, 0, 1, 2, 3, 5, 6, 10, 11];
const DATES = ['1999-12-31', '2000-01-01', '2020-02-29', '2020-12-31', '2021-01-01'];
const INSTANTS = [
  '1999-12-31 23:59:59',
  '2020-01-01 00:00:00',
  '2020-01-01 10:00:00',
  '2021-05-06 00:00:00',
];

/** The columns that cases choose from. */
export const MYSQL_COLUMNS: Readonly<Record<string, MysqlColumn>> = {
  a: { type: 'int', values: NUMBERS },
  b: { type: 'int', values: [-1, 0, 1, 2, 5] },
  c: { type: 'int', values: [0, 1, 4] },
  u: { type: 'int unsigned', values: [0, 1, 5, 10] },
  u2: { type: 'int unsigned', values: [0, 1, 5, 10] },
  big: { type: 'bigint', values: [0, 1, 9_007_199_254_740_991, '9223372036854775807'] },
  t: { type: 'boolean', values: [true, false] },
  t2: { type: 'boolean', values: [true, false] },
  t3: { type: 'boolean', values: [true, false] },
  d: {
    type: 'decimal(10,2)',
    values: ['-0.51', '-0.50', '0.00', '0.01', '1.50', '2.00', '99.99', '100.00'],
  },
  e: { type: 'double', values: [-1.5, 0, 0.1, 1.5, 1500, 1501] },
  s: {
    type: 'varchar(40)',
    values: ['', ' ', 'a', 'A', 'abc', 'ABC', 'abc ', 'ab', 'x', 'xyz', 'äbc', '7', 'a@b.c'],
  },
  s2: { type: 'varchar(40)', values: ['', 'a', 'abc', 'ABC', 'xyz'] },
  sb: { type: 'varchar(40) binary', values: ['', 'a', 'A', 'abc', 'Abc', 'ABC', 'abc ', 'x'] },
  l1: { type: 'varchar(20) character set latin1', values: ['', 'abc', 'äöü', 'abcdef'] },
  ch: { type: 'char(5)', values: ['', 'a', 'ab', 'abc', 'ABC', 'abcde'] },
  bl: {
    type: 'varbinary(20)',
    values: [String.raw`\x`, String.raw`\x4142`, String.raw`\x414200`, String.raw`\x6162`],
  },
  en: { type: "enum('x','y','z')", values: ['x', 'y', 'z'] },
  se: { type: "set('p','q','r')", values: ['', 'p', 'p,q'] },
  dt: { type: 'date', values: DATES },
  dt2: { type: 'date', values: ['2000-01-01', '2020-02-29', '2022-01-01'] },
  ts: { type: 'datetime', values: INSTANTS },
  ts2: {
    type: 'datetime',
    values: ['2020-01-01 00:00:00', '2020-01-02 10:00:00', '2022-01-01 00:00:00'],
  },
  tm: {
    type: 'time',
    values: ['00:00:00', '07:59:59', '08:00:00', '12:30:00', '18:00:00', '18:00:01'],
  },
  yr: { type: 'year', values: [1901, 1990, 2000, 2030, 2155] },
  j: {
    type: 'json',
    values: [
      {},
      [],
      [1, 'a'],
      ['x'],
      'a',
      3,
      true,
      { a: 'x' },
      { a: 'X' },
      { a: null },
      { a: 3 },
      { a: '3' },
      { a: { b: 1 } },
      { a: [1, 2] },
      { a: 1, b: 2 },
    ],
  },
  bt: { type: 'bit(4)', values: [] },
  g: { type: 'point', values: [] },
};

function one(check: string, ...names: readonly string[]): MysqlCase {
  return { check, columns: Object.fromEntries(names.map((name) => [name, null])) };
}

function opaque(check: string, ...names: readonly string[]): MysqlCase {
  return { ...one(check, ...names), opaque: true };
}

function over(check: string, columns: MysqlCase['columns']): MysqlCase {
  return { check, columns };
}

const COMPARISONS: readonly MysqlCase[] = [
  one('a > 0', 'a'),
  one('0 < a', 'a'),
  one('a between 1 and 5', 'a'),
  one('a not between -5 and 5', 'a'),
  one('a in (1, 2, 5)', 'a'),
  one('a not in (1, 2, 5)', 'a'),
  one('a in (1, null)', 'a'),
  one('a = 0x0A', 'a'),
  one("a >= '5'", 'a'),
  one('a <=> 5', 'a'),
  one('not (a <=> b)', 'a', 'b'),
  one('a <> b', 'a', 'b'),
  one('a < b or b is null', 'a', 'b'),
  one('a > 0 and (b is null or b > a)', 'a', 'b'),
  one('a < b and b > 1 or c = 4', 'a', 'b', 'c'),
  one('(a < b or b > 1) and c = 4', 'a', 'b', 'c'),
  one('not (a = 1 or b = 2)', 'a', 'b'),
  one('(a, b) = (1, 2)', 'a', 'b'),
  one('(a, b) in ((1, 2), (5, 0))', 'a', 'b'),
  one('a = b in (1, 2)', 'a', 'b'),
  one('(a = b) in (1, 2)', 'a', 'b'),
  one('a = b is null', 'a', 'b'),
  one('a between b and c', 'a', 'b', 'c'),
  one('big > 9007199254740991', 'big'),
  one('d >= 0 and d <= 99.99', 'd'),
  one('d > -0.5', 'd'),
  one('d in (1.5, 2)', 'd'),
  one('e > 1.5e3', 'e'),
  one('e between -1.5 and 0.1', 'e'),
  one('yr between 1990 and 2030', 'yr'),
];

const TRUTHS: readonly MysqlCase[] = [
  one('a is null', 'a'),
  one('a is not null', 'a'),
  one('(a is null) <> (b is null)', 'a', 'b'),
  one('(a is null) = (b is null)', 'a', 'b'),
  one('(a is null) <= (b is null)', 'a', 'b'),
  one('a is null xor b is null', 'a', 'b'),
  one('(a is null) + (b is null) + (c is null) = 1', 'a', 'b', 'c'),
  one('(a is not null) + (b is not null) >= 1', 'a', 'b'),
  one('if(a is null, 1, 0) + if(b is null, 1, 0) = 1', 'a', 'b'),
  one(
    'case when a is null then 0 else 1 end + case when b is null then 0 else 1 end = 1',
    'a',
    'b',
  ),
  one('t = 1', 't'),
  one('t in (0, 1)', 't'),
  one('t is true', 't'),
  one('t is not true', 't'),
  one('t is false', 't'),
  one('t is unknown', 't'),
  one('not t', 't'),
  one('t or t2', 't', 't2'),
  one('not (t and t2)', 't', 't2'),
  one('t xor t2', 't', 't2'),
  one('t + t2 = 1', 't', 't2'),
  one('t + t2 + t3 <= 1', 't', 't2', 't3'),
  one('t <> t2', 't', 't2'),
  one('t <= t2', 't', 't2'),
  one('t = (a is not null)', 't', 'a'),
  one('coalesce(t, 0) = 1', 't'),
  one('a xor t', 'a', 't'),
  one('(a > 0) is not true', 'a'),
  one('not a or b', 'a', 'b'),
  one('(not t) or a is not null', 't', 'a'),
  one('t', 't'),
  one('a', 'a'),
  one('if(t, a > 0, b > 0)', 't', 'a', 'b'),
];

const ARITHMETIC: readonly MysqlCase[] = [
  one('a + b > 3', 'a', 'b'),
  one('a - b - c >= 0', 'a', 'b', 'c'),
  one('a - (b - c) >= 0', 'a', 'b', 'c'),
  one('a * b + c > 4', 'a', 'b', 'c'),
  one('a + 1 > 6', 'a'),
  one('-a < 5', 'a'),
  one('a % 5 = 0', 'a'),
  one('mod(a, 3) = 2', 'a'),
  one('a div 2 = 2', 'a'),
  one('a / 4 = 2.5', 'a'),
  one('a / 2 > 2.5', 'a'),
  one('(a & 4) = 4', 'a'),
  opaque('a | b & 2 > 1', 'a', 'b'),
  one('u - u2 >= 0', 'u', 'u2'),
  one('u - 5 < 3', 'u'),
  one('5 >= u + u2', 'u', 'u2'),
  one('not (u - 5 > 2)', 'u'),
  opaque('u > 0 or u - 5 < 3', 'u'),
  one('d * 2 = 3', 'd'),
  one('a = d * 2', 'a', 'd'),
  one('abs(a) <= 5', 'a'),
  one('floor(d) = d', 'd'),
  one('round(d) = d', 'd'),
  one('round(d, 1) = d', 'd'),
  one('truncate(d, 0) = d', 'd'),
  one('sign(a) = 1', 'a'),
  one('greatest(a, b) > 2', 'a', 'b'),
  opaque('pow(a, 2) > 10', 'a'),
  opaque('a ^ b > 2', 'a', 'b'),
  opaque('a << 1 > 4', 'a'),
  opaque('e + 0.2 > 0.3', 'e'),
];

const CONDITIONALS: readonly MysqlCase[] = [
  one('coalesce(a, b, 0) > 0', 'a', 'b'),
  one('ifnull(a, 0) > 0', 'a'),
  one("nullif(s, '') is not null", 's'),
  one('nullif(a, 5) is null', 'a'),
  one('coalesce(a, s) is not null', 'a', 's'),
  one(
    "case when en = 'x' then a is not null when en = 'y' then b is not null else true end = 1",
    'en',
    'a',
    'b',
  ),
  one("case en when 'x' then a > 0 else a is null end = 1", 'en', 'a'),
  one("case s when 'a' then 1 when 'x' then 2 end is not null", 's'),
  one("(en = 'x') = (a is not null)", 'en', 'a'),
  one("en <> 'x' or a is not null", 'en', 'a'),
  one("coalesce(s, 'A') = 'a'", 's'),
];

const TEXTS: readonly MysqlCase[] = [
  one("s <> ''", 's'),
  one("s > ''", 's'),
  one("s = 'abc'", 's'),
  one("s in ('abc', 'x')", 's'),
  one("s not in ('abc', 'x')", 's'),
  one("sb = 'abc'", 'sb'),
  one("sb in ('abc', 'x')", 'sb'),
  one("s collate utf8mb4_bin = 'abc'", 's'),
  one("cast(s as binary) = 'abc'", 's'),
  one('s = s2', 's', 's2'),
  one('sb <> s2', 'sb', 's2'),
  one('s <=> s2', 's', 's2'),
  one("ch = 'ab'", 'ch'),
  one('char_length(s) between 2 and 3', 's'),
  one('character_length(ch) = 3', 'ch'),
  one('length(s) >= 3', 's'),
  one('length(l1) <= 3', 'l1'),
  one("trim(s) <> ''", 's'),
  one('char_length(trim(s)) > 0', 's'),
  one('rtrim(s) = s', 's'),
  one("trim(both 'x' from s) = 'yz'", 's'),
  one('lower(sb) = sb', 'sb'),
  one('upper(s) = s', 's'),
  one('upper(sb) = sb', 'sb'),
  one('upper(left(sb, 1)) = left(sb, 1)', 'sb'),
  one("lower(s) = 'abc'", 's'),
  one("left(s, 2) = 'AB'", 's'),
  one("substr(sb, 1, 2) = 'ab'", 'sb'),
  one("substring(s from 2 for 2) = 'bc'", 's'),
  one("locate('@', s) > 1", 's'),
  one("instr(s, '@') = 0", 's'),
  one("concat(s, s2) = 'aabc'", 's', 's2'),
  one("s like 'a%'", 's'),
  one("s not like '%b%'", 's'),
  one("sb like 'a_c%'", 'sb'),
  over(String.raw`s like 'a\\_%'`, { s: ['a_', 'a_b', 'ab', 'A_x', 'a\\_'] }),
  over("s like 'a|%b' escape '|'", { s: ['a%b', 'A%B', 'axb', 'a|%b'] }),
  { ...over(String.raw`s like 'a\\%' escape ''`, { s: ['a\\', 'a\\b', 'ab'] }), opaque: true },
  over(String.raw`s in ('it''s', 'back\\slash', 'q"uote')`, {
    s: ["it's", 'back\\slash', 'q"uote', 'its', 'backslash', "IT'S"],
  }),
  {
    ...over(String.raw`s = 'new\nline'`, { s: ['new\nline', 'newline', 'new line'] }),
    opaque: true,
  },
  opaque("s = 'äbc'", 's'),
  one("en in ('x', 'y')", 'en'),
  one("en <> 'w'", 'en'),
  one('bl = 0x4142', 'bl'),
  one("bl <> 'AB'", 'bl'),
  one('length(bl) > 2', 'bl'),
  opaque("s between 'a' and 'm'", 's'),
  opaque('s = 7', 's'),
  opaque("en = 'X'", 'en'),
  opaque('en = 2', 'en'),
  opaque("en > 'x'", 'en'),
  opaque("find_in_set('p', se) > 0", 'se'),
  opaque("replace(s, 'a', 'b') = s", 's'),
  opaque('strcmp(s, s2) = 0', 's', 's2'),
];

const MATCHES: readonly MysqlCase[] = [
  one("s regexp '^[a-z]+$'", 's'),
  one("sb regexp '^[a-z]+$'", 'sb'),
  one("s not regexp 'b'", 's'),
  one("s rlike '^a|c$'", 's'),
  one("sb regexp '^[A-Z][a-z]*$'", 'sb'),
  over(String.raw`s regexp '^\\d{2,3}-\\w+\\.[[:alpha:]]$'`, {
    s: ['12-x.y', '1-x.y', '123-x_1.Y', '12-.y', '1234-x.y', '12-x.1'],
  }),
  over("s regexp '^(ab|cd)?[^x-z.]*$'", { s: ['', 'ab', 'abab', 'cdX', 'a.b', 'abz', 'Q'] }),
  over(String.raw`s regexp '\\bcat'`, { s: ['cat', 'a cat', 'concat', 'Cats'] }),
  one("regexp_like(s, '^a')", 's'),
  one("regexp_like(s, '^a', 'c')", 's'),
  one("regexp_like(sb, '^a', 'i')", 'sb'),
  opaque("s regexp '^[[:upper:]]'", 's'),
  { ...over(String.raw`s regexp '(.)\\1'`, { s: ['aa', 'ab', ''] }), opaque: true },
  opaque("s regexp '^a++b'", 's'),
];

const TIMES: readonly MysqlCase[] = [
  one("dt > '2000-01-01'", 'dt'),
  one("dt between date '2000-01-01' and date '2020-12-31'", 'dt'),
  one("dt in ('2020-02-29', '2021-01-01')", 'dt'),
  one("ts >= '2020-01-01'", 'ts'),
  one("ts < timestamp '2020-01-01 10:00:00'", 'ts'),
  one("tm between '08:00:00' and '18:00:00'", 'tm'),
  one('dt < dt2', 'dt', 'dt2'),
  one('ts2 is null or ts2 > ts', 'ts', 'ts2'),
  one('date(ts) = dt', 'ts', 'dt'),
  one('cast(ts as date) = ts', 'ts'),
  one('year(dt) > 1999', 'dt'),
  one('year(ts) = 2020', 'ts'),
  one('extract(year from dt) <= 2020', 'dt'),
  one('month(dt) in (1, 2)', 'dt'),
  one('dayofmonth(dt) = 1', 'dt'),
  one('dayofweek(dt) not in (1, 7)', 'dt'),
  one('weekday(dt) < 5', 'dt'),
  one('dayofyear(dt) > 60', 'dt'),
  one('quarter(dt) = 1', 'dt'),
  one('datediff(dt2, dt) > 0', 'dt', 'dt2'),
  one('datediff(ts2, ts) >= 365', 'ts', 'ts2'),
  one('ts2 > ts + interval 1 day', 'ts', 'ts2'),
  one('ts2 > date_add(ts, interval 1 month)', 'ts', 'ts2'),
  one('ts2 <= ts + interval 8 hour', 'ts', 'ts2'),
  one('ts2 < date_sub(ts, interval 1 year)', 'ts', 'ts2'),
  opaque('timestampdiff(day, ts, ts2) > 3', 'ts', 'ts2'),
  opaque('year(dt2) - year(dt) >= 1', 'dt', 'dt2'),
  opaque('yr > 90', 'yr'),
  opaque("dt > '2020-1-1'", 'dt'),
  opaque('dt > 20200101', 'dt'),
];

const DOCUMENTS: readonly MysqlCase[] = [
  one('json_valid(j)', 'j'),
  over('json_valid(s)', {
    s: ['', '{}', '{"a":[1,2]}', 'abc', '{"a":1', '"x"', '12', "{'a':1}", '[1,]'],
  }),
  one("json_type(j) = 'OBJECT'", 'j'),
  one("json_type(j) in ('OBJECT', 'ARRAY')", 'j'),
  one("json_type(j) <> 'INTEGER'", 'j'),
  one('json_length(j) > 1', 'j'),
  one("json_length(j, '$.a') = 1", 'j'),
  one("json_contains_path(j, 'one', '$.a')", 'j'),
  one("json_contains_path(j, 'all', '$.a', '$.b')", 'j'),
  one("json_extract(j, '$.a') is not null", 'j'),
  one("json_extract(j, '$.a') = 'x'", 'j'),
  one("json_unquote(json_extract(j, '$.a')) = 'x'", 'j'),
  one("json_unquote(json_extract(j, '$.a')) in ('x', 'null')", 'j'),
  one("json_unquote(json_extract(j, '$.a')) is not null", 'j'),
  one("json_unquote(json_extract(j, '$.a')) like 'X%'", 'j'),
  one("json_extract(j, '$.a.b') is null", 'j'),
  opaque("json_extract(j, '$.a') > 2", 'j'),
  opaque("cast(json_unquote(json_extract(j, '$.a')) as signed) = 3", 'j'),
  opaque("json_extract(j, '$.a') = '3'", 'j'),
  opaque("json_extract(j, '$[0]') = 1", 'j'),
  opaque("json_contains(j, '1', '$.a')", 'j'),
  opaque(`json_schema_valid('{"type":"object"}', j)`, 'j'),
];

const UNKNOWNS: readonly MysqlCase[] = [
  opaque('bt > 3', 'bt'),
  opaque('st_x(g) > 0', 'g'),
  opaque('crc32(s) > 0 or a > 5', 's', 'a'),
  opaque("json_value(j, '$.a') = 'x'", 'j'),
  opaque("'x' member of (j)", 'j'),
  opaque('interval(a, 1, 5) = 1', 'a'),
  opaque('cast(s as unsigned) > 0', 's'),
  opaque('cast(a as unsigned) > 3', 'a'),
  opaque("cast(a as char) = '5'", 'a'),
  opaque("convert(s using latin1) = 'x'", 's'),
];

/** All of them. */
export const MYSQL_CASES: readonly MysqlCase[] = [
  ...COMPARISONS,
  ...TRUTHS,
  ...ARITHMETIC,
  ...CONDITIONALS,
  ...TEXTS,
  ...MATCHES,
  ...TIMES,
  ...DOCUMENTS,
  ...UNKNOWNS,
];
