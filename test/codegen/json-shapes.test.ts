import { describe, expect, it } from 'vitest';
import type { JsonField, JsonType } from '../../src/schema/json-type.ts';
import type { SchemaModel } from '../../src/schema/schema.ts';
import { generate } from '../../src/codegen/generate.ts';
import { lineOf, sketchSchema } from './tables.ts';

const TEXT = { kind: 'text' } as const;
const NUMBER = { kind: 'number' } as const;
const NOTHING = { kind: 'union', of: [] } as const;
const ANYTHING = { kind: 'anything' } as const;

/** An object; a name that ends in `?` is of a field that may be absent. */
function object(fields: Readonly<Record<string, JsonType>>): JsonType {
  return {
    kind: 'object',
    fields: Object.entries(fields).map(([name, type]): JsonField => {
      const optional = name.endsWith('?');
      return { name: optional ? name.slice(0, -1) : name, type, optional };
    }),
  };
}

function constants(...values: readonly (string | number | boolean | null)[]): JsonType {
  return { kind: 'constants', values };
}

function list(element: JsonType): JsonType {
  return { kind: 'list', element };
}

function union(...of: readonly JsonType[]): JsonType {
  return { kind: 'union', of };
}

/** A table with a column of JSON called `profile`. */
function schemaOf(shape: JsonType, line = 'jsonb not null', checks: string[] = []): SchemaModel {
  const columns = { id: 'bigint not null identity', profile: line };
  const model = sketchSchema({ users: { columns, checks } });
  const tables = model.tables.map((table) => ({
    ...table,
    columns: table.columns.map((each) => (each.name === 'profile' ? { ...each, shape } : each)),
  }));
  return { ...model, tables };
}

async function definitionOf(shape: JsonType, ...more: [line?: string, checks?: string[]]) {
  const line = await lineOf(schemaOf(shape, ...more), 'users', 'profile');
  return line
    .replace(/^profile: /, '')
    .replace(/,$/, '')
    .replaceAll('{ ', '{ ');
}

async function filesOf(shape: JsonType): Promise<Readonly<Record<string, string>>> {
  const options = { seed: 's', now: '2026-01-01T00:00:00.000Z', version: '1' };
  const { files } = await generate(schemaOf(shape), { ...options, extension: '' });
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

describe('a column of JSON with a shape', () => {
  it.each<[string, JsonType, string]>([
    ['email', TEXT, 'email()'],
    ['createdAt', TEXT, "recent({ within: '3y' })"],
    ['createdAt', { kind: 'time' }, "recent({ within: '3y' })"],
    ['createdAt', NUMBER, 'integer({ min: 1_600_000_000_000, max: 1_800_000_000_000 })'],
    ['motto', TEXT, 'title()'],
    ['seats', NUMBER, 'integer({ min: 1, max: 20 })'],
    ['unitPrice', NUMBER, 'money()'],
    ['feeCents', NUMBER, 'integer({ min: 100, max: 100_000 })'],
    ['latitude', NUMBER, 'latitude()'],
    ['id', NUMBER, 'integer({ min: 1, max: 10_000 })'],
    ['isActive', { kind: 'boolean' }, "boolean('90%')"],
    ['plan', constants('free', 'pro'), 'weighted({ free: 0.75, pro: 0.25 })'],
    ['kind', constants('card'), "'card'"],
    ['size', constants(12, 14), 'oneOf([12, 14])'],
    ['tags', list(TEXT), 'listOf(slug(), { max: 5 })'],
    ['emails', list(TEXT), 'listOf(email(), { max: 5 })'],
    ['children', list(NOTHING), '[]'],
    [
      'byDay',
      { kind: 'map', value: NUMBER },
      'mapOf(slug(), integer({ min: 0, max: 1_000 }), { max: 5 })',
    ],
    ['extra', { kind: 'map', value: ANYTHING }, 'metadata()'],
    ['nickname', union(TEXT, constants(null)), "maybe('20%', username())"],
    ['phone?', TEXT, "optional('30%', phone())"],
    ['value', union(TEXT, NUMBER), 'mixed([0.5, title()], [0.5, integer({ min: 0, max: 1_000 })])'],
    ['address', object({ city: TEXT }), '{ city: city() }'],
    ['address?', object({ city: TEXT }), "optional('30%', json({ city: city() }))"],
    ['people', list(object({ name: TEXT })), 'listOf(json({ name: fullName() }), { max: 5 })'],
    [
      'position',
      { kind: 'tuple', elements: [NUMBER, NUMBER] },
      '[integer({ min: 0, max: 500 }), integer({ min: 0, max: 500 })]',
    ],
  ])('has what the name of a field says: %s', async (name, type, expected) => {
    expect(await definitionOf(object({ [name]: type }))).toBe(
      `json({ ${name.replace('?', '')}: ${expected} })`,
    );
  });

  it('reads nothing by the names beside it', async () => {
    const shape = object({
      firstName: TEXT,
      lastName: TEXT,
      email: TEXT,
      startedAt: TEXT,
      endedAt: TEXT,
    });
    expect(await definitionOf(shape)).toContain('email: email(),');
    expect(await definitionOf(shape)).toContain("endedAt: recent({ within: '3y' })");
    const place = object({ city: TEXT, state: TEXT });
    expect(await definitionOf(place)).toBe('json({ city: city(), state: state() })');
  });

  it('may be a list, a map or one of several as a whole', async () => {
    expect(await definitionOf(list(TEXT))).toMatch(/^listOf\(/);
    expect(await definitionOf({ kind: 'map', value: TEXT })).toMatch(/^mapOf\(/);
    expect(await definitionOf(union(object({ a: TEXT }), object({ b: TEXT })), 'jsonb')).toBe(
      "maybe('10%', mixed([0.5, json({ a: title() })], [0.5, json({ b: title() })]))",
    );
  });

  it('is a person’s where a field is', async () => {
    const files = await filesOf(object({ contact: object({ phone: TEXT }) }));
    expect(files['users.ts']).toContain("anonymize: ['profile']");
    expect(files['schema.ts']).toContain('profile: { contact: { phone: string } };');
  });

  it('keeps to what CHECKs ask of it', async () => {
    const shape = object({ 'email?': TEXT, seats: NUMBER });
    expect(await definitionOf(shape, 'jsonb not null', ["(profile ? 'email'::text)"])).toContain(
      'json({ email: email(), seats: integer({ min: 1, max: 20 }) })',
    );
    expect(await definitionOf(shape, 'jsonb not null', ["(profile ? 'plan'::text)"])).toContain(
      "json({ email: optional('30%', email()), seats: integer({ min: 1, max: 20 }), plan: slug(), })",
    );
    const isArray = ["(jsonb_typeof(profile) = 'array'::text)"];
    expect(await definitionOf(list(NUMBER), 'jsonb not null', isArray)).toMatch(/^listOf\(integer/);
  });
});
