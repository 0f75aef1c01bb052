import type { Func } from '../evaluate/value.ts';
import { columnFunction, customType, type Options, type SqlTypeOf } from './column-functions.ts';
import { postgresMethods } from './column-methods.ts';

/** `name(20)`, or `name` alone. */
function withOption(name: string, option: string): SqlTypeOf {
  return (options) => {
    const value = options.text(option);
    return value === undefined ? name : `${name}(${value})`;
  };
}

function digits(options: Options): string {
  const [precision, scale] = [options.text('precision'), options.text('scale')];
  if (precision === undefined) return 'numeric';
  return scale === undefined ? `numeric(${precision})` : `numeric(${precision}, ${scale})`;
}

function zoned(name: 'time' | 'timestamp'): SqlTypeOf {
  return (options) => {
    const precision = options.text('precision');
    const digitsOf = precision === undefined ? '' : `(${precision})`;
    return `${name}${digitsOf}${options.isSet('withTimezone') ? ' with time zone' : ''}`;
  };
}

function interval(options: Options): string {
  const [fields, precision] = [options.text('fields'), options.text('precision')];
  return `interval${fields === undefined ? '' : ` ${fields}`}${precision === undefined ? '' : `(${precision})`}`;
}

function geometry(options: Options): string {
  const [type = 'point', srid] = [options.text('type'), options.text('srid')];
  return `geometry(${type}${srid === undefined ? '' : `,${srid}`})`;
}

const plain = (name: string): SqlTypeOf => {
  return () => name;
};

const TYPES: Readonly<Record<string, SqlTypeOf>> = {
  bigint: plain('bigint'),
  bit: withOption('bit', 'dimensions'),
  boolean: plain('boolean'),
  bytea: plain('bytea'),
  char: withOption('char', 'length'),
  cidr: plain('cidr'),
  date: plain('date'),
  decimal: digits,
  doublePrecision: plain('double precision'),
  geometry,
  halfvec: withOption('halfvec', 'dimensions'),
  inet: plain('inet'),
  integer: plain('integer'),
  interval,
  json: plain('json'),
  jsonb: plain('jsonb'),
  line: plain('line'),
  macaddr: plain('macaddr'),
  macaddr8: plain('macaddr8'),
  numeric: digits,
  point: plain('point'),
  real: plain('real'),
  smallint: plain('smallint'),
  sparsevec: withOption('sparsevec', 'dimensions'),
  text: plain('text'),
  time: zoned('time'),
  timestamp: zoned('timestamp'),
  uuid: plain('uuid'),
  varchar: withOption('varchar', 'length'),
  vector: withOption('vector', 'dimensions'),
};

const SERIALS = ['serial', 'smallserial', 'bigserial'];

/** The functions of drizzle-orm/pg-core that make columns. */
export const postgresColumns: Readonly<Record<string, Func>> = {
  ...Object.fromEntries(
    Object.entries(TYPES).map(([name, type]) => [
      name,
      columnFunction(name, type, postgresMethods),
    ]),
  ),
  ...Object.fromEntries(
    SERIALS.map((name) => [
      name,
      columnFunction(name, plain(name), postgresMethods, { notNull: true }),
    ]),
  ),
  customType: customType(postgresMethods),
};
