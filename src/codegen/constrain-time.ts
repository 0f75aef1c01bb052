import type { Bound, Facets } from '../checks/facets.ts';
import type { Choice } from './column-view.ts';
import { chosen, unsolved, withoutEdges, type Constrained } from './constrained.ts';
import { call, literal, options } from './expression.ts';

/** A day or an instant within the bounds that CHECKs and partitions leave. */
export function constrainTime(choice: Choice, facets: Facets): Constrained {
  const { min, max, step } = facets;
  if (step?.kind === 'time') {
    return chosen({
      ...withoutEdges(choice),
      expression: call('truncated', literal(step.unit), choice.expression),
    });
  }
  if (step !== undefined) return unsolved('a step of numbers does not fit a time');
  if (min === undefined && max === undefined) return chosen(choice);
  const from = min && readBound(min);
  const to = max && readBound(max);
  if (to === undefined && from !== undefined && from.at <= OLDEST_BIRTH && isBirthDate(choice)) {
    return chosen(choice);
  }
  const roomy = !(from && to && to.at - from.at < 3 * DAY);
  return chosen({
    ...withoutEdges(choice),
    expression: call(
      'between',
      options({
        from: from && literal(printBound(from, 1, roomy)),
        to: to && literal(printBound(to, -1, roomy)),
      }),
    ),
  });
}

/** No birth date is before this, with a present from this century. */
const OLDEST_BIRTH = Date.UTC(1919, 0, 1);

function isBirthDate({ expression }: Choice): boolean {
  return (
    expression.kind === 'call' && expression.name === 'birthDate' && expression.args.length === 0
  );
}

const DAY = 86_400_000;
const SECOND = 1000;

/** Where a bound lies, in milliseconds since 1970. */
interface Limit extends Bound {
  readonly at: number;
}

/** A text without a zone is in UTC, wherever it is read. */
function readBound(bound: Bound): Limit {
  const [, day = '', time = '00:00:00', zone = 'Z'] =
    /^(\S+?)(?:[T ](.*?)(Z|[+-][\d:]+)?)?$/.exec(String(bound.value)) ?? [];
  const offset = /^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone;
  return { ...bound, at: Date.parse(`${day}T${time}${offset}`) };
}

/**
 * A bound as a person writes it: the day alone where it begins with one; the next one inside where the
 * bound itself is not allowed.
 *
 * @param roomy - there are days enough between the bounds to give one away
 */
function printBound({ value, inclusive, at }: Limit, inward: 1 | -1, roomy: boolean): string {
  if (Number.isNaN(at)) return String(value);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(String(value));
  const step = isDay || (at % DAY === 0 && roomy) ? DAY : SECOND;
  const moved = new Date(inclusive ? at : at + inward * step).toISOString();
  if (isDay || moved.endsWith('T00:00:00.000Z')) return moved.slice(0, 10);
  return moved.replace(/(?::00)?\.000Z$/, 'Z');
}
