import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMysqlSyntax } from '../../src/checks/mysql-grammar.ts';
import { printSyntax, syntaxes } from './support/mysql-syntax.ts';

describe('parseMysqlSyntax', () => {
  it('reads back any expression, with as few parentheses as MariaDB prints', () => {
    fc.assert(
      fc.property(syntaxes, (syntax) => {
        expect(parseMysqlSyntax(printSyntax(syntax, 'needed'))).toEqual(syntax);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back any expression, with as many parentheses as MySQL prints', () => {
    fc.assert(
      fc.property(syntaxes, (syntax) => {
        expect(parseMysqlSyntax(printSyntax(syntax, 'all'))).toEqual(syntax);
      }),
      { numRuns: 500 },
    );
  });

  it('reads the escaped text of MySQL’s information schema as the DDL', () => {
    fc.assert(
      fc.property(syntaxes, (syntax) => {
        const printed = printSyntax(syntax, 'all');
        // Without any literal there is nothing to tell it by.
        fc.pre(printed.replaceAll(/`[^`]*`/g, '').includes("'"));
        const escaped = printed.replaceAll(/['\\]/g, '\\$&');
        expect(parseMysqlSyntax(escaped)).toEqual(syntax);
      }),
      { numRuns: 500 },
    );
  });

  // As MariaDB 10.11 prints them; what they mean was asked of the server.
  it.each([
    ['`a` = `b` in (1,2)', '(a = (b in (1, 2)))'],
    ['`a` in (1,2) = `b`', '((a in (1, 2)) = b)'],
    ['`a` = `b` is null', '((a = b) is null)'],
    ['`a` is null <> (`b` is null)', '((a is null) <> (b is null))'],
    ['`a` = `b` between 1 and 2', '(a = (b between 1 and 2))'],
    ['`a` between 1 and 2 between `b` and 4', '(a between 1 and (2 between b and 4))'],
    ['`a` between `b` between 1 and 2 and 4', '(a between (b between 1 and 2) and 4)'],
    ['`a` <> 0 or `b` xor `c`', '((a <> 0) or (b xor c))'],
    ['`a` <> 0 and `b` <> 0 xor `c`', '(((a <> 0) and (b <> 0)) xor c)'],
    ['--`b` > 0', '((- (- b)) > 0)'],
    ['`a` - -5 > 0', '((a - (- 5)) > 0)'],
    ['-`a` ^ `b` > 0', '(((- a) ^ b) > 0)'],
    ['`a` * `b` ^ `c` > 0', '((a * (b ^ c)) > 0)'],
    ['`a` << `b` + `c` > 0', '((a << (b + c)) > 0)'],
    ['`a` | `b` & `c` > 0', '((a | (b & c)) > 0)'],
    ["`s` regexp 'a' = `s2` regexp 'b'", "((s regexp 'a') = (s2 regexp 'b'))"],
    ["!(`s` regexp 'x') or `a` > 1", "((not (s regexp 'x')) or (a > 1))"],
    ["`s`  not like 'a' and `a` > 1", "((s not like 'a') and (a > 1))"],
    ['`a` = 0 = 1', '((a = 0) = 1)'],
    ['`a` MOD 5 DIV 2 = 0', '(((a MOD 5) div 2) = 0)'],
    ['`ts` - interval `a` = 1 day > `ts2`', '((ts - interval (a = 1) day) > ts2)'],
    [
      "`s` collate utf8mb4_bin = 'x' collate utf8mb4_bin",
      "((s collate utf8mb4_bin) = ('x' collate utf8mb4_bin))",
    ],
  ])('%s is %s', (sql, meaning) => {
    const bare = (text: string): string => text.replaceAll(/[`\s]|^\(|\)$/g, '');
    expect(bare(printSyntax(parseMysqlSyntax(sql), 'all'))).toBe(bare(meaning));
  });

  it.each([
    ["trim(leading 'x' from `a`)", { kind: 'call', name: 'ltrim' }],
    ["trim(both 'x' from `a`)", { kind: 'call', name: 'trim' }],
    ['trim(`a`)', { kind: 'call', name: 'trim' }],
    ['extract(year from `a`)', { kind: 'call', name: 'extract' }],
    ['timestampdiff(DAY,`a`,`b`)', { kind: 'call', name: 'timestampdiff' }],
    ['cast(`a` as signed integer)', { kind: 'cast', type: { name: 'signed' } }],
    ['cast(`a` as char(3) character set latin1)', { type: { charset: 'latin1', modifiers: [3] } }],
    ['convert(`a` using latin1)', { kind: 'cast', type: { name: 'char', charset: 'latin1' } }],
    ['convert(`a`,decimal(3,1))', { kind: 'cast', type: { modifiers: [3, 1] } }],
    ['interval(`a`,1,2)', { kind: 'call', name: 'interval' }],
    ["'x' member of (`j`)", { kind: 'call', name: 'member of' }],
    ["`j`->>'$.a'", { kind: 'call', name: 'json_unquote' }],
    ["'a' 'b'", { kind: 'text', value: 'ab' }],
    ["n'a'", { kind: 'text', value: 'a', charset: 'utf8mb3' }],
    ["'it''s'", { kind: 'text', value: "it's" }],
    [String.raw`'\%\_\x'`, { kind: 'text', value: String.raw`\%\_x` }],
    ['"a""b"', { kind: 'text', value: 'a"b', perhapsName: true }],
    ["x'4A'", { kind: 'bytes', digits: '4a' }],
    ["b'101'", { kind: 'bytes', digits: '05' }],
    ['`d`.`t`.`a`', { kind: 'name', name: 'a' }],
  ])('%s', (sql, syntax) => {
    expect(parseMysqlSyntax(sql)).toMatchObject(syntax);
  });

  it('leaves what it has no rule for unread, as far as the parentheses around it', () => {
    expect(parseMysqlSyntax("(json_value(`j`, '$.a' returning char(9)) = `a`)")).toMatchObject({
      operator: '=',
      left: { kind: 'unread' },
      right: { kind: 'name', name: 'a' },
    });
    expect(parseMysqlSyntax('(`a` > 0) or (`b` sounds like `c`)')).toMatchObject({
      operator: 'or',
      left: { operator: '>' },
      right: { kind: 'unread', names: ['b', 'sounds', 'like', 'c'] },
    });
    expect(parseMysqlSyntax('`a` = not `b`')).toMatchObject({ kind: 'unread' });
    expect(parseMysqlSyntax("`a` = 'unfinished")).toEqual({ kind: 'unread', names: ['a'] });
  });

  it('never throws', () => {
    const pieces = fc.constantFrom(
      ...[
        "'",
        '"',
        '`',
        '\\',
        '(',
        ')',
        ',',
        'a',
        '1',
        'and',
        'not',
        'in',
        'between',
        'case',
        'end',
      ],
      ...[
        'when',
        'interval',
        'cast',
        'as',
        'is',
        'null',
        '->',
        '_utf8mb4',
        'x',
        '0x',
        '=',
        '-',
        ' ',
      ],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((all) => all.join('')),
        ),
        (sql) => {
          expect(parseMysqlSyntax(sql)).toHaveProperty('kind');
        },
      ),
      { numRuns: 2000 },
    );
    expect(parseMysqlSyntax('('.repeat(100_000))).toHaveProperty('kind', 'unread');
    expect(parseMysqlSyntax(`${'not '.repeat(100_000)}1`)).toHaveProperty('kind', 'unread');
  });
});
