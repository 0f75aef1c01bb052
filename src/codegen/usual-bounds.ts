import type { Dependency, FormulaDependency } from '../checks/solution.ts';
import { containerOf } from './document-tree.ts';
import { siblingNamed, type Choice, type ColumnView } from './column-view.ts';
import { dependenciesOf, type TableContext } from './planned-column.ts';

const DISCOUNT =
  /^(?<of>.*_)?discount(?:_?(?:amount|total|value))?(?<unit>_?(?:cents|usd|eur|gbp))?$/;

/**
 * What nobody writes a CHECK for and everybody expects: a discount is no more than what it is taken off.
 *
 * @param choice - of the column by itself
 */
export function usualBounds(
  view: ColumnView,
  context: TableContext,
  choice: Choice | undefined,
): readonly Dependency[] {
  const found = DISCOUNT.exec(view.name)?.groups;
  const { column, table } = view;
  // What is a share and no amount has a bound of its own; functions of the row stand in no document.
  if (found === undefined || !isAmount(choice) || containerOf(table, column) !== undefined)
    return [];
  const { of = '', unit = '' } = found;
  const whole = siblingNamed(
    view,
    new RegExp(`^(?:${of})?(?:sub_?total|gross|price|unit_price)(?:_?amount)?${unit}$`),
  );
  if (whole === undefined) return [];
  const related = dependenciesOf(context, column.name);
  const isBound = related.some(({ kind }) => kind === 'order' || kind === 'formula');
  // What tells the whole may read the discount.
  const isTold = dependenciesOf(context, whole).length > 0;
  return isBound || isTold || isPositive(context, column.name) ? [] : [atMost(view, whole)];
}

function isAmount(choice: Choice | undefined): boolean {
  return choice?.expression.kind === 'call' && choice.expression.name === 'money';
}

/** Where nothing is no discount, there is none for what costs nothing. */
function isPositive({ solution }: TableContext, column: string): boolean {
  const min = solution.columns.get(column)?.min;
  return min !== undefined && (Number(min.value) > 0 || !min.inclusive);
}

function atMost({ column, type }: ColumnView, whole: string): FormulaDependency {
  return {
    kind: 'formula',
    column: column.name,
    operator: '<=',
    value: { kind: 'column', name: whole, type },
    interval: { min: 0, max: Infinity },
    digits: 0,
    checks: [],
  };
}
