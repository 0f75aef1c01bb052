import type { Faker } from '@faker-js/faker';
import type { Row } from '../../generators/generator.ts';
import { memberAt } from '../../generators/path.ts';
import { ref, type Ref, type RefOptions } from '../../generators/reference.ts';
import { GenFactoriesError } from '../errors.ts';
import type { Segment, TableRows } from './table-rows.ts';

/**
 * A window over one row of a table. Moving it costs nothing; a column is computed when it is first
 * asked for and kept until the window moves. One view serves all rows of a load, so that making a row
 * allocates its values and nothing else.
 */
export class RowView implements Row {
  readonly table: TableRows;
  readonly context: RowContext;
  segment: Segment;
  index = 0;
  /** The row's number among all rows of the plan: what references hold. */
  place = -1;
  readonly #values: unknown[];
  /** The stamp of the row that a value was computed for; negative while it is being computed. */
  readonly #stamps: Float64Array;
  readonly #parents: Float64Array;
  readonly #parentStamps: Float64Array;
  readonly #parentViews: (RowView | undefined)[] = [];
  readonly #listedViews: (RowView | undefined)[] = [];
  #stamp = 0;

  constructor(table: TableRows) {
    this.table = table;
    this.segment = table.segments[0]!;
    this.#values = Array.from({ length: table.slots });
    this.#stamps = new Float64Array(table.slots);
    this.#parents = new Float64Array(table.references.length);
    this.#parentStamps = new Float64Array(table.references.length);
    this.context = new RowContext(this);
  }

  /** The row's number among all rows of the table, those from before the plan included. */
  get ordinal(): number {
    return this.table.offset + this.place;
  }

  /** Shows another row. */
  moveTo(place: number): this {
    if (place === this.place) return this;
    this.#stamp++;
    this.place = place;
    const { segment } = this;
    if (place < segment.start || place >= segment.start + segment.count) {
      this.segment = this.table.segmentOf(place);
    }
    this.index = this.segment.firstIndex + place - this.segment.start;
    return this;
  }

  /** The value of a slot: a column, or the result of a shape that is one function. */
  value(slot: number): unknown {
    const stamp = this.#stamps[slot];
    if (stamp === this.#stamp) return this.#values[slot];
    if (stamp === -this.#stamp) throw this.#cycle(slot);
    this.#stamps[slot] = -this.#stamp;
    const value = this.segment.cells[slot]!(this);
    this.#values[slot] = value;
    this.#stamps[slot] = this.#stamp;
    return value;
  }

  get(path: string): unknown {
    const slot = this.table.slotOf(path);
    if (slot === undefined) return this.table.readerOf(path)(this);
    const { within } = this.table.columns[slot]!;
    return within === null ? this.value(slot) : this.#field(slot, path, within);
  }

  /** A field of a document: absent where that is, and in it where the document is written as a whole. */
  #field(slot: number, path: string, within: string): unknown {
    const { presence } = this.segment;
    for (let at: string | null = within; at !== null; at = this.table.documentOf(at)) {
      const isThere = presence.get(at);
      if (isThere === undefined) return memberAt(this.get(at), path.slice(at.length + 1));
      if ((isThere(this) ?? null) === null) return undefined;
    }
    return this.value(slot);
  }

  /** Whether the documents that a field is in are there. */
  isThere(within: string): boolean {
    const { presence } = this.segment;
    for (let at: string | null = within; at !== null; at = this.table.documentOf(at)) {
      if ((presence.get(at)?.(this) ?? null) === null) return false;
    }
    return true;
  }

  /** The place of the row that a reference leads to; −1 where it is NULL. */
  parentPlace(reference: number): number {
    if (this.#parentStamps[reference] === this.#stamp) return this.#parents[reference]!;
    const place = this.table.references[reference]!.parentPlace(this);
    this.#parents[reference] = place;
    this.#parentStamps[reference] = this.#stamp;
    return place;
  }

  /**
   * The key that a reference would give, for a column that decides by itself whether to take it.
   *
   * @param column - of the parent
   */
  keyOf(reference: number, column: string): unknown {
    const plan = this.table.references[reference]!;
    const place = plan.drawnPlace(this);
    if (place < 0) return null;
    return (this.#parentViews[reference] ??= plan.target.newView()).moveTo(place).get(column);
  }

  /** The row that a reference leads to, in a view that this one owns. */
  parentView(reference: number): RowView | null {
    const place = this.parentPlace(reference);
    if (place < 0) return null;
    const { target } = this.table.references[reference]!;
    // A row that refers to itself is read as itself, so that a column that needs its own value shows.
    if (target === this.table && place === this.place) return this;
    const view = (this.#parentViews[reference] ??= target.newView());
    return view.moveTo(place);
  }

  /** A view of the rows that a reference inside a column's values leads to. */
  listedView(reference: number): RowView {
    return (this.#listedViews[reference] ??=
      this.table.listReferences[reference]!.target.newView());
  }

  parent(column: string): RowView | null {
    return this.parentView(this.table.referenceOf(column));
  }

  /** Whether a slot is being computed. */
  isBusy(slot: number): boolean {
    return this.#stamps[slot] === -this.#stamp;
  }

  #cycle(slot: number): GenFactoriesError {
    const busy = this.table.columns.filter((_, other) => this.#stamps[other] === -this.#stamp);
    return new GenFactoriesError('COLUMN_CYCLE', {
      what: `These columns of "${this.table.key}" need each other's values: ${busy.map((column) => column.name).join(', ')}`,
      where: `${this.table.key}.${this.table.columns[slot]?.name ?? 'shape'}`,
      fix: 'Let one of them be computed without reading the others.',
    });
  }
}

/** What functions in a definition are called with: see `Context` in types.ts for its typed face. */
export class RowContext {
  readonly #view: RowView;
  #row: Readonly<Record<string, unknown>> | undefined;

  constructor(view: RowView) {
    this.#view = view;
  }

  get faker(): Faker {
    return this.#view.table.shared.random.faker;
  }

  get index(): number {
    return this.#view.index;
  }

  get now(): Date {
    return new Date(this.#view.table.shared.now);
  }

  get seed(): string {
    return this.#view.table.shared.seed;
  }

  /** The row's columns as properties that compute when they are read. */
  get row(): Readonly<Record<string, unknown>> {
    return (this.#row ??= this.#view.table.facade(this.#view));
  }

  ref<const Table extends string>(table: Table, options?: RefOptions): Ref<Table> {
    return ref(table, options);
  }

  // A property and not a method: definitions take it out of the context, `({ parent }) => …`.
  readonly parent = (column: string): Readonly<Record<string, unknown>> | null =>
    this.#view.parent(column)?.context.row ?? null;
}
