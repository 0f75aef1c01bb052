import { storageType } from '../../schema/column-type.ts';
import { call, literal, object, raw, type Expression } from '../expression.ts';
import { type Choice, type ColumnView, type Rule } from '../column-view.ts';

/** Rules for numbers by what they count or measure. */
export const NUMBER_RULES: readonly Rule[] = [
  numeric(/(?:^|_)(?:lat|latitude)$/, () => call('latitude')),
  numeric(/(?:^|_)(?:lng|lon|long|longitude)$/, () => call('longitude')),
  integer(/(?:^|_)bytes(?:_|$)/, 1, 50_000_000),
  integer(/(?:^|_)age$/, 18, 95),
  numeric(/(?:^|_)year$/, (view) =>
    view.type.kind === 'integer' ? call('integer', YEARS) : undefined,
  ),
  integer(/(?:^|_)month$/, 1, 12),
  integer(/(?:^|_)day(?:_of_month)?$/, 1, 28),
  integer(/(?:^|_)(?:weekday|day_of_week)$/, 0, 6),
  integer(/(?:^|_)hour$/, 0, 23),
  integer(/_minutes$/, 1, 480),
  integer(/(?:^|_)minutes?$/, 0, 59),
  integer(/(?:^|_)port$/, 1024, 65_535),
  (view) =>
    view.type.kind === 'integer' &&
    /(?:^|_)(?:(?:http_?)?status_?code|(?:http|response)_?status)$/.test(view.name)
      ? { expression: call('oneOf', { kind: 'array', items: STATUS_CODES.map(raw) }) }
      : undefined,
  integer(/(?:^|_)(?:rating|stars)$/, 1, 5),
  integer(/(?:^|_)(?:attempts?|retries|retry_count|retry_limit|retrylimit|retrycount)$/, 0, 5),
  integer(/(?:^|_)(?:priority|rank|level|tier|weight)$/, 0, 10),
  integer(
    /(?:^|_)(?:position|sort_order|ordinal|sequence|display_order|sort|idx|index|order)$/,
    0,
    500,
  ),
  integer(/(?:^|_)(?:stock|inventory|on_hand)(?:_(?:quantity|qty|level|count))?$/, 0, 500),
  integer(/(?:^|_)(?:quantity|qty|seats|units)$/, 1, 20),
  integer(/(?:^|_)(?:width|height)(?:_px)?$/, 16, 4_096),
  integer(/(?:^|_)(?:milliseconds|ms|duration_ms|latency)$/, 1, 600_000),
  integer(/(?:^|_)(?:seconds|duration|timeout|ttl|expires_in|delay|interval)$/, 1, 86_400),
  integer(/(?:^|_)(?:bytes|size|file_size|length)$/, 1, 50_000_000),
  integer(/(?:^|_)days$/, 1, 90),
  integer(/(?:^|_)(?:exit_code)$/, 0, 2),
  integer(/(?:^|_)version$/, 1, 30),
  (view) =>
    isEpoch(view) ? { expression: call('recent', object({ within: literal('3y') })) } : undefined,
  (view) => (isMoney(view) ? { expression: call('money'), edges: { zero: '2%' } } : undefined),
  integer(/(?:^|_)(?:percent|pct)_off$/, 5, 50),
  numeric(/(?:^|_)hours$/, (view) =>
    view.type.kind === 'integer'
      ? call('integer', bounds(1, 80))
      : call('decimal', object({ min: literal(0.5), max: literal(80), step: literal(0.5) })),
  ),
  numeric(/(?:^|_)(?:percent|percentage|pct)$/, (view) =>
    holdsHundred(view)
      ? call('decimal', object({ min: literal(0), max: literal(100), scale: literal(2) }))
      : undefined,
  ),
  numeric(
    /(?:^|_)(?:percent|percentage|pct|rate|ratio|confidence|probability|share|score)$/,
    (view) =>
      view.type.kind === 'integer'
        ? call('integer', bounds(0, 100))
        : call(
            'decimal',
            object({ min: literal(0), max: literal(limit(view, 1)), scale: literal(2) }),
          ),
  ),
  integer(
    /(?:^|_)(?:count|total|number|num|views|likes|downloads|hits|visits|clicks)$|_count$/,
    0,
    1_000,
  ),
  integer(/(?:^|_)(?:limit|quota|capacity|maximum|max)$/, 1, 100),
  numeric(/^id$/, (view) => (view.type.kind === 'integer' ? call('serial') : undefined)),
  integer(/(?:^|_)id$/, 1, 1_000_000),
];

/** As a server answers; of what goes well there is more. */
const STATUS_CODES = ['200', '201', '204', '304', '400', '404', '500'];

