import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, valueOf } from '../../src/checks/evaluate.ts';
import { columnsOf, contains, type Expression } from '../../src/checks/expression.ts';
import { equalCollated } from '../../src/checks/mysql-collations.ts';
import { translateRegex } from '../../src/checks/mysql-regex.ts';
import { parseMysqlCheck } from '../../src/checks/parse-mysql.ts';
import { parseType } from '../../src/schema/type-notation.ts';

const TYPES = new Map(
  Object.entries({
    a: 'int',
    b: 'int',
    u: 'int unsigned',
    t: 'boolean',
    d: 'decimal(10,2)',
    s: 'varchar(40)',
    sb: 'varchar(40) binary',
    j: 'json',
    dt: 'date',
    "it's": 'int',
    status: "enum('on','off')",
  }).map(([name, type]) => [name, parseType(type, 'mysql').type]),
);

function parse(sql: string, as?: 'value'): Expression {
  return parseMysqlCheck(sql, (name) => TYPES.get(name), as);
}

function hasOpaque(tree: Expression): boolean {
  return contains(tree, ({ kind }) => kind === 'opaque');
}

describe('parseMysqlCheck', () => {
  it('makes one tree of what both servers print, and of all places where they print it', () => {
    const trees = [
      "`a` is null <> (`s` = 'it\\'s')",
      "((`a` is null) <> (`s` = _utf8mb4'it\\'s'))",
      "((`a` is null) <> (`s` = _utf8mb4\\'it\\\\\\'s\\'))",
      "(`a` is null) <> (`s` = 'it''s')",
    ].map((sql) => parse(sql));
    expect(new Set(trees.map((tree) => JSON.stringify(tree))).size).toBe(1);
    expect(trees[0]).toMatchObject({
      operator: '<>',
      left: { kind: 'is null', operand: { name: 'a' } },
      right: { operator: '=', right: { value: "it's", type: { caseless: true } } },
    });
  });

  it.each([
    ['`t` = 1', { kind: 'column', name: 't' }],
    ['(0 <> `t`)', { kind: 'column', name: 't' }],
    ['(0 = `t`)', { kind: 'not', operand: { name: 't' } }],
    ['`a`', { kind: 'comparison', operator: '<>', right: { value: 0 } }],
    ['((`a` is null) + (`b` is null)) = 1', { left: { kind: 'count' }, right: { value: 1 } }],
    ['`a` in (1,2)', { kind: 'in', values: [{ value: 1 }, { value: 2 }] }],
    ['`a` not in (1,2)', { kind: 'in', negated: true }],
    ['`a` <=> 5', { kind: 'is', truth: true, operand: { operator: '=' } }],
    ['`a` <=> `b`', { kind: 'distinct', negated: true }],
    ["`dt` > '2020-01-01'", { right: { value: '2020-01-01', type: { kind: 'date' } } }],
    ["`dt` > DATE'2020-01-01'", { right: { value: '2020-01-01', type: { kind: 'date' } } }],
    ["`a` = '5'", { right: { value: 5 } }],
    ['`a` = 0x0a', { right: { value: 10 } }],
    ['`a` > -(5)', { right: { value: -5 } }],
    ['`a` = true', { right: { value: 1 } }],
    ["`status` = 'on'", { right: { value: 'on', type: { kind: 'enum' } } }],
    ["`s` like 'a%'", { kind: 'match', caseless: true }],
    ["`sb` like 'a%'", { kind: 'match', caseless: false }],
    [
      "`s` like 'a%' collate utf8mb4_bin",
      { kind: 'match', caseless: false, operand: { kind: 'cast' } },
    ],
    ["`s` collate utf8mb4_bin = 'x'", { left: { kind: 'cast', type: { caseless: false } } }],
    ["json_type(`j`) = 'OBJECT'", { left: { name: 'json_typeof' }, right: { value: 'object' } }],
    ['`A` > 0', { left: { kind: 'column', name: 'a' } }],
    ["(`it\\'s` = 1)", { left: { kind: 'column', name: "it's" } }],
  ])('%s', (sql, tree) => {
    expect(parse(sql)).toMatchObject(tree);
  });

  it('reads text that MySQL’s information schema encodes twice', () => {
    const twice = Buffer.from("(`s` = _utf8mb4\\'äß😀\\')").toString('latin1');
    expect(parse(twice)).toEqual(parse("`s` = 'äß😀'"));
    expect(parse("(`s` = _utf8mb4\\'ä\\')")).toEqual(parse("`s` = 'ä'"));
  });

  it('reads a generated column as a value, and a check as a truth', () => {
    expect(parse('`a` + 1', 'value')).toMatchObject({ kind: 'arithmetic' });
    expect(parse('`a` + 1')).toMatchObject({ kind: 'comparison', operator: '<>' });
    expect(valueOf(parse('(`u` - 5)', 'value'), { u: 7 })).toBe(2);
  });

  it.each([
    // Syntax without a rule.
    ["(json_value(`j`, '$.a' returning char(9)) = 'x') or (`a` > 0)", ['j', 'a']],
    ['`s` sounds like `sb`', ['s', 'sb']],
    ['interval(`a`,1,2) = 1', ['a']],
    // Under ANSI_QUOTES this would be a name.
    ['"a" > 0', ['a']],
    // The bytes are of another character set.
    ["`s` = _latin1'ä'", ['s']],
    ["`dt` = DATE'2020-02-30'", ['dt']],
    ['(`a`,`b`) = (1,2) is null', ['a', 'b']],
  ])('has an opaque part for %s', (sql, columns) => {
    const tree = parse(sql);
    expect(hasOpaque(tree)).toBe(true);
    expect(columnsOf(tree)).toEqual(columns);
  });

  it.each([
    // Compared as numbers, by what texts begin with.
    ['`s` = 5', { s: '5' }],
    ["`a` = 'abc'", { a: 0 }],
    // By a collation that the type does not tell.
    ["`status` = 'ON'", { status: 'on' }],
    ["`s` > 'abc'", { s: 'abd' }],
    ["`s` in ('a',`sb`)", { s: 'A', sb: 'b' }],
    // Dates by other spellings.
    ["`dt` = '2020-1-1'", { dt: '2020-01-01' }],
    ['`dt` > 20200101', { dt: '2020-01-02' }],
    // Casts of whatever there is.
    ['cast(`s` as unsigned) > 0', { s: '5' }],
    ["cast(`a` as char) = '5'", { a: 5 }],
    ["convert(`s` using latin1) = 'x'", { s: 'x' }],
    // Texts: other than in PostgreSQL.
    ["left(`s`,-1) = ''", { s: 'abc' }],
    ["substr(`s`,-2) = 'bc'", { s: 'abc' }],
    ["trim(both 'ab' from `s`) = 'c'", { s: 'abc' }],
    // Regular expressions that never give back, look ahead, or refer back.
    ["`s` regexp '^a++b'", { s: 'aab' }],
    ["`s` regexp '^(?=a)'", { s: 'a' }],
    ["`s` regexp '(.)\\\\1'", { s: 'aa' }],
    // Doubles, and quotients that do not end.
    ['`a` + 0.1e0 > 0.3', { a: 1 }],
    ['`a` / 3 > 0.3333', { a: 1 }],
    ['crc32(`s`) > 0', { s: 'a' }],
    ['st_x(`g`) > 0', { g: 'POINT(1 1)' }],
    // Servers fail here, where the other side does not decide.
    ['`a` > 0 or `u` - 5 < 3', { a: 0, u: 1 }],
    // Texts that only the collation can tell.
    ["`s` = 'abc'", { s: 'abc ' }],
    ["`s` = 'cafe'", { s: 'café' }],
    ["`s` = ''", { s: ' ' }],
    ["locate('@',`s`) = 0", { s: '＠' }],
    ["`s` like 'y%'", { s: 'ich' }],
  ])('does not claim to know %s of %j', (sql, row) => {
    expect(evaluate(parse(sql), row)).toBe('unknown');
    // Of NULL most things are NULL, whatever they are.
    if (!sql.includes(' or ') && !sql.includes('st_x')) {
      const nulls = Object.fromEntries(Object.keys(row).map((name) => [name, null]));
      expect(evaluate(parse(sql), nulls)).toBeNull();
    }
  });

  it('refuses what MySQL fails on: a number below 0 of numbers without a sign', () => {
    const check = parse('(`u` - 5) < 3');
    expect(evaluate(check, { u: 4 })).toBe(false);
    expect(evaluate(check, { u: 5 })).toBe(true);
    expect(evaluate(check, { u: 8 })).toBe(false);
    expect(evaluate(check, { u: null })).toBeNull();
    expect(evaluate(parse('`d` - 5 < 3'), { d: '4.00' })).toBe(true);
    expect(evaluate(parse('9223372036854775807 + `a` > `b`'), { a: 1, b: 1 })).toBe('unknown');
  });

  it('never throws', () => {
    const pieces = fc.constantFrom(
      ...['`a`', '`s`', '`u`', '`t`', '`j`', '`dt`', '`status`', '(', ')', ',', "'x'", '1', '-'],
      ...['and', 'not', 'in', 'between', 'like', 'regexp', 'is null', '=', '<=>', '+', '/', 'div'],
      ...['coalesce(', 'case when', 'then', 'end', 'cast(', 'as signed)', 'json_extract(', 'if('],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const tree = parse(parts.join(' '));
        expect(tree).toHaveProperty('kind');
        expect([true, false, null, 'unknown']).toContain(evaluate(tree, { a: 1, s: 'x', t: true }));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('equalCollated', () => {
  it.each([
    ['a', 'a', true, true],
    ['é', 'é', false, true],
    ['Ab', 'aB', true, true],
    ['Ab', 'aB', false, false],
    ['a', 'b', true, false],
    ['a', 'a ', true, undefined],
    ['', '  ', false, undefined],
    ['a', 'b ', true, false],
    ['cafe', 'café', true, undefined],
    ['a\u0000', 'a', true, undefined],
    // Lithuanian, Latin, Hungarian.
    ['iy', 'yi', true, undefined],
    ['ch', 'c', true, undefined],
    ['vim', 'uim', true, undefined],
    ['ccs', 'cscs', true, undefined],
    ['i', 'I', false, false],
  ])('%j and %j, caseless %s: %s', (left, right, caseless, expected) => {
    expect(equalCollated(left, right, caseless, 'plain')).toBe(expected);
    expect(equalCollated(right, left, caseless, 'plain')).toBe(expected);
  });

  it('knows less of character sets in which signs are equal to letters', () => {
    expect(equalCollated('a', 'b', true, 'odd')).toBeUndefined();
    expect(equalCollated('a', 'A', true, 'odd')).toBe(true);
  });
});

describe('translateRegex', () => {
  it.each([
    ['^[a-z]+$', '^[a-z]+$'],
    [String.raw`^\d{2,3}-\w+\.[[:alpha:]]*?$`, String.raw`^\d{2,3}-\w+\.[[:alpha:]]*?$`],
    [String.raw`\bcat\z`, String.raw`\ycat\Z`],
    ['(?i)^a', '(?i)^a'],
    ['^(?:a|b){2}$', '^(?:a|b){2}$'],
    [String.raw`[\-.\]]`, String.raw`[\-.\]]`],
  ])('%s', (source, expected) => {
    expect(translateRegex(source, 'icu', false)).toBe(expected);
    expect(translateRegex(source, 'pcre', false)).toBe(expected);
  });

  it.each([
    ...['', 'a++', 'a**', 'a{,2}', 'a{', '(?=a)', '(?<n>a)', '(*UTF)a', '[]a]', '[^]a]', '[]'],
    ...['[a[b]]', '[a&&b]', '[a--b]', '[[:word:]]', '***:a'],
    ...[String.raw`\x41`, String.raw`\p{L}`, String.raw`\1`, String.raw`\B`, String.raw`[\x41]`],
  ])('not %s', (source) => {
    expect(translateRegex(source, 'icu', false)).toBeUndefined();
    expect(translateRegex(source, 'pcre', false)).toBeUndefined();
  });

  it('takes classes where both engines have the same in them', () => {
    expect(translateRegex('[[:punct:]]', 'pcre', false)).toBe('[[:punct:]]');
    expect(translateRegex('[[:punct:]]', 'icu', false)).toBeUndefined();
    expect(translateRegex('[[:upper:]]', 'icu', false)).toBe('[[:upper:]]');
    expect(translateRegex('[[:upper:]]', 'icu', true)).toBeUndefined();
    expect(translateRegex('(?i)[[:upper:]]', 'pcre', false)).toBeUndefined();
  });
});
