import { describe, expect, it } from 'vitest';
import type { JsonType } from '../../../src/schema/json-type.ts';
import { columnOf, read, type Files } from './support/memory.ts';

/** What a type says of a column of JSON, in TypeScript's words. */
function shapeOf(type: string, before = ''): string | undefined {
  const { shape } = columnOf(`pg.jsonb().$type<${type}>()`, before);
  return shape && shown(shape);
}

/** The same of a type that another file has. */
function imported(line: string, type: string, files: Files): string | undefined {
  const schema = `${line}
    import { pgTable, jsonb } from 'drizzle-orm/pg-core';
    export const t = pgTable('t', { c: jsonb().$type<${type}>() });`;
  const { shape } = read({ 'schema.ts': schema, ...files }).tables[0]!.columns[0]!;
  return shape && shown(shape);
}

function shown(type: JsonType): string {
  switch (type.kind) {
    case 'constants':
      return type.values.map((value) => JSON.stringify(value)).join('|');
    case 'list':
      return `(${shown(type.element)})[]`;
    case 'tuple':
      return `[${type.elements.map(shown).join(', ')}]`;
    case 'map':
      return `map of (${shown(type.value)})`;
    case 'union':
      return type.of.map(shown).join(' or ') || 'nothing';
    case 'object':
      return `{ ${type.fields.map((each) => `${each.name}${each.optional ? '?' : ''}: ${shown(each.type)}`).join(', ')} }`;
    default:
      return type.kind;
  }
}

