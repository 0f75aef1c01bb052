import { entriesOf, itemsOf } from '../evaluate/literal.ts';
import { invoke } from '../evaluate/invoke.ts';
import { attempt, Entity, Func, Struct, Unread, type Call, type Value } from '../evaluate/value.ts';
import { LinkedColumn, TableColumn } from './table.ts';

/** Columns that refer to others, as a relation says. */
export interface SoftReference {
  readonly name: string;
  readonly from: readonly TableColumn[];
  readonly to: readonly TableColumn[];
}

/** What `relations(…)` or `defineRelations(…)` says, read when it is asked for. */
export class RelationsEntity extends Entity {
  readonly called = 'relations';
  readonly read: () => readonly SoftReference[];

  constructor(read: () => readonly SoftReference[]) {
    super();
    this.read = read;
  }

  member(): Value {
    return undefined;
  }
}

/** One relation: `one(users, { fields, references })`. */
class Relation extends Entity {
  readonly called = 'a relation';
  readonly ends: readonly (readonly [readonly TableColumn[], readonly TableColumn[]])[];

  constructor(ends: Relation['ends']) {
    super();
    this.ends = ends;
  }

  member(): Value {
    return undefined;
  }
}

/** Columns that a relation names; those that cannot be read say nothing. */
function columnsOf(value: Value, call: Call): readonly TableColumn[] {
  const list = attempt(() => (Array.isArray(value) ? itemsOf(value, call.place) : [value]));
  if (!Array.isArray(list)) return [];
  const columns = list.filter((each) => each instanceof TableColumn);
  return columns.length === list.length ? columns : [];
}

function member(config: Value, name: string): Value {
  return attempt(() => (config instanceof Struct ? config.get(name) : undefined));
}

const one = new Func('"one"', (call) => {
  const [, config] = call.args;
  const from = columnsOf(member(config, 'fields'), call);
  return new Relation([[from, columnsOf(member(config, 'references'), call)]]);
});

/** The other side says by which columns. */
const many = new Func('"many"', () => new Relation([]));

function soften(name: string, relation: Value): readonly SoftReference[] {
  if (!(relation instanceof Relation)) return [];
  return relation.ends
    .filter(([from, to]) => from.length > 0 && from.length === to.length)
    .map(([from, to], index, all) => {
      // By a link table there are two, of one name.
      const made = all.length === 1 ? name : `${name}_${from[0]?.column.name ?? index}`;
      return { name: made, from, to };
    });
}

/** `relations(users, ({ one, many }) => ({ … }))` of drizzle 0.x. */
export const relations = new Func('"relations"', ({ args: [, make], place }) => {
  const helpers = new Struct([
    ['one', one],
    ['many', many],
  ]);
  return new RelationsEntity(() => {
    const made = attempt(() => invoke(make, { args: [helpers], place }));
    if (!(made instanceof Struct)) return [];
    return [...made.members].flatMap(([name, relation]) => soften(name, relation));
  });
});

/** `r` in `defineRelations(schema, (r) => …)`: tables, and `r.one.users(…)`, `r.many.posts(…)`. */
class RelationHelper extends Entity {
  readonly called = 'the relations\u2019 helper';
  readonly #tables: Value;

  constructor(tables: Value) {
    super();
    this.#tables = tables;
  }

  member(name: string): Value {
    if (name === 'one' || name === 'many') return new RelationMaker(name === 'many');
    if (this.#tables instanceof Struct) return this.#tables.get(name);
    const found = this.#tables instanceof Entity ? this.#tables.entries() : null;
    return found?.find(([key]) => key === name)?.[1];
  }
}

/** `r.one`, `r.many`: a function for every table. */
class RelationMaker extends Entity {
  readonly called = 'relations to a table';
  readonly #many: boolean;

  constructor(isMany: boolean) {
    super();
    this.#many = isMany;
  }

  member(name: string): Value {
    return new Func(`"${name}"`, (call) => {
      const [config] = call.args;
      const [from, to] = [ends(member(config, 'from'), call), ends(member(config, 'to'), call)];
      if (from.links.length + to.links.length > 0)
        return new Relation([...from.links, ...to.links]);
      return new Relation([this.#many ? [to.columns, from.columns] : [from.columns, to.columns]]);
    });
  }
}

interface Ends {
  readonly columns: readonly TableColumn[];
  /** From a link table's column to the one that it stands for. */
  readonly links: Relation['ends'];
}

function ends(value: Value, call: Call): Ends {
  const list = Array.isArray(value) ? value : [value];
  const links = list.flatMap((each): Relation['ends'] => {
    if (!(each instanceof LinkedColumn)) return [];
    const link = columnsOf(each.link, call);
    return link.length === 1 ? [[link, [each.column]]] : [];
  });
  return { columns: links.length > 0 ? [] : columnsOf(value, call), links };
}

function define({ args: [tables, make], place }: Call): RelationsEntity {
  return new RelationsEntity(() => {
    if (tables instanceof Unread || make === undefined) return [];
    const made = attempt(() => invoke(make, { args: [new RelationHelper(tables)], place }));
    if (!(made instanceof Struct)) return [];
    return [...made.members].flatMap(([, each]) => {
      const members = attempt(() => new Struct(entriesOf(each, place)));
      if (!(members instanceof Struct)) return [];
      return [...members.members].flatMap(([name, relation]) => soften(name, relation));
    });
  });
}

/** `defineRelations(schema, (r) => ({ … }))` of drizzle 1.0. */
export const defineRelations = new Func('"defineRelations"', define);
