import type { Place } from '../../../src/schema/schema.ts';
import type { DrizzleDialect } from '../description.ts';
import { Entity, Func, Struct, textOf, type Call, type Value } from '../evaluate/value.ts';

/** A key, an index or a check of a table's, as its chain of calls describes it. */
export class Constraint extends Entity {
  readonly called: string;
  readonly dialect: DrizzleDialect;
  readonly kind: ConstraintKind;
  readonly place: Place;
  /** What it was made with, and what was added: `name`, `columns`, `where`, `nullsEqual`, … */
  readonly parts: Map<string, Value>;

  constructor(
    dialect: DrizzleDialect,
    kind: ConstraintKind,
    place: Place,
    parts: readonly (readonly [string, Value])[] = [],
  ) {
    super();
    this.called = `a ${kind}`;
    this.dialect = dialect;
    this.kind = kind;
    this.place = place;
    this.parts = new Map(parts);
  }

  member(name: string): Value {
    return new Func(`"${name}"`, (call) => {
      this.#add(name, call);
      return this;
    });
  }

  /** What is not here (`.concurrently()`, `.with(…)`) limits no rows. */
  #add(name: string, { args }: Call): void {
    switch (name) {
      case 'on':
      case 'onOnly':
        this.parts.set('columns', [...args]);
        break;
      case 'using':
        // Of PostgreSQL: the method, then the columns; of MySQL the method alone.
        if (this.dialect === 'postgres') this.parts.set('columns', args.slice(1));
        break;
      case 'where':
      case 'onDelete':
      case 'onUpdate':
        this.parts.set(name, args[0]);
        break;
      case 'nullsNotDistinct':
        this.parts.set('nullsEqual', true);
        break;
    }
  }
}

export type ConstraintKind =
  'unique index' | 'index' | 'unique' | 'primary key' | 'foreign key' | 'check' | 'policy';

function named(dialect: DrizzleDialect, kind: ConstraintKind): Func {
  return new Func(
    `"${kind}"`,
    ({ args: [name], place }) => new Constraint(dialect, kind, place, [['name', name]]),
  );
}

/** `primaryKey({ columns: [t.a, t.b] })`, and the older `primaryKey(t.a, t.b)`. */
function configured(dialect: DrizzleDialect, kind: ConstraintKind): Func {
  return new Func(`"${kind}"`, ({ args, place }) => {
    const [first] = args;
    const isConfig = first instanceof Struct;
    const parts: readonly (readonly [string, Value])[] = isConfig
      ? ['name', 'columns', 'foreignColumns'].map((name) => [name, first.get(name)] as const)
      : [['columns', [...args]] as const];
    return new Constraint(dialect, kind, place, parts);
  });
}

function check(dialect: DrizzleDialect): Func {
  return new Func('"check"', ({ args: [name, sql], place }) => {
    return new Constraint(dialect, 'check', place, [
      ['name', textOf(name, place)],
      ['sql', sql],
    ]);
  });
}

/** The functions of a dialect that make what a table has besides columns. */
export function constraintFunctions(dialect: DrizzleDialect): Readonly<Record<string, Func>> {
  return {
    index: named(dialect, 'index'),
    uniqueIndex: named(dialect, 'unique index'),
    unique: named(dialect, 'unique'),
    primaryKey: configured(dialect, 'primary key'),
    foreignKey: configured(dialect, 'foreign key'),
    check: check(dialect),
    ...(dialect === 'postgres' && { pgPolicy: named(dialect, 'policy') }),
  };
}
