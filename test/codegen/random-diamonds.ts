import fc from 'fast-check';
import type { Reference, SchemaModel, Table } from '../../src/schema/schema.ts';
import { sketchSchema, type TableSketch } from './tables.ts';

/** A schema in which two ways and more lead from a row to one root, and how many rows its tables get. */
export interface Diamond {
  readonly model: SchemaModel;
  /** Columns by which a row is told apart: the root's, where all keys carry it, and its own. */
  readonly key: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  /** The row's key is its references, which therefore go with any number of each other. */
  readonly isPair: boolean;
  /** The references of the row that all ways begin at. */
  readonly ways: readonly Leg[];
}

/** One of the ways: its reference, and the tables on it up to the root. */
export interface Leg {
  /** The column that leads to the first of the tables; from there on it is `up`. */
  readonly column: string;
  readonly nullable: boolean;
  readonly unique: boolean;
  readonly tables: readonly string[];
}

/** A table between the root and the row, by how many rows it has; or one that was there before. */
interface Step {
  readonly rows: number;
  readonly unique: boolean;
}

interface Way {
  /** From the row upwards; none leads to the root itself. */
  readonly steps: readonly Step[];
  /** Goes on from a table of the way before, in place of the root. */
  readonly joins: number;
  readonly nullable: boolean;
  readonly unique: boolean;
}

interface Draft {
  readonly roots: number;
  readonly rows: number;
  readonly ways: readonly Way[];
  /** Keys carry the root's along: every table but the root has it in its own. */
  readonly composite: boolean;
  /** The row is told apart by its references and nothing else. */
  readonly pairs: boolean;
}

const some = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 60 }));

const draft: fc.Arbitrary<Draft> = fc.record({
  roots: some,
  rows: fc.integer({ min: 1, max: 120 }),
  ways: fc.array(
    fc.record({
      steps: fc.array(fc.record({ rows: some, unique: fc.nat(5).map((nth) => nth === 0) }), {
        maxLength: 3,
      }),
      joins: fc.nat(5),
      nullable: fc.nat(2).map((nth) => nth === 0),
      unique: fc.nat(3).map((nth) => nth === 0),
    }),
    { minLength: 2, maxLength: 4 },
  ),
  composite: fc.nat(3).map((nth) => nth === 0),
  pairs: fc.nat(3).map((nth) => nth === 0),
});

/** Names that say nothing of what a row is: no people, no places, nothing that belongs to nobody. */
export const ROOT = 'realm';
export const ROW = 'leaf';

export const diamond: fc.Arbitrary<Diamond> = draft.map((each) => {
  const made = build(each);
  const { counts, ways, key } = made;
  return { ...made, [fc.toStringMethod]: () => JSON.stringify({ counts, key, ways }) };
});

function build({ roots, rows, ways, composite, pairs }: Draft): Diamond {
  const sketches: Record<string, TableSketch> = {
    [ROOT]: { columns: { id: 'bigint not null identity' } },
  };
  const counts: Record<string, number> = { [ROOT]: roots, [ROW]: rows };
  const above = new Map<string, readonly string[]>([[ROOT, []]]);
  const legs: Leg[] = [];
  for (const [at, way] of ways.entries()) {
    const joined = [...above.keys()];
    let parent = way.joins > 2 ? joined[way.joins % joined.length]! : ROOT;
    for (const [height, step] of [...way.steps].reverse().entries()) {
      if (above.get(parent)!.length >= 3) break;
      const name = `knot_${'abcd'[at]}${height}`;
      sketches[name] = {
        columns: { id: 'bigint not null identity', up: 'bigint not null' },
        references: { up: parent },
        ...(step.unique ? { uniques: [['up']] } : {}),
      };
      counts[name] = step.rows;
      above.set(name, [parent, ...above.get(parent)!]);
      parent = name;
    }
    if (parent === ROOT && composite) continue;
    // Two references to one table tell two rows apart: who sends from who receives.
    if (legs.some(({ tables }) => tables[0] === parent)) continue;
    // Where all references fill a column, one of them has to be there; of two that are no other row's none follows.
    const nullable = way.nullable && !(composite && legs.length === 0);
    const unique = way.unique && !legs.some((leg) => leg.unique && !leg.nullable);
    legs.push({ column: `r${at}`, nullable, unique, tables: [parent, ...above.get(parent)!] });
  }
  const required = legs.filter(({ nullable }) => !nullable).map(({ column }) => column);
  const isPair = pairs && required.length > 1;
  sketches[ROW] = {
    columns: {
      ...(isPair ? {} : { id: 'bigint not null identity' }),
      ...Object.fromEntries(
        legs.map((leg) => [leg.column, leg.nullable ? 'bigint' : 'bigint not null']),
      ),
    },
    ...(isPair ? { primaryKey: required } : {}),
    references: Object.fromEntries(legs.map((leg) => [leg.column, leg.tables[0]!])),
    uniques: legs.filter(({ unique }) => unique).map(({ column }) => [column]),
  };
  const model = sketchSchema(sketches);
  if (!composite) return { model, key: ['id'], isPair, counts, ways: legs };
  return { model: withRootInKeys(model), key: [HELD, 'id'], isPair, counts, ways: legs };
}

/** The same schema, as a database of many tenants has it: the root's key is part of all keys. */
function withRootInKeys(model: SchemaModel): SchemaModel {
  return {
    ...model,
    tables: model.tables.map((table) => (table.name === ROOT ? table : withRoot(table))),
  };
}

const HELD = `${ROOT}_id`;

function withRoot(table: Table): Table {
  const [first] = table.columns;
  const column = { ...first!, name: HELD, identity: null };
  return {
    ...table,
    columns: [column, ...table.columns],
    primaryKey: { ...table.primaryKey!, columns: [HELD, ...table.primaryKey!.columns] },
    uniques: table.uniques.map((key) => ({
      ...key,
      parts: [{ kind: 'column', column: HELD }, ...key.parts],
    })),
    references: table.references.map((each) =>
      each.target.table.name === ROOT ? ofRoot(each) : carrying(each),
    ),
  };
}

/** What leads to the root does so by the column that all others carry. */
function ofRoot(reference: Reference): Reference {
  return { ...reference, columns: [HELD] };
}

function carrying(reference: Reference): Reference {
  const { table, columns } = reference.target;
  return {
    ...reference,
    columns: [HELD, ...reference.columns],
    target: { table, columns: [HELD, ...columns] },
  };
}
