import type { Place } from '../../../src/schema/schema.ts';
import type { Casing, ColumnName, DrizzleDialect } from '../description.ts';
import { applyCasing } from '../casing.ts';
import { Entity, Func, type Struct, type Value } from '../evaluate/value.ts';
import { ColumnBuilder } from './column-builder.ts';
import type { InSql } from './sql-text.ts';

export interface TableParts {
  readonly dialect: DrizzleDialect;
  readonly schema: string | null;
  readonly name: string;
  /** By their keys; what is no column there could not be read. */
  readonly columns: Struct;
  /** The function that makes its keys and checks; undefined for none. */
  readonly extras: Value;
  /** Of drizzle 1.0: how this table names its columns. */
  readonly casing: Casing | undefined;
  readonly rowSecurity: boolean;
  readonly place: Place;
}

/** A table of a file's: what `pgTable(…)` gives. */
export class TableEntity extends Entity implements InSql {
  readonly called: string;
  readonly parts: TableParts;
  #rowSecurity: boolean;
  readonly #columns = new Map<string, TableColumn>();

  constructor(parts: TableParts) {
    super();
    this.parts = parts;
    this.called = `table "${parts.name}"`;
    this.#rowSecurity = parts.rowSecurity;
  }

  get rowSecurity(): boolean {
    return this.#rowSecurity;
  }

  member(name: string): Value {
    if (name === 'enableRLS') {
      return new Func('"enableRLS"', () => {
        this.#rowSecurity = true;
        return this;
      });
    }
    const value = this.parts.columns.get(name);
    return value instanceof ColumnBuilder ? this.column(name, value) : value;
  }

  override entries(): readonly (readonly [string, Value])[] {
    return [...this.parts.columns.members.keys()].map((name) => [name, this.member(name)]);
  }

  inSql(): readonly string[] {
    const { schema, name } = this.parts;
    return schema === null ? [name] : [schema, name];
  }

  /** The column that a key of the table is. */
  column(key: string, builder: ColumnBuilder): TableColumn {
    const column =
      this.#columns.get(key) ?? new TableColumn(this, nameOf(builder, key, this.parts));
    this.#columns.set(key, column);
    return column;
  }
}

/** The name that a column has in a table. */
export function nameOf({ state }: ColumnBuilder, key: string, { casing }: TableParts): ColumnName {
  if (state.name !== '') return { name: state.name, byKey: false };
  if (casing === undefined) return { name: key, byKey: true };
  return { name: applyCasing(key, casing), byKey: false };
}

/** A column of a table: what `users.email` gives. */
export class TableColumn extends Entity implements InSql {
  readonly called: string;
  readonly table: TableEntity;
  readonly column: ColumnName;

  constructor(table: TableEntity, column: ColumnName) {
    super();
    this.table = table;
    this.column = column;
    this.called = `column "${column.name}"`;
  }

  /** `.asc()`, `.op('…')` and the like say how an index is sorted, which limits no row. */
  member(name: string): Value {
    if (name === 'name') return this.column.name;
    if (name === 'table') return this.table;
    if (name === 'through') {
      return new Func('"through"', ({ args: [link] }) => new LinkedColumn(this, link));
    }
    return new Func(`"${name}"`, () => this);
  }

  inSql(): ColumnName {
    return this.column;
  }
}

/** A column that a relation reaches by a link table: `r.users.id.through(r.members.userId)`. */
export class LinkedColumn extends Entity {
  readonly called = 'a column by a link table';
  readonly column: TableColumn;
  readonly link: Value;

  constructor(column: TableColumn, link: Value) {
    super();
    this.column = column;
    this.link = link;
  }

  member(): Value {
    return undefined;
  }
}

/** A view: rows go into what it reads. */
export class ViewEntity extends Entity {
  readonly called: string;
  readonly schema: string | null;
  readonly name: string;
  readonly materialized: boolean;

  constructor(schema: string | null, name: string, materialized: boolean) {
    super();
    this.called = `view "${name}"`;
    this.schema = schema;
    this.name = name;
    this.materialized = materialized;
  }

  /** `.as(…)`, `.with(…)`, `.existing()`. */
  member(name: string): Value {
    return new Func(`"${name}"`, () => this);
  }
}
