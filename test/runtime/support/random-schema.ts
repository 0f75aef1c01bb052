import fc from 'fast-check';
import { boolean, oneOf } from '../../../generators/choice.ts';
import { recent } from '../../../generators/date-time.ts';
import { email } from '../../../generators/email.ts';
import { serial, uuid } from '../../../generators/identifier.ts';
import { maybe } from '../../../generators/maybe.ts';
import { integer } from '../../../generators/number.ts';
import { firstName } from '../../../generators/person.ts';
import { even, ref, skewed, tree, type RefOptions } from '../../../generators/reference.ts';
import { code, words } from '../../../generators/text.ts';
import type { ReferenceFacts, TableFacts, UniqueFacts } from '../../../src/schema/facts.ts';
import { looseFactory, type LooseFactory, type LooseSource, type Tables } from './loose-factory.ts';
import { addSteps, type Step } from './random-scenario.ts';

/** A small schema, and definitions for it as the code generator would write them. */
export interface RandomSchema {
  readonly tables: Tables;
  readonly shapes: ReadonlyMap<string, Readonly<Record<string, LooseSource>>>;
  readonly counts: ReadonlyMap<string, number>;
  readonly seed: string;
}

/** Column types, each with the generators that may fill it. */
const VALUES: readonly (readonly [type: string, generators: readonly (() => LooseSource)[]])[] = [
  ['text', [() => words(), () => firstName(), () => 'constant', () => email()]],
  [
    'citext',
    [
      () => words(),
      () =>
        ({ index }) =>
          index % 2 === 0 ? 'Ann' : 'ANN',
    ],
  ],
  ...Array.from(
    { length: 12 },
    (_, at) =>
      [`varchar(${at + 1})`, [() => words(), () => code({ length: 3 }), () => 'x']] as const,
  ),
  ['char(6)', [() => words(), () => code({ length: 6 })]],
  ['smallint', [() => integer(), () => serial(), () => integer({ min: 1, max: 40 })]],
  ['integer', [() => integer(), () => integer({ min: 1, max: 40 })]],
  ['integer unsigned', [() => integer(), () => serial()]],
  ['bigint', [() => integer({ min: 10n ** 17n, max: 10n ** 18n })]],
  ["enum('a','b','c')", [() => oneOf(['a', 'b', 'c'])]],
  ['boolean', [() => boolean()]],
  ['date', [() => recent({ within: '3y' })]],
  ['timestamptz', [() => recent()]],
  ['uuid', [() => uuid()]],
];

interface DraftColumn {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly source: LooseSource;
}

const draftColumn = (name: string): fc.Arbitrary<DraftColumn> =>
  fc
    .tuple(fc.constantFrom(...VALUES), fc.nat(9), fc.boolean(), fc.boolean())
    .map(([[type, generators], pick, nullable, nulls]) => {
      const made = generators[pick % generators.length]!();
      const source = nullable && nulls ? maybe(0.3, made) : made;
      return { name, type, nullable, source: source };
    });

const fanout = fc.oneof(
  fc.constant(undefined),
  fc.constant(even()),
  fc
    .record({ max: fc.integer({ min: 1, max: 30 }), none: fc.constantFrom(0, 0.2, 0.9) })
    .map(skewed),
);

interface DraftReference {
  readonly parent: number;
  readonly nullable: boolean;
  readonly fanout: RefOptions['fanout'];
}

interface DraftTable {
  readonly columns: readonly DraftColumn[];
  readonly references: readonly DraftReference[];
  readonly key: 'serial' | 'uuid' | 'text' | 'reference' | 'pair';
  readonly tree: 'none' | 'nullable' | 'required';
  readonly uniques: readonly {
    readonly picks: readonly number[];
    readonly nullsEqual: boolean;
    readonly where: boolean;
  }[];
  readonly count: number;
}