describe('the type of a column of JSON', () => {
  it.each([
    [
      '{ a: string; b?: number; readonly c: boolean | null; "d-e": Date }',
      '{ a: text, b?: number, c: boolean or null, d-e: time }',
    ],
    ['{ a: string | undefined; b: undefined; c?: never }', '{ a?: text }'],
    ['string[]', '(text)[]'],
    ['readonly (string | number)[]', '(text or number)[]'],
    ['Array<{ id: string }>', '({ id: text })[]'],
    ['[number, number]', '[number, number]'],
    ['[name: string, age?: number, ...rest: string[]]', '[text]'],
    ['Record<string, number>', 'map of (number)'],
    ['{ [day: string]: { open: boolean } }', 'map of ({ open: boolean })'],
    ["Record<'a' | 'b', string>", '{ a: text, b: text }'],
    ["Partial<Record<'a' | 'b', string>>", '{ a?: text, b?: text }'],
    ["{ [K in 'a' | 'b']?: K }", '{ a?: "a", b?: "b" }'],
    ["'a' | 'b'", '"a"|"b"'],
    ['{ a: string } | null', '{ a: text }'],
    ["'a' | (string & {})", '"a"'],
    ['{ level: 1 | 2 | -1; done: true | false }', '{ level: 1|2|-1, done: boolean }'],
    ["{ kind: 'a'; x: 1 } | { kind: 'b' }", '{ kind: "a", x: 1 } or { kind: "b" }'],
    ['{ a: string } & { b: { c: number } }', '{ a: text, b: { c: number } }'],
    ["{ a: string; b: string } & { a: 'x' }", '{ b: text, a: "x" }'],
    ["({ a: 'x' } | { a: 'y' }) & { b: number }", '{ a: "x", b: number } or { a: "y", b: number }'],
    ["string & { readonly __brand: 'Id' }", 'text'],
    ['Partial<{ a: string; b: number }>', '{ a?: text, b?: number }'],
    ['Required<{ a?: string }>', '{ a: text }'],
    ["Pick<{ a: string; b: number }, 'a'>", '{ a: text }'],
    ["Readonly<Omit<{ a: string; b: number }, 'a'>>", '{ b: number }'],
    ["Exclude<'a' | 'b' | 'c', 'b'>", '"a"|"c"'],
    ["{ a: Extract<'a' | 'b', 'b'> }", '{ a: "b" }'],
    ['{ a: NonNullable<string | null> }', '{ a: text }'],
    [
      '{ anything: unknown; some: any[]; more: Record<string, unknown> }',
      '{ anything: anything, some: (anything)[], more: map of (anything) }',
    ],
  ])('%s', (type, expected) => {
    expect(shapeOf(type)).toBe(expected);
  });

  it.each([
    [
      'interface Base { id: string } interface Meta extends Base { name: string }',
      'Meta',
      '{ id: text, name: text }',
    ],
    [
      'interface A { x: string } interface B { y: string } interface C extends A, Partial<B> { x: "z" }',
      'C',
      '{ y?: text, x: "z" }',
    ],
    [
      'type Plan = "free" | "pro"; type Meta = { plan: Plan; plans: Plan[] }',
      'Meta',
      '{ plan: "free"|"pro", plans: ("free"|"pro")[] }',
    ],
    [
      'const ROLES = ["a", "b"] as const; type Role = (typeof ROLES)[number]; ',
      '{ role: Role }',
      '{ role: "a"|"b" }',
    ],
    [
      'enum Level { Low = 1, High }; enum Word { A = "a" }',
      '{ level: Level; word: Word; one: Word.A }',
      '{ level: 1|2, word: "a", one: "a" }',
    ],
    [
      'type Maybe<T> = T | null; type Page<T, K = string> = { items: T[]; next: Maybe<K> }',
      'Page<{ a: 1 }>',
      '{ items: ({ a: 1 })[], next: text or null }',
    ],
    [
      'type Meta = { address: { city: string }; tags: string[] }',
      '[Meta["address"], Meta["tags"][number], keyof Meta]',
      '[{ city: text }, text, "address"|"tags"]',
    ],
  ])('by names: %s', (before, type, expected) => {
    expect(shapeOf(type, before)).toBe(expected);
  });

  it('is within itself once more, and then ends', () => {
    const before = `interface Comment { text: string; replies: Comment[]; parent?: Comment; next: Comment | null }`;
    const inner = '{ text: text, replies: (nothing)[], next: null }';
    expect(shapeOf('Comment', before)).toBe(
      `{ text: text, replies: (${inner})[], parent?: ${inner}, next: ${inner} or null }`,
    );
    expect(shapeOf('A', 'interface A { b: A }')).toBeUndefined();
  });

  it.each([
    ['z.infer<typeof meta>', "import { z } from 'zod'; const meta = z.object({});"],
    ['Meta', 'type Meta = string extends number ? { a: 1 } : { b: 1 };'],
    ['Meta', 'interface Meta { a: string } interface Meta { b: string }'],
    ['{ a: string; b(): void }', ''],
    ['{ a: `${number}px` }', ''],
    ['{ [Symbol.iterator]: string }', ''],
    ['Map<string, string>', ''],
    ['Nowhere', ''],
    ['{ a: bigint }', ''],
    ['Extract<{ kind: "a" } | { kind: "b" }, { kind: "a" }>', ''],
    ['unknown', ''],
    ['Record<string, unknown>', ''],
    ['Json', 'type Json = string | number | boolean | null | Json[] | { [key: string]: Json };'],
  ])('says nothing where it cannot be read, or says nothing: %s', (type, before) => {
    expect(shapeOf(type, before)).toBeUndefined();
  });

  it.each([
    [
      "import type { Meta } from './types';",
      'Meta',
      { 'types.ts': 'export interface Meta { a: string }' },
    ],
    [
      "import { type Meta as M } from './types';",
      'M',
      { 'types.ts': 'interface Own { a: string } export type { Own as Meta };' },
    ],
    [
      "import type Meta from './types';",
      'Meta',
      { 'types.ts': 'export default interface Meta { a: string }' },
    ],
    [
      "import type Meta from './types';",
      'Meta',
      { 'types.ts': 'interface Meta { a: string } export default Meta;' },
    ],
    [
      "import type * as types from './types';",
      'types.Meta',
      { 'types.ts': 'export type Meta = { a: string };' },
    ],
    [
      "import { types } from './all';",
      'types.Meta',
      {
        'all.ts': "export * as types from './types';",
        'types.ts': 'export type Meta = { a: string };',
      },
    ],
    ['', "import('./types').Meta", { 'types.ts': 'export type Meta = { a: string };' }],
    [
      "import type { Meta } from './barrel';",
      'Meta',
      {
        'barrel.ts': "export * from './other'; export * from './types';",
        'other.ts': "export * from './barrel';",
        'types.ts': "import type { Base } from './base'; export interface Meta extends Base {}",
        'base.ts': 'export interface Base { a: string }',
      },
    ],
  ])('is found by imports: %s', (line, type, files) => {
    expect(imported(line, type, files)).toBe('{ a: text }');
  });

  it('is of JSON alone, of either database', () => {
    expect(columnOf('text().$type<{ a: string }>()').shape).toBeUndefined();
    expect(columnOf('pg.json().$type<{ a: string }>()').shape).toBeDefined();
    const schema = `import { mysqlTable, json } from 'drizzle-orm/mysql-core';
      export const t = mysqlTable('t', { c: json().$type<{ a: string }>() });`;
    expect(read({ 'schema.ts': schema }).tables[0]!.columns[0]!.shape).toBeDefined();
  });
});
