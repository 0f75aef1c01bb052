import { expect, it } from 'vitest';
import { summaryOf } from '../../src/runtime/subject.ts';
import { printValue } from '../../src/schema/print-value.ts';

it('is told in words', () => {
  expect(summaryOf({ kind: 'factory', table: 'users' })).toBe('users');
  expect(summaryOf({ kind: 'trait', table: 'users', name: 'banned' })).toBe('users, trait banned');
  expect(summaryOf({ kind: 'edge', table: 'users', column: 'name', name: 'emoji' })).toBe(
    'users.name, edge case emoji',
  );
  expect(summaryOf({ kind: 'scenario', table: 'users', name: 'big' })).toBe('users, scenario big');
  expect(summaryOf({ kind: 'scenario', table: null, name: 'big' })).toBe('scenario big');
});

it('has values that are cut short', () => {
  expect(printValue('Not a slug')).toBe('"Not a slug"');
  expect(printValue(null)).toBe('NULL');
  expect(printValue(new Uint8Array(3))).toBe('3 bytes');
  expect(printValue({ big: 7n })).toBe('{"big":"7"}');
  expect(printValue('x'.repeat(200))).toBe(`"${'x'.repeat(80)}…"`);
});
