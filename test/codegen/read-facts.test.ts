import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../../src/codegen/read-facts.ts';
import { MODELS, readModel, render } from './models.ts';

/** The tables that `createFactory` is called with. */
function run(schema: string): unknown {
  const call = schema.slice(schema.indexOf('createFactory<Schema>(')).replace('<Schema>', '');
  return runInNewContext(call, {
    createFactory: (settings: { tables: unknown }) => settings.tables,
  });
}

describe('facts', () => {
  it.each(MODELS)('of %s are those that the file hands over when it runs', async (name) => {
    const files = await render(readModel(name));
    const { text } = files.find(({ path }) => path === 'schema.ts')!;
    expect(readFacts(text, 'schema.ts')).toEqual(run(text));
  });

  it('are read from a file that a formatter went over', () => {
    const text = `
      import { createFactory } from "gen-factories"
      export const factory = createFactory<Schema>({
        dialect: "postgres",
        tables: { "users": { table: \`public.users\`, columns: { ['__proto__']: "text", 1: 'text' }, unique: [["a",],] } }
      })`;
    const { users } = readFacts(text, 'schema.ts');
    expect(users!.table).toBe('public.users');
    expect(Object.entries(users!.columns)).toEqual([
      ['1', 'text'],
      ['__proto__', 'text'],
    ]);
    expect(users!.unique).toEqual([['a']]);
  });

  it.each([
    ['nothing', ''],
    ['no tables', 'createFactory({})'],
    ['tables that are not spelled out', 'createFactory({ tables: all })'],
    ['a table that is not spelled out', 'createFactory({ tables: { users } })'],
    ['a table without columns', "createFactory({ tables: { users: { table: 'users' } } })"],
    ['a table that is no object', "createFactory({ tables: { users: 'users' } })"],
    [
      'a column that is no text',
      "createFactory({ tables: { users: { table: 'users', columns: { id: 1 } } } })",
    ],
    [
      'a merge conflict',
      'createFactory({ tables: {\n<<<<<<< HEAD\n a: {\n=======\n b: {\n>>>>>>> main\n } } })',
    ],
  ])('a file with %s is refused', (_, text) => {
    expect(() => readFacts(text, 'factories/generated/schema.ts')).toThrow(
      expect.objectContaining({
        code: 'FACTORIES_FAILED',
        where: 'factories/generated/schema.ts',
        fix: expect.stringContaining('--force') as string,
      }),
    );
  });
});
