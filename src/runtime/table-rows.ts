import { GenFactoriesError } from '../errors.ts';
import type { ColumnFacts } from '../schema/facts.ts';
import type { EdgeInfo } from '../../generators/generator.ts';
import type { ColumnSource } from './column-source.ts';
import type { Shared } from './column-site.ts';
import { Kin } from './kin.ts';
import type { ListReference } from './list-reference.ts';
import { documentFacade, fieldsOf, type Field } from './document-facade.ts';
import { readerOf } from './read-path.ts';
import type { ReferencePlan } from './reference-plan.ts';
import { RowView } from './row-view.ts';
import type { TableModel } from './table-model.ts';

/** Computes one slot of the row that a view shows. */
export type Cell = (view: RowView) => unknown;

/**
 * Rows that are made alike: the base's, or those of one `add` of a scenario. Places number all rows
 * of a plan, indexes the rows of one space (the base, or one scenario).
 */
export interface Segment {
  /** The scenario's name; null for the base. */
  readonly scenario: string | null;
  readonly start: number;
  readonly count: number;
  readonly firstIndex: number;
  readonly cells: readonly Cell[];
  /** Whether documents inside the row are there, by path. */
  readonly presence: ReadonlyMap<string, Cell>;
  readonly edges: readonly ColumnEdges[];
  /** What fills each column. */
  readonly sources: ReadonlyMap<string, ColumnSource>;
  /** What the scenario writes into columns by itself, in place of what the definition says. */
  readonly written: ReadonlyMap<string, unknown>;
  /** References that the scenario fixed to rows it added, by their place in `references`. */
  readonly fixed: ReadonlyMap<number, FixedParents>;
  /** The rows that the scenario gave to columns of lists, for references inside to lead to. */
  readonly listed: ReadonlyMap<string, ListedRows>;
}

export interface ListedRows {
  readonly table: TableRows;
  readonly start: number;
  readonly count: number;
}

export interface FixedParents {
  readonly start: number;
  readonly count: number;
  /** How many rows the scenario gave to these parents before. */
  readonly given: number;
}

export interface ColumnEdges {
  readonly column: string;
  readonly infos: readonly EdgeInfo[];
  at(index: number): string | null;
}

/** The rows of one table, any of them at any time. */
export class TableRows {
  readonly model: TableModel;
  readonly shared: Shared;
  /** Columns that are filled, in ordinal order, fields of documents among them; their place is their slot. */
  readonly columns: readonly ColumnFacts[];
  /** Columns that are written: what is in a document is written with it. */
  readonly written: readonly ColumnFacts[];
  readonly references: ReferencePlan[] = [];
  /** References inside of columns' values. */
  readonly listReferences: ListReference[] = [];
  segments: Segment[] = [];
  /** The base's rows by what the definition asks for: families grow and shrink with the table. */
  scale = 1;
  /** Columns whose hand-written values are scrambled. */
  anonymize: ReadonlySet<string> = new Set();
  /** Rows that were in the table before: keys start after theirs. */
  offset = 0;
  slots: number;
  readonly #slots: ReadonlyMap<string, number>;
  readonly #referenceOf = new Map<string, number>();
  readonly #readers = new Map<string, Cell>();
  readonly #kin = new Map<string, Kin>();
  #facade: (new (view: RowView) => Readonly<Record<string, unknown>>) | undefined;

  constructor(model: TableModel, shared: Shared, columns: readonly ColumnFacts[]) {
    this.model = model;
    this.shared = shared;
    this.columns = columns;
    this.written = columns.filter((column) => column.within === null);
    this.slots = columns.length;
    this.#slots = new Map(columns.map((column, slot) => [column.name, slot]));
  }

  get key(): string {
    return this.model.key;
  }

  /** How many rows there are, the scenario's included. */
  get count(): number {
    const last = this.segments.at(-1);
    return last === undefined ? 0 : last.start + last.count;
  }

  /** How many rows the base has. */
  get baseCount(): number {
    return this.segments[0]?.count ?? 0;
  }

  slotOf(column: string): number | undefined {
    return this.#slots.get(column);
  }

  /** The path of the document that a field is in; null for a column of the row itself. */
  documentOf(path: string): string | null {
    return this.model.columns.get(path)?.within ?? null;
  }

