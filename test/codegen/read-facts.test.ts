import { describe, expect, it } from 'vitest';
import { nameTables } from '../../src/codegen/names.ts';
import { readFacts } from '../../src/codegen/read-facts.ts';
import { factsOf, keyLookup } from '../../src/codegen/table-facts.ts';
import { tableKey } from '../../src/schema/build-schema.ts';
import { MODELS, readModel, render } from './models.ts';

describe('facts', () => {
  it.each(MODELS)('of %s are read as they were written', async (name) => {
    const model = readModel(name);
    const names = nameTables(model);
    const files = await render(model);
    const read = readFacts(files.find(({ path }) => path === 'schema.ts')!.text, 'schema.ts');
    const expected = model.tables.map((table) => [
      names.get(tableKey(table))!.key,
      factsOf(table, keyLookup(names)),
    ]);
    expect(read).toEqual(Object.fromEntries(expected));
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
