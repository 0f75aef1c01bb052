import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intersectPatterns } from '../../src/patterns/intersect-patterns.ts';
import { parseLike, parseSimilar } from '../../src/checks/parse-like.ts';
import { parseRegex } from '../../src/checks/parse-regex.ts';
import {
  lengthsOf,
  matchesPattern,
  patternFlags,
  printPattern,
  restrictCase,
  type Pattern,
} from '../../src/patterns/pattern.ts';
import { samplePattern } from './support/sample-pattern.ts';
import { randomNumbers } from './support/random.ts';

/** A regular expression, texts that Postgres 15 matches with it, and texts that it does not. */
const REGEXES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['^[A-Z]{3}-\\d+$', ['ABC-1'], ['ABCD-1', 'ABC-', 'ABC-1\n']],
  ['foo', ['foo', 'a foo b', '\nfoo'], ['fo']],
  ['^a|b$', ['ax', 'xb'], ['xa', 'bx']],
  ['^(a|b)c', ['acx', 'bc'], ['xac']],
  ['(^|,)x(,|$)', ['x', 'a,x', 'x,b'], ['ax', 'xb']],
  ['\\Aab\\Z', ['ab'], ['abc', 'xab']],
  ['\\mcat\\M', ['cat', 'a cat.'], ['concat', 'cats']],
  ['[[:<:]]cat[[:>:]]', ['cat', 'a cat.'], ['concat', 'cats']],
  ['\\ycat\\y', ['the cat'], ['cats']],
  ['^[[:alpha:]_][[:alnum:]_]*$', ['_a1'], ['1a', '']],
  ['^[^@[:space:]]+@x$', ['a@x'], ['a b@x', '@x']],
  ['(?i)^abc$', ['ABC', 'abc'], ['abd']],
  ['^a.b$', ['a\nb', 'a😀b'], ['ab']],
  ['^[]a]+$', [']a'], ['b']],
  ['^[a\\-z]+$', ['a-z'], ['b']],
  ['^\\w+?$', ['ab_1'], ['a b']],
  ['^a{2,}$', ['aa', 'aaaa'], ['a']],
  ['^a{2,3}?$', ['aa', 'aaa'], ['aaaa']],
  ['^x{a$', ['x{a'], ['xa']],
  ['^\\.\\*$', ['.*'], ['a']],
  ['^\\u0041\\x42$', ['AB'], ['ab']],
  ['***=a.b', ['xa.bx'], ['axb']],
  ['^$', [''], ['a']],
  ['^(?:[a-z]|[-.](?=[a-z]))*-?$', ['a-b', '-a', 'a-', '', '.a.b-'], ['a--', 'a.', 'a-.b', 'A']],
  ['^\\w(?:\\w|[-.](?=\\w))*-?$', ['a.b', 'a-b-', 'a-'], ['a..b', '-a', 'a.-']],
];

const UNSUPPORTED = [
  '(a)\\1',
  'a(?=b)',
  'a(?!b)',
  // What follows takes the character that was looked for.
  '^(?:a|-(?=a))*ab$',
  '^(?:a|-(?=a))*',
  '^(?:a|-(?=a)){2,}$',
  '^(?:a|-(?=b))*$',
  'a^b',
  '\\mb*',
  '(?n)a',
  '[[:nope:]]',
  '(a',
  'a**',
];

describe('parseRegex', () => {
  it.each(REGEXES)('%s', (source, matching, others) => {
    const pattern = parseRegex(source);
    expect(pattern).toBeDefined();
    if (pattern === undefined) return;
    expect(matching.map((text) => [text, matchesAscii(pattern, text)])).toEqual(
      matching.map((text) => [text, true]),
    );
    expect(others.map((text) => [text, matchesAscii(pattern, text)])).toEqual(
      others.map((text) => [text, false]),
    );
    expectSamplesToMatch(pattern);
  });

  it.each(UNSUPPORTED)('leaves %s alone', (source) => {
    expect(parseRegex(source)).toBeUndefined();
  });

  it('knows what it does not know: letters beyond ASCII in a named class', () => {
    expect(matchesPattern(parseRegex('^[[:alpha:]]$') as Pattern, 'é')).toBeUndefined();
    expect(matchesPattern(parseRegex('^[é]$') as Pattern, 'é')).toBe(true);
  });
});

