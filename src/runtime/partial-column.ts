import { within } from '../../generators/within.ts';
import type { Accepts, Bound } from '../../generators/generator.ts';
import { GenFactoriesError } from '../errors.ts';
import { holds, OTHER, type Condition } from '../schema/predicate.ts';
import { isConstant } from './definition.ts';
import { columnKey, type Distinct } from './make-distinct.ts';
import { PartialFamilies, type Stance } from './partial-families.ts';
import type { ColumnPlan } from './plan-keys.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { RowView } from './row-view.ts';
import type { Segment, TableRows } from './table-rows.ts';
import type { KeyModel } from './table-model.ts';

/** A partial key, and the condition by which rows are kept out of it. */
interface Rule {
  readonly key: KeyModel;
  readonly condition: Condition;
  readonly families: PartialFamilies;
}

/**
 * A column that keeps rows out of partial keys: of the rows that a key tells apart, the first gets a value
 * that is in it, where there is one, and the others get values that are not. Everything else stays as it
 * is drawn.
 */
export class PartialColumn {
  readonly #rows: TableRows;
  readonly #column: string;
  readonly #rules: Rule[] = [];

  constructor(rows: TableRows, column: string) {
    this.#rows = rows;
    this.#column = column;
  }

  /** Whether rows can be kept out of a key, and of those before it, at once. */
  takes(condition: Condition, bound: Bound): boolean {
    const conditions = [...this.#rules.map((rule) => rule.condition), condition];
    return this.#values(bound, conditions, false) !== null;
  }

  add(key: KeyModel, condition: Condition, reference: ReferencePlan | null, bound: Bound): void {
    const families = new PartialFamilies({
      rows: this.#rows,
      key,
      reference,
      stanceOf: (segment) => stanceOf(this.#rows, key.only!, condition, segment),
      baseIsOut: this.#values(bound, [condition], false) === bound,
    });
    this.#rules.push({ key, condition, families });
  }

  /**
   * The column's cells in one segment.
   *
   * @param segment - undefined for the base
   * @param plan - what fills the column there
   */
  distinctIn(segment: Segment | undefined, plan: ColumnPlan): Distinct | null {
    if (plan.kind !== 'drawn') return null;
    const { bound } = plan;
    const written = segment?.written.has(this.#column) ?? false;
    const [only, more] = this.#rules;
    const inside = more === undefined ? this.#values(bound, [only!.condition], true) : null;
    const outside = new Map<string, Bound | null>();
    return (cell) => (view) => {
      const turns = this.#rules.map(({ families }) => families.turnOf(view));
      const left = this.#rules.filter((_, at) => turns[at] === 'later');
      if (left.length === 0) {
        // What a scenario writes stays as it is written where it may.
        const isIn = turns[0] === 'first' && !written && inside !== null;
        return isIn ? inside.draw(view) : cell(view);
      }
      const name = turns.join();
      if (!outside.has(name)) {
        const conditions = left.map((rule) => rule.condition);
        outside.set(name, this.#values(bound, conditions, false));
      }
      const values = outside.get(name);
      const value = values ? values.draw(view) : cell(view);
      this.#require(left, view, value);
      return value;
    };
  }

  /** The values of which all conditions are true, or none. */
  #values(bound: Bound, conditions: readonly Condition[], truth: boolean): Bound | null {
    const { type } = this.#rows.model.columns.get(this.#column)!;
    const isAccepted = (value: unknown): boolean =>
      conditions.every((each) => holds(each, type, value) === truth);
    const accepts: Accepts = Object.assign(isAccepted, { others: isAccepted(OTHER) });
    return within(bound, columnKey(this.#rows, this.#column), accepts);
  }

  /** What a function gives is known when it gives it. */
  #require(rules: readonly Rule[], view: RowView, value: unknown): void {
    const { type } = this.#rows.model.columns.get(this.#column)!;
    const broken = rules.find(({ condition }) => holds(condition, type, value) !== false);
    if (broken === undefined) return;
    throw new GenFactoriesError('KEY_UNSOLVED', {
      what: `The row is one more in ${broken.key.label} than its parent may have: "${this.#column}" is ${String(value)}`,
      where: `${this.#rows.key}.${this.#column}, row ${view.index}`,
      fix: `Fill "${this.#column}" with weighted(…), oneOf(…) or maybe(…): rows that must not be in the key get other values of those.`,
    });
  }
}

/** What a scenario wrote decides at once whether its rows are in a key. */
function stanceOf(
  rows: TableRows,
  conditions: readonly Condition[],
  condition: Condition,
  { written }: Segment,
): Stance {
  const said = (each: Condition): boolean | undefined => {
    const value = written.get(each.column);
    if (!written.has(each.column) || !isConstant(value)) return undefined;
    return holds(each, rows.model.columns.get(each.column)!.type, value);
  };
  if (conditions.some((each) => said(each) === false)) return 'out';
  return said(condition) === true ? 'in' : 'open';
}
