import { storageType } from '../../schema/column-type.ts';
import { call, literal, object, type Expression } from '../expression.ts';
import type { Choice, ColumnView, Rule } from '../column-view.ts';

/** Two columns of a row, and what lies between them: a life, a job, a stay, a meeting. */
interface Span {
  readonly begins: RegExp;
  readonly ends: RegExp;
  /** What else it may have begun with. */
  readonly otherwise?: RegExp;
  /** When it ended, given when it began. */
  readonly end: (view: ColumnView, began: string) => Expression;
  /** The share of those that are not over. */
  readonly open: number;
}

const SPANS: readonly Span[] = [
  {
    begins: moment('born|birth'),
    ends: moment('died|deceased|death'),
    end: (_, began) => pastAfter(began, '10y'),
    open: 0.85,
  },
  {
    begins: moment('admitted|admission'),
    ends: moment('discharged?'),
    end: (_, began) => after(began, { max: '30d' }),
    open: 0.3,
  },
  {
    begins: moment('hired?|join(?:ed|ing)?|employed|employment_start|appointed|started|start'),
    ends: moment('left|leaving|departed|terminat(?:ed|ion)|resign(?:ed|ation)|retire(?:d|ment)'),
    end: (_, began) => pastAfter(began),
    open: 0.85,
  },
  {
    begins: moment('(?:check(?:ed)?|clock(?:ed)?)_?in'),
    ends: moment('(?:check(?:ed)?|clock(?:ed)?)_?out'),
    end: (view, began) => after(began, stayLength(view)),
    open: 0.3,
  },
  {
    begins: moment(
      'start|starts|started|begin|begins|began|opens?|opened|from|start_?(?:date|time|period)',
    ),
    ends: moment(
      'end|ends|ended|finish|finished|completed|closes?|closed|stopped|to|until|resolved|end_?(?:date|time|period)',
    ),
    end: (view, began) => after(began, lengthOf(view)),
    otherwise: /^created(?:_?(?:at|on))?$/,
    open: 0.3,
  },
];

/** Times of day with hours left to what ends on the same day. */
export const EARLY = call('timeOfDay', object({ from: literal('06:00'), to: literal('15:00') }));

/** Rules for the second of two columns, which is never before the first. Of times of day the first is early. */
export const SPAN_RULES: readonly Rule[] = [
  ...SPANS.map(endRule),
  (view) => (isBeginning(view) ? { expression: EARLY } : undefined),
];

function isBeginning(view: ColumnView): boolean {
  if (view.type.kind !== 'time') return false;
  return SPANS.some(
    ({ begins, ends }) => begins.test(view.name) && matching(view, ends) !== undefined,
  );
}

function endRule({ begins, ends, otherwise, end, open }: Span): Rule {
  return (view): Choice | undefined => {
    const isOfDay = view.type.kind === 'time';
    if (!(isOfDay || isDated(view.type.kind)) || !ends.test(view.name)) return undefined;
    const began = matching(view, begins) ?? (otherwise && matching(view, otherwise));
    if (began !== undefined) return { expression: end(view, began), nulls: open };
    if (isOfDay) return undefined;
    return { expression: call('recent', object({ within: literal('3y') })), nulls: open };
  };
}

/** Animals whose births are dates of the last years. */
const ANIMAL_ENTITY =
  /(?:^|_)(?:pet|animal|dog|cat|puppy|kitten|horse|foal|rabbit|bird|cow|calf|sheep|goat|livestock)$/;

/** The day that somebody was born on; that of an animal tells nothing of a person. */
export function birthChoice({ entity }: ColumnView): Choice {
  return ANIMAL_ENTITY.test(entity)
    ? { expression: call('birthDate', object({ minAge: literal(0), maxAge: literal(15) })) }
    : { expression: call('birthDate'), personal: true };
}

function moment(words: string): RegExp {
  return new RegExp(`(?:^|_)(?:${words})(?:_?(?:at|on|date|time|day))?$`);
}

/**
 * The column that goes with this one: where several could, the one that begins with the same words, as
 * `break_start` with `break_end`.
 */
function matching(view: ColumnView, names: RegExp): string | undefined {
  const isOfDay = view.type.kind === 'time';
  let best: { readonly column: string; readonly shared: number } | undefined;
  for (const [name, column] of view.siblings) {
    if (column === view.column || !names.test(name)) continue;
    const { kind } = storageType(column.type);
    if (isOfDay ? kind !== 'time' : !isDated(kind)) continue;
    // After what may be NULL there is NULL.
    if (column.nullable && !view.column.nullable) continue;
    const shared = sharedWords(name, view.name);
    if (best === undefined || shared > best.shared) best = { column: column.name, shared };
  }
  return best?.column;
}

function sharedWords(a: string, b: string): number {
  const words = b.split('_');
  const at = a.split('_').findIndex((word, place) => word !== words[place]);
  return at === -1 ? words.length : at;
}

function isDated(kind: string): boolean {
  return kind === 'timestamp' || kind === 'date';
}

/** Things that are over on the day that they begin. */
const SHORT_ENTITY =
  /(?:^|_)(?:appointment|meeting|booking|session|call|visit|lesson|class|slot|break|interview|consultation|lecture|webinar|exam|match|game|screening)$/;
const SHIFT_ENTITY = /(?:^|_)(?:shift|timesheet|workday|work_day|time_entry)$/;
const STAY_ENTITY = /(?:^|_)(?:booking|reservation|stay|guest|room)$/;

interface Lengths {
  readonly min?: string;
  readonly max: string;
}

function lengthOf({ type, entity }: ColumnView): Lengths {
  if (type.kind === 'time') return { min: '30m', max: '8h' };
  if (type.kind === 'date') return { max: '30d' };
  if (SHIFT_ENTITY.test(entity)) return { min: '2h', max: '10h' };
  return SHORT_ENTITY.test(entity) ? { min: '15m', max: '4h' } : { max: '30d' };
}

function stayLength(view: ColumnView): Lengths {
  if (view.type.kind === 'time') return lengthOf(view);
  if (view.type.kind === 'date') return { max: '14d' };
  return STAY_ENTITY.test(view.entity) ? { min: '12h', max: '14d' } : { min: '1h', max: '10h' };
}

function after(column: string, { min, max }: Lengths): Expression {
  const bounds = { ...(min !== undefined && { min: literal(min) }), max: literal(max) };
  return call('after', literal(column), object(bounds));
}

function pastAfter(column: string, within?: string): Expression {
  const window = within === undefined ? {} : { within: literal(within) };
  return call('recent', object({ ...window, after: literal(column) }));
}