/** Nobody writes a year with separators. */
const YEARS = object({ min: raw('1990'), max: raw('2026') });

const MONEY =
  /(?:^|_)(?:price|amount|total|subtotal|cost|balance|fee|tax|discount|salary|budget|revenue|paid|due|value|credit|debit|mrr|arr|limit|unit_price|spend)(?:_(?:off|paid|due|refunded))?(?:_?(?:cents|usd|eur|gbp))?$/;

/** What is money where it has a fraction, and may be anything where it has none. */
const PERHAPS_MONEY = /(?:^|_)(?:value|limit|credit|debit|due|paid)$/;

function isMoney({ type, name }: ColumnView): boolean {
  if (!MONEY.test(name)) return false;
  if (type.kind === 'integer')
    return !PERHAPS_MONEY.test(name) || /(?:credit|spend|price)_limit$/.test(name);
  return ['decimal', 'float', 'money'].includes(type.kind);
}

/** Rules for times by what happens at them. */
export const TIME_RULES: readonly Rule[] = [
  timed(/(?:^|_)(?:birth_?(?:date|day)|date_of_birth|dob|born(?:_on|_at)?)$/, () => ({
    expression: call('birthDate'),
    personal: true,
  })),
  timed(
    /^(?:created|inserted|registered|joined|signed_up|ordered|placed|submitted|issued)(?:_?(?:at|on|date|time))?$|^(?:date_created|creation_date|hire_date|order_date|invoice_date|started_on_date|createdon)$/,
    (view) => ({
      expression: call('recent', object({ within: literal('3y') })),
      edges: {
        leapDay: '1%',
        endOfMonth: '1%',
        ...(view.type.kind === 'timestamp' && { dst: '1%' }),
      },
      nulls: 0.02,
    }),
  ),
  timed(
    /^(?:updated|modified|changed|edited|last_?modified|last_?updated)(?:_?(?:at|on|date))?$/,
    (view) => followed(view, /^(?:created|inserted)/, 'recent'),
  ),
  timed(
    /^(?:deleted|archived|canceled|cancelled|banned|blocked|suspended|revoked|rejected|purged|trashed|disabled|churned|discarded|rolled_back)(?:_?(?:at|on|date))?$/,
    (view) => ({
      ...followed(
        view,
        /^(?:created|inserted|started|start|placed|ordered|submitted|issued|opened|registered|joined)/,
        'recent',
      ),
      nulls: 0.9,
    }),
  ),
  timed(
    /(?:^|_)(?:left|departed|terminated|resigned|died|deceased|death|discharged|retired)(?:_?(?:at|on|date))?$/,
    (view) =>
      withNulls(
        followed(
          view,
          /(?:^|_)(?:hired|joined|employed|admitted|appointed|born|birth|started|start)(?:_?(?:at|on|date|day))?$/,
          'recent',
        ),
        0.85,
      ),
  ),
  timed(
    /(?:^|_)(?:end|ends|ended|finish|finished|completed|closed|stopped|to|until|resolved|end_?(?:date|time|period))(?:_?(?:at|on|date|time))?$/,
    (view) =>
      withNulls(
        followed(
          view,
          /(?:^|_)(?:start|starts|started|begin|begins|began|opened|from|start_?(?:date|time|period))(?:_?(?:at|on|date|time))?$|^created(?:_?(?:at|on))?$/,
          'after',
        ),
        0.3,
      ),
  ),
  timed(
    /(?:^|_)(?:expires?|expiry|expiration|valid_?until|due|deadline|renews?|next_\w+|scheduled|trial_end|keepuntil|remind)(?:_?(?:at|on|date|for))?$/,
    (view) => {
      const start = earlierSibling(
        view,
        /^(?:created|inserted|issued|started|start|invoice)(?:_?(?:at|on|date))?$/,
      );
      return {
        expression:
          start === undefined
            ? call('future', object({ within: literal('1y') }))
            : call('after', literal(start), object({ min: literal('1d'), max: literal('90d') })),
        nulls: 0.3,
      };
    },
  ),
  timed(
    /(?:^|_)(?:start|starts|started|begin|begins|from|start_?(?:date|time|period))(?:_?(?:at|on|date|time))?$/,
    (view) => followed(view, /^(?:created|inserted)/, 'recent'),
  ),
  timed(/./, (view) => ({
    ...followed(
      view,
      /^(?:created|inserted|ordered|placed|submitted|issued|started)(?:_?(?:at|on))?$/,
      'recent',
    ),
    nulls: 0.3,
  })),
];