describe('parseLike and parseSimilar', () => {
  it('reads LIKE', () => {
    expect(print(parseLike('refs/heads/%'))).toBe('^refs/heads/');
    expect(print(parseLike('%@%'))).toBe('@');
    expect(print(parseLike('100\\%_'))).toBe('^100%.$');
    expect(print(parseLike('a!%', false, '!'))).toBe('^a%$');
    expect(print(parseLike('%'))).toBe('^.*$');
    expect(parseLike('a\\')).toBeUndefined();
  });

  it('reads SIMILAR TO', () => {
    expect(print(parseSimilar('[a-z]+'))).toBe('^[a-z]+$');
    expect(print(parseSimilar('(a|b)%.'))).toBe('^(?:a|b).*\\.$');
    expect(print(parseSimilar('a\\%^'))).toBe('^a%\\^$');
  });
});

describe('printPattern', () => {
  it.each(REGEXES.map(([source]) => source))('%s is read back from what is printed', (source) => {
    const pattern = parseRegex(source) as Pattern;
    const again = parseRegex(printPattern(pattern), pattern.caseless);
    expect(again?.node).toEqual(pattern.node);
    const { flags } = new RegExp(printPattern(pattern), patternFlags(pattern));
    expect(flags).toBe(patternFlags(pattern));
  });
});

/** Random regular expressions of the supported kind. */
const regexes = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom('a', 'B', '7', '-', '\\.', '.', '\\d', '\\W', '[a-f]', '[^x]', '[[:upper:]_]'),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => a + b),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a}|${b})`),
    fc
      .tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}', '{0,3}', '{1,}', '*?'))
      .map(([a, times]) => `(?:${a})${times}`),
  ),
})).node;

describe('samplePattern', () => {
  it('makes texts that match', () => {
    fc.assert(
      fc.property(regexes, fc.boolean(), fc.integer(), (body, anchored, seed) => {
        const pattern = parseRegex(anchored ? `^${body}$` : body) as Pattern;
        const next = randomNumbers(seed);
        for (let draw = 0; draw < 5; draw += 1) {
          expect(matchesPattern(pattern, samplePattern(pattern, next, 200))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('stays within the lengths that the pattern and the column allow', () => {
    fc.assert(
      fc.property(regexes, fc.nat(30), fc.integer(), (body, extra, seed) => {
        const pattern = parseRegex(`^${body}$`) as Pattern;
        const max = lengthsOf(pattern.node).min + extra;
        const text = samplePattern(pattern, randomNumbers(seed), max);
        expect(text.length).toBeLessThanOrEqual(max);
        expect(matchesPattern(pattern, text)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('reaches a minimum where repeats can make it', () => {
    const pattern = parseRegex('^[a-z]+(-[a-z]+)*$') as Pattern;
    const next = randomNumbers(1);
    for (let draw = 0; draw < 200; draw += 1) {
      expect(samplePattern(pattern, next, 26, 26)).toHaveLength(26);
    }
  });
});

describe('restrictCase and intersectPatterns', () => {
  it('keeps to one case', () => {
    expect(print(restrictCase(parseRegex('^[A-Za-z]+@x$') as Pattern, 'lower'))).toBe('^[a-z]+@x$');
    expect(print(restrictCase(parseRegex('^ABC$', true) as Pattern, 'lower'))).toBe('^abc$');
    expect(restrictCase(parseRegex('^ABC$') as Pattern, 'lower')).toBeUndefined();
  });

  it('joins open ends, and keeps to an alphabet', () => {
    const join = (a: string, b: string): string | undefined => {
      const both = intersectPatterns(parseRegex(a) as Pattern, parseRegex(b) as Pattern);
      return both && print(both);
    };
    expect(join('^a', 'z$')).toBe('^a.*z$');
    expect(join('[0-9]', '[A-Z]')).toBe('[0-9].*[A-Z]');
    expect(join('^[a-z0-9-]+$', '^[^-]')).toBe('^[0-9a-z][\\-0-9a-z]*$');
    expect(join('^a$', '^b$')).toBeUndefined();
  });
});

function print(pattern: Pattern | undefined): string {
  return pattern === undefined ? 'unsupported' : printPattern(pattern);
}

function matchesAscii(pattern: Pattern, text: string): boolean | undefined {
  return matchesPattern({ ...pattern, localized: false }, text);
}

function expectSamplesToMatch(pattern: Pattern): void {
  const next = randomNumbers(42);
  for (let draw = 0; draw < 50; draw += 1) {
    const text = samplePattern(pattern, next, 40);
    expect([text, matchesPattern(pattern, text)]).toEqual([text, true]);
  }
}
