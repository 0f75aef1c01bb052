import { describe, expect, it } from 'vitest';
import { introspectMigrations } from '../../../introspectors/migrations/introspect-migrations.ts';
import { splitMysql } from '../../../introspectors/migrations/mysql/split-statements.ts';
import { splitStatements } from '../../../introspectors/migrations/postgres/split-statements.ts';

async function read(dialect: 'postgres' | 'mysql', ...scripts: readonly string[]) {
  const files = scripts.map((sql, index) => ({ path: `m/${index + 1}.sql`, sql }));
  const { model, notes } = await introspectMigrations(files, { dialect });
  return {
    model,
    tables: model.tables.map((table) => [table.name, table.columns.map(({ name }) => name)]),
    notes: notes.map(({ what, where }) => `${where} ${what}`),
  };
}

describe('what is not understood of PostgreSQL', () => {
  it('is noted with its line, and leaves all else as it is', async () => {
    const { tables, notes } = await read(
      'postgres',
      'CREATE TABLE a (id int);\n\n-- a comment\nCREATE TABEL b (id int);\nCREATE TABLE c (id int);',
      'ALTER TABLE nowhere\n  ADD x int;\nALTER TABLE a ADD y int;\nDROP TABLE never;',
    );
    expect(tables).toEqual([
      ['a', ['id', 'y']],
      ['c', ['id']],
    ]);
    expect(notes).toEqual([
      `m/1.sql:4 PostgreSQL's parser does not take it: syntax error at or near "TABEL"`,
      'm/2.sql:1 There is no table "nowhere"',
      'm/2.sql:4 There is no "never" to drop',
    ]);
  });

  it('names the line inside of a statement where the parser stops', async () => {
    const { notes } = await read('postgres', '\nCREATE TABLE a (\n  id int,\n  x int NOT NUL\n);');
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(/^m\/1\.sql:4 /);
  });

  it('is a DO block that decides something, and what a function does when it is called', async () => {
    const { notes } = await read(
      'postgres',
      `CREATE TABLE a (id int);
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1) THEN ALTER TABLE a ADD x int; END IF;
END $$;
CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'DROP TABLE a'; END $$;
CREATE FUNCTION g() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
CREATE TABLE b AS SELECT 1 AS x;
DROP TABLE b;
ROLLBACK;`,
    );
    expect(notes).toEqual([
      'm/1.sql:2 A DO block is not read',
      'm/1.sql:5 What the function does to the schema when it is called is not read',
      'm/1.sql:7 The columns of "b" come from a query',
      'm/1.sql:9 What is rolled back is read as if it was not',
    ]);
  });

  it('is told of a DO block by the line of the statement in it', async () => {
    const { notes } = await read(
      'postgres',
      'SELECT 1;\nDO $$ BEGIN\n  CREATE TABLE a (id int);\n  ALTER TABLE b ADD x int;\nEXCEPTION\n  WHEN duplicate_object THEN null;\nEND $$;',
    );
    expect(notes).toEqual(['m/1.sql:4 There is no table "b"']);
  });

  it('takes references to it along', async () => {
    const { model, notes } = await read(
      'postgres',
      'CREATE TABLE b (id int, a int REFERENCES a);\nALTER TABLE b ADD FOREIGN KEY (id) REFERENCES b (none);',
    );
    expect(notes).toEqual(['m/1.sql:2 b has no column "none"']);
    expect(model.tables[0]?.references).toEqual([]);
    expect(model.skipped.map(({ reason }) => reason)).toEqual([
      'Foreign key "b_a_fkey" (a) leads to public.a, which is none of the tables read.',
    ]);
  });

  it('is an expression with what has no spelling here: it stays as it is written', async () => {
    const { model } = await read(
      'postgres',
      "CREATE TABLE a (x xml CHECK (xmlexists('//a' PASSING BY REF x)));",
    );
    expect(model.tables[0]?.checks[0]?.expression).toBe("(xmlexists('//a' PASSING BY REF x))");
  });
});

describe('what is not understood of MySQL', () => {
  it('is noted with its line, and leaves all else as it is', async () => {
    const { tables, notes } = await read(
      'mysql',
      'CREATE TABLE a (id int);\nCREATE TABEL b (id int);\nCREATE TABLE c (id int) PARTITION BY HASH (id);',
      'ALTER TABLE nowhere ADD x int;\nALTER TABLE a ADD y int, EXCHANGE PARTITION p WITH TABLE c, ADD z int;\nHANDLER a OPEN;\nCREATE PROCEDURE p() SET @a = 1;',
    );
    expect(tables).toEqual([
      ['a', ['id', 'y', 'z']],
      ['c', ['id']],
    ]);
    expect(notes).toEqual([
      'm/1.sql:2 CREATE TABEL is not read',
      'm/1.sql:3 How "c" is partitioned is not read',
      'm/2.sql:1 There is no table "nowhere"',
      'm/2.sql:2 An action on "a" is not read: EXCHANGE PARTITION p WITH TABLE c, ADD z',
      'm/2.sql:3 HANDLER is not read',
    ]);
  });
});

describe('statements of PostgreSQL', () => {
  it.each([
    ['SELECT \';\'; SELECT ";"', ["SELECT ';'", 'SELECT ";"']],
    ["SELECT E'\\';'; SELECT '\\'; SELECT 1", ["SELECT E'\\';'", "SELECT '\\'", 'SELECT 1']],
    ['SELECT $a$;$$;$a$; SELECT $1', ['SELECT $a$;$$;$a$', 'SELECT $1']],
    ['-- a;\n/* b; /* c; */ ; */ SELECT 1;;', ['SELECT 1']],
    ['CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3', null],
    [
      'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3',
      null,
    ],
    [
      '\\connect x\nSELECT 1;\nCOPY t FROM stdin;\n1;2\n\\.\nSELECT 3',
      ['SELECT 1', 'COPY t FROM stdin', 'SELECT 3'],
    ],
  ])('%j', (script, expected) => {
    const statements = splitStatements(script).map(({ sql }) => sql);
    if (expected === null) expect(statements).toHaveLength(2);
    else expect(statements).toEqual(expected);
  });
});

describe('statements of MySQL', () => {
  it.each([
    ["SELECT ';\\';'; SELECT `;`", ["SELECT ';\\';'", 'SELECT `;`']],
    ['# a;\n-- b;\nSELECT 1--1;', ['SELECT 1--1']],
    [
      'DELIMITER //\nSELECT 1; SELECT 2//\nDELIMITER ;\nSELECT 3;',
      ['SELECT 1; SELECT 2', 'SELECT 3'],
    ],
    ['/*!50001 SELECT 1 */; /* SELECT 2; */', ['SELECT 1']],
    ['/*M! SELECT 1 */;', []],
  ])('%j', (script, expected) => {
    expect(splitMysql(script).map(({ sql }) => sql.trim())).toEqual(expected);
  });

  it('of MariaDB leave out what is for MySQL alone', () => {
    const script = 'SELECT 1 /*!50705 , 2 */ /*!40101 , 3 */ /*M! , 4 */';
    const [statement] = splitMysql(script, 'mariadb');
    const words = statement?.sql.replace(/\/\*.*?\*\//, '').replaceAll(/\s+/g, '');
    expect(words).toBe('SELECT1,3,4');
  });
});
