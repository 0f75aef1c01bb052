import { entriesOf, itemsOf } from '../evaluate/literal.ts';
import { attempt, Entity, Func, Struct, textOf, Unread, type Call } from '../evaluate/value.ts';
import { ColumnBuilder } from './column-builder.ts';
import { columnFunction, customType, type Options, type SqlTypeOf } from './column-functions.ts';
import { mysqlMethods } from './column-methods.ts';

const plain = (name: string): SqlTypeOf => {
  return () => name;
};

function integer(name: string): SqlTypeOf {
  return (options) => name + signOf(options);
}

function signOf(options: Options): string {
  return options.isSet('unsigned') ? ' unsigned' : '';
}

/** `decimal(10,2)`, `float(7)`, `double`. */
function digits(name: string): SqlTypeOf {
  return (options) => {
    const [precision, scale] = [options.text('precision'), options.text('scale')];
    const inside = [precision, precision === undefined ? undefined : scale]
      .filter((each) => each !== undefined)
      .join(',');
    return `${name}${inside === '' ? '' : `(${inside})`}${signOf(options)}`;
  };
}

function withOption(name: string, option: string): SqlTypeOf {
  return (options) => {
    const value = options.text(option);
    return value === undefined ? name : `${name}(${value})`;
  };
}

const TYPES: Readonly<Record<string, SqlTypeOf>> = {
  bigint: integer('bigint'),
  binary: withOption('binary', 'length'),
  blob: plain('blob'),
  boolean: plain('boolean'),
  char: withOption('char', 'length'),
  date: plain('date'),
  datetime: withOption('datetime', 'fsp'),
  decimal: digits('decimal'),
  double: digits('double'),
  float: digits('float'),
  int: integer('int'),
  json: plain('json'),
  longblob: plain('longblob'),
  longtext: plain('longtext'),
  mediumblob: plain('mediumblob'),
  mediumint: integer('mediumint'),
  mediumtext: plain('mediumtext'),
  real: digits('real'),
  smallint: integer('smallint'),
  text: plain('text'),
  time: withOption('time', 'fsp'),
  timestamp: withOption('timestamp', 'fsp'),
  tinyblob: plain('tinyblob'),
  tinyint: integer('tinyint'),
  tinytext: plain('tinytext'),
  varbinary: withOption('varbinary', 'length'),
  varchar: withOption('varchar', 'length'),
  year: plain('year'),
};

/** `mysqlEnum('role', ['a', 'b'])`, `mysqlEnum(['a', 'b'])`, and of an enum of TypeScript's. */
function mysqlEnum({ args: [first, second], place }: Call): ColumnBuilder {
  const name = typeof first === 'string' ? first : '';
  const builder = new ColumnBuilder({ name, sqlType: null }, mysqlMethods, place);
  const given = name === '' ? first : second;
  const labels = attempt(() =>
    given instanceof Struct || given instanceof Entity
      ? entriesOf(given, place).map(([, each]) => textOf(each, place))
      : itemsOf(given, place).map((each) => textOf(each, place)),
  );
  if (labels instanceof Unread) return builder.note(labels);
  const quoted = (labels as readonly string[]).map((label) => `'${label.replaceAll("'", "''")}'`);
  builder.state.sqlType = `enum(${quoted.join(',')})`;
  return builder;
}

/** The functions of drizzle-orm/mysql-core that make columns. */
export const mysqlColumns: Readonly<Record<string, Func>> = {
  ...Object.fromEntries(
    Object.entries(TYPES).map(([name, type]) => [name, columnFunction(name, type, mysqlMethods)]),
  ),
  serial: columnFunction('serial', plain('serial'), mysqlMethods, {
    notNull: true,
    autoIncrement: true,
  }),
  mysqlEnum: new Func('"mysqlEnum"', mysqlEnum),
  customType: customType(mysqlMethods),
};