const draftTable: fc.Arbitrary<DraftTable> = fc.record({
  columns: fc
    .integer({ min: 0, max: 4 })
    .chain((size) => fc.tuple(...Array.from({ length: size }, (_, at) => draftColumn(`c${at}`)))),
  references: fc.array(fc.record({ parent: fc.nat(5), nullable: fc.boolean(), fanout }), {
    maxLength: 3,
  }),
  key: fc.constantFrom('serial', 'serial', 'uuid', 'text', 'reference', 'pair'),
  tree: fc.constantFrom('none', 'none', 'nullable', 'required'),
  uniques: fc.array(
    fc.record({
      picks: fc.array(fc.nat(7), { minLength: 1, maxLength: 3 }),
      nullsEqual: fc.boolean(),
      where: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  count: fc.integer({ min: 0, max: 60 }),
});

/** One to six tables whose references lead to earlier tables, or to the table itself. */
export const randomSchema: fc.Arbitrary<RandomSchema> = fc
  .tuple(fc.array(draftTable, { minLength: 1, maxLength: 6 }), fc.string())
  .map(([drafts, seed]) => {
    const tables: Record<string, TableFacts> = {};
    const shapes = new Map<string, Readonly<Record<string, LooseSource>>>();
    const counts = new Map<string, number>();
    for (const [at, draft] of drafts.entries()) {
      const made = buildTable(at, draft, tables);
      tables[`t${at}`] = made.facts;
      shapes.set(`t${at}`, made.shape);
      counts.set(`t${at}`, draft.count);
    }
    return { tables, shapes, counts, seed };
  });

/** A factory of the schema, with a scenario "more" of some steps. */
export function factoryOf(schema: RandomSchema, steps: readonly Step[] = []): LooseFactory {
  const { tables, shapes, counts, seed } = schema;
  const factory = looseFactory(tables, { seed });
  for (const [table, shape] of shapes) factory.define(table, { count: counts.get(table)!, shape });
  return factory.scenario('more', (builder) => addSteps(tables, steps, builder));
}

function buildTable(
  at: number,
  draft: DraftTable,
  tables: Tables,
): { facts: TableFacts; shape: Record<string, LooseSource> } {
  const columns: Record<string, string> = {};
  const shape: Record<string, LooseSource> = {};
  const references: ReferenceFacts[] = [];
  const kind = draft.key;
  if (kind === 'serial') columns['id'] = 'integer not null serial';
  if (kind === 'uuid') columns['id'] = 'uuid not null';
  if (kind === 'text') {
    columns['id'] = 'varchar(10) not null';
    shape['id'] = words();
  }
  for (const [n, reference] of draft.references.entries()) {
    if (at === 0) break;
    const parent = `t${reference.parent % at}`;
    const facts = tables[parent]!;
    const key = facts.primaryKey!;
    // A key of two columns is referred to by two.
    const names = key.map((_, part) => `r${n}_${part}`);
    const required = !reference.nullable || (n < 2 && (kind === 'reference' || kind === 'pair'));
    for (const [part, name] of names.entries()) {
      const [type] = facts.columns[key[part]!]!.split(' not null');
      columns[name] = required ? `${type} not null` : type!;
    }
    const lead = names.at(-1)!;
    const made = ref(parent, {
      fanout: reference.fanout,
      columns: names.length > 1 ? names.slice(0, -1) : undefined,
    });
    shape[lead] = (required ? made : maybe(0.25, made)) as LooseSource;
    references.push({ columns: names, to: parent, key });
  }
  for (const column of draft.columns) {
    columns[column.name] = column.nullable ? column.type : `${column.type} not null`;
    shape[column.name] = column.source;
  }
  let primaryKey =
    'id' in columns
      ? ['id']
      : references.slice(0, kind === 'pair' ? 2 : 1).flatMap((each) => each.columns);
  if (primaryKey.length === 0) {
    columns['id'] = 'bigint not null identity';
    primaryKey = ['id'];
  }
  if (draft.tree !== 'none' && 'id' in columns) {
    const [type] = columns['id'].split(' not null');
    columns['up'] = draft.tree === 'required' ? `${type} not null` : type!;
    shape['up'] = ref(`t${at}`, { fanout: tree() });
    references.push({ columns: ['up'], to: `t${at}`, key: ['id'] });
  }
  const names = Object.keys(columns).filter((name) => name !== 'up');
  const unique = draft.uniques.map(({ picks, nullsEqual, where }): UniqueFacts => {
    const picked = [...new Set(picks.map((pick) => names[pick % names.length]!))];
    if (!nullsEqual && !where) return picked;
    return {
      columns: picked,
      ...(nullsEqual && { nullsEqual: true as const }),
      ...(where && { where: 'c0 IS NOT NULL' }),
    };
  });
  return { facts: { table: `public.t${at}`, columns, primaryKey, unique, references }, shape };
}