/** Rules for addresses of machines: those of people's tell who they are. */
export const NETWORK_RULES: readonly Rule[] = [
  (view) =>
    view.type.kind === 'network' && view.type.name === 'inet' && IP.test(view.name)
      ? { expression: call('ipAddress'), personal: true }
      : undefined,
];

const IP = /(?:^|_)(?:ip|ip_?addr(?:ess)?|remote_addr(?:ess)?)$/;

/** Rules for true and false by what is claimed. */
export const BOOLEAN_RULES: readonly Rule[] = [
  share(
    /(?:^|_)(?:deleted|archived|banned|blocked|suspended|disabled|hidden|spam|flagged|expired|revoked|locked|failed|abort|aborted|force|legacy)(?:_|$)/,
    '3%',
  ),
  share(
    /(?:^|_)(?:admin|superuser|staff|owner|root|internal|featured|pinned|primary|lead|leader|captain|default|test|beta|skip|preseed)(?:_|$)/,
    '5%',
  ),
  share(/(?:^|_)(?:success|succeeded|successful|passed)(?:_|$)/, '95%'),
  share(
    /(?:^|_)(?:active|enabled|verified|visible|confirmed|published|valid|available|ssl|live|accepted)(?:_|$)/,
    '90%',
  ),
  share(
    /(?:^|_)(?:completed|complete|done|read|paid|onboarded|onboarding|subscribed|opt_in|sent)(?:_|$)/,
    '80%',
  ),
  share(/./, '50%'),
];

function numeric(pattern: RegExp, choose: (view: ColumnView) => Expression | undefined): Rule {
  return (view) => {
    const expression = isNumeric(view) && pattern.test(view.name) ? choose(view) : undefined;
    return expression && { expression };
  };
}

function integer(pattern: RegExp, min: number, max: number): Rule {
  return (view) => {
    if (view.type.kind !== 'integer' || !pattern.test(view.name)) return undefined;
    const most = view.type.bits === 8 ? 127 : view.type.bits === 16 ? 32_767 : max;
    return { expression: call('integer', bounds(min, Math.min(max, most))) };
  };
}

function bounds(min: number, max: number): Expression {
  return object({ min: literal(min), max: literal(max) });
}

function isNumeric(view: ColumnView): boolean {
  return ['integer', 'decimal', 'float', 'money'].includes(view.type.kind);
}

/** Of `numeric(5,2)`: a share of `numeric(3,2)` is one of 1. */
function holdsHundred({ type }: ColumnView): boolean {
  return (
    type.kind === 'decimal' &&
    type.precision !== null &&
    type.precision - (type.scale ?? 0) >= 3 &&
    (type.scale ?? 0) >= 2
  );
}

/** The largest of a share: 1, or 100 where the scale leaves no room after the point. */
function limit(view: ColumnView, most: number): number {
  const { type } = view;
  return type.kind === 'decimal' && type.scale !== null && type.scale < 2 ? 100 : most;
}

function isEpoch(view: ColumnView): boolean {
  return (
    view.type.kind === 'integer' &&
    view.type.bits === 64 &&
    /(?:^|_)(?:timestamp|created_at|updated_at|epoch|time)$/.test(view.name)
  );
}

function timed(pattern: RegExp, choose: (view: ColumnView) => Choice): Rule {
  return (view) =>
    (view.type.kind === 'timestamp' || view.type.kind === 'date') && pattern.test(view.name)
      ? choose(view)
      : undefined;
}

/** A time after another of the row's, or by itself where there is none. */
function followed(view: ColumnView, before: RegExp, kind: 'recent' | 'after'): Choice {
  const earlier = earlierSibling(view, before);
  if (earlier === undefined)
    return { expression: call('recent', object({ within: literal('3y') })) };
  if (kind === 'after') {
    return { expression: call('after', literal(earlier), object({ max: literal('30d') })) };
  }
  return { expression: call('recent', object({ after: literal(earlier) })) };
}

/** A time of the row that this one can come after: where it may be NULL, so may this one. */
function earlierSibling(view: ColumnView, names: RegExp): string | undefined {
  for (const [name, column] of view.siblings) {
    if (column === view.column || !names.test(name)) continue;
    const { kind } = storageType(column.type);
    if (kind !== 'timestamp' && kind !== 'date') continue;
    if (!column.nullable || view.column.nullable) return column.name;
  }
  return undefined;
}

function withNulls(choice: Choice, nulls: number): Choice {
  return { ...choice, nulls };
}

function share(pattern: RegExp, rate: string): Rule {
  return (view) =>
    view.type.kind === 'boolean' && pattern.test(view.name)
      ? { expression: rate === '50%' ? call('boolean') : call('boolean', literal(rate)) }
      : undefined;
}
