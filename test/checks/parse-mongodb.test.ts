import { BSON } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { readCollection } from '../../introspectors/mongodb/read-collection.ts';
import { contains } from '../../src/checks/expression.ts';
import { parseMongodb } from '../../src/checks/parse-mongodb.ts';
import { parseChecks } from '../../src/checks/read-checks.ts';
import { solveTable } from '../../src/checks/solve.ts';
import type { ColumnType } from '../../src/schema/column-type.ts';
import type { Table } from '../../src/schema/schema.ts';
import { askServer, mongodbFixtures, rowsOf } from '../support/mongodb-schemas.ts';
import { forEachMongodb } from '../support/servers.ts';
import { drawDocument } from './support/draw-document.ts';
import { judgeDocument } from './support/judge-document.ts';
import { SCHEMA_CASES, type MongodbCase } from './support/mongodb-cases.ts';
import { FILTER_CASES } from './support/mongodb-filter-cases.ts';
import { randomNumbers } from './support/random.ts';

const CASES = [...SCHEMA_CASES, ...FILTER_CASES].map((tried) => ({
  ...tried,
  text: BSON.EJSON.stringify(tried.validator),
  table: tableOf(tried),
}));

describe('rules of validators', () => {
  it('are read as what they mean', () => {
    const wrong = CASES.filter(({ opaque }) => opaque !== true).flatMap(
      ({ text, table, accepts, refuses }) => [
        ...accepts.map((each) => [text, each, judgeDocument(table, each), 'accepted'] as const),
        ...refuses.map((each) => [text, each, judgeDocument(table, each), 'refused'] as const),
      ],
    );
    const told = wrong.filter(([, , verdict, right]) => verdict !== right);
    expect(
      told.map(([text, each, verdict]) => [text, BSON.EJSON.stringify(each), verdict]),
    ).toEqual([]);
  });

  it('are opaque where the tree has no words for them, with the fields that they read', () => {
    const opaque = CASES.filter(({ table }) =>
      parseChecks(table, parseMongodb).some(({ expression }) =>
        contains(expression, (part) => part.kind === 'opaque' && part.columns.length > 0),
      ),
    );
    expect(opaque.map(({ text }) => text)).toEqual(
      CASES.filter((tried) => tried.opaque).map(({ text }) => text),
    );
  });
});

forEachMongodb((server) => {
  it('takes and refuses the documents that the cases say', async () => {
    const found = await askServer(server, CASES);
    expect(found.wrong).toEqual([]);
    // What a server does not know it cannot be asked about.
    expect(found.unknown.length).toBeLessThan(server.name.startsWith('FerretDB') ? 14 : 1);
  });
});

/** Those of the fixtures, which are larger. */
const FIXTURES = mongodbFixtures()
  .filter(({ needsMongodb }) => !needsMongodb)
  .flatMap((schema) => rowsOf(schema).collections)
  .flatMap((row) => {
    const { validator, validationLevel } = row.options ?? {};
    if (validator === undefined || validationLevel === 'off') return [];
    return [{ validator, table: readCollection({ ...row, sample: null }) }];
  });

const DRAWN = [...CASES.filter(({ opaque }) => opaque !== true), ...FIXTURES].filter(
  ({ table }) => {
    const { unsolved, dependencies } = solveTable(table, parseMongodb);
    const areDrawn = table.columns.every(({ name, type }) =>
      name === '_id' ? type.kind === 'objectid' : isDrawn(type),
    );
    // Ids are drawn without regard to each other.
    const differ = dependencies.some(({ kind }) => kind === 'differs');
    return unsolved.length === 0 && areDrawn && !differ;
  },
);

/** What the plain drawing of tests knows. */
function isDrawn(type: ColumnType): boolean {
  if (type.kind === 'array') return type.element.kind !== 'document' && isDrawn(type.element);
  return !['map', 'union', 'other', 'json'].includes(type.kind);
}

forEachMongodb((server) => {
  it('takes documents that are drawn by what solves the rules', async () => {
    const next = randomNumbers(5);
    const drawn = DRAWN.map(({ validator, table }) => {
      const solution = solveTable(table, parseMongodb);
      const accepts = Array.from({ length: 20 }, () => drawDocument(table, solution, next));
      return { validator, accepts, refuses: [] };
    });
    expect(drawn.length).toBeGreaterThan(90);
    const { wrong } = await askServer(server, drawn);
    expect(wrong).toEqual([]);
  });
});

describe('solving', () => {
  it('finds values for most of what the tree says', () => {
    const unsolved = CASES.filter(({ opaque }) => opaque !== true).flatMap(({ table }) =>
      solveTable(table, parseMongodb).unsolved.map(({ sql }) => sql),
    );
    expect(unsolved).toEqual([
      // Of a field that may be absent and may be NULL, no one of the two can be asked for.
      '{"a":{"$exists":false}}',
      '{"a":{"$elemMatch":{"$gt":3}}}',
      '{"a":{"$gt":3}}',
      '{"$expr":{"$ne":["$a","$b"]}}',
      '{"$expr":{"$eq":[{"$type":"$a"},"missing"]}}',
    ]);
  });
});

function tableOf({ validator }: MongodbCase): Table {
  return readCollection({ name: 'c', options: { validator }, indexes: [], sample: null });
}