  /** Reads what is no column by itself: something in a document, or in a row that a reference leads to. */
  readerOf(path: string): Cell {
    let reader = this.#readers.get(path);
    if (reader === undefined) this.#readers.set(path, (reader = readerOf(this, path)));
    return reader;
  }

  addReference(reference: ReferencePlan): void {
    const place = this.references.push(reference) - 1;
    for (const column of reference.columns) {
      if (column === reference.lead || this.#fillsBetter(column, reference)) {
        this.#referenceOf.set(column, place);
      }
    }
  }

  /** A column that takes no NULL is filled by a reference that every row has, where there is one. */
  #fillsBetter(column: string, reference: ReferencePlan): boolean {
    const before = this.references[this.#referenceOf.get(column) ?? -1];
    if (before === undefined) return true;
    return before.lead !== column && before.nullable && !reference.nullable;
  }

  /** A path of references that begins with one that is not found through another. */
  wayOf(path: readonly string[]): readonly string[] {
    const [first, ...rest] = path;
    if (!this.hasReference(first!)) return path;
    const { way } = this.references[this.referenceOf(first!)]!;
    return way[0] === first ? path : this.wayOf([...way, ...rest]);
  }

  /** The rows of the table by what they lead to. */
  kin(steps: readonly string[]): Kin {
    const key = steps.join('\0');
    let kin = this.#kin.get(key);
    if (kin === undefined) this.#kin.set(key, (kin = new Kin(this, steps)));
    return kin;
  }

  /** The place of the reference that a column is the lead of, or part of. */
  referenceOf(column: string): number {
    const place = this.#referenceOf.get(column);
    if (place !== undefined) return place;
    throw new GenFactoriesError('REFERENCE_INVALID', {
      what: `"${column}" does not refer to another table`,
      where: `${this.key}.${column}`,
    });
  }

  /** The place of a column's reference to a table: a column may lead to one table or another. */
  referenceTo(column: string, table: string): number {
    const place = this.references.findIndex(
      (reference) => reference.columns.includes(column) && reference.target.key === table,
    );
    return place < 0 ? this.referenceOf(column) : place;
  }

  /** Whether a column is the primary key by itself, and no reference. */
  isOwnKey(column: string): boolean {
    const [only, more] = this.model.primaryKey;
    return only === column && more === undefined && !this.#referenceOf.has(column);
  }

  hasReference(column: string): boolean {
    return this.#referenceOf.has(column);
  }

  newView(): RowView {
    return new RowView(this);
  }

  segmentOf(place: number): Segment {
    let low = 0;
    let high = this.segments.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.segments[middle]!.start <= place) low = middle;
      else high = middle;
    }
    return this.segments[low]!;
  }

  /** The row of a view as an object whose properties compute when they are read. */
  facade(view: RowView): Readonly<Record<string, unknown>> {
    this.#facade ??= facadeClass(this.columns);
    return new this.#facade(view);
  }

  /**
   * A row as a plain object.
   *
   * @param view - of this table, at the row
   */
  toObject(view: RowView): Record<string, unknown> {
    const row: Record<string, unknown> = {};
    for (let slot = 0; slot < this.columns.length; slot++) {
      const { name, within } = this.columns[slot]!;
      if (within !== null) continue;
      const value = view.value(slot);
      if (value === undefined) continue;
      // An assignment would set the object's prototype.
      if (name === '__proto__') setOwn(row, name, value);
      else row[name] = value;
    }
    return row;
  }
}

function setOwn(row: object, name: string, value: unknown): void {
  Object.defineProperty(row, name, { value, enumerable: true, writable: true, configurable: true });
}

function facadeClass(
  columns: readonly ColumnFacts[],
): new (view: RowView) => Readonly<Record<string, unknown>> {
  class RowFacade {
    readonly #view: RowView;

    constructor(view: RowView) {
      this.#view = view;
    }

    static read(facade: RowFacade, slot: number, fields: readonly Field[]): unknown {
      return documentFacade(facade.#view, fields) ?? facade.#view.value(slot);
    }
  }
  for (const [slot, column] of columns.entries()) {
    if (column.within !== null) continue;
    const fields = fieldsOf(columns, column.name);
    Object.defineProperty(RowFacade.prototype, column.name, {
      enumerable: true,
      get(this: RowFacade) {
        return RowFacade.read(this, slot, fields);
      },
    });
  }
  return RowFacade as never;
}
