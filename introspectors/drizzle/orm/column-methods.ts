import { attempt, Struct, textOf, Unread, type Call, type Value } from '../evaluate/value.ts';
import {
  ColumnBuilder,
  type ColumnMethod,
  type ColumnMethods,
  type ColumnState,
} from './column-builder.ts';
import { sqlOf } from './sql-text.ts';

/** A method that sets something of the column. */
function sets(change: (state: ColumnState, call: Call) => void): ColumnMethod {
  return (builder, call) => {
    change(builder.state, call);
    return builder;
  };
}

const setMakeDefault = sets((state, { args: [make] }) => {
  state.makeDefault = make;
});

const setMakeUpdate = sets((state, { args: [make] }) => {
  state.makeUpdate = make;
});

/** A default of SQL. */
function defaultsTo(text: string): ColumnMethod {
  return sets((state) => {
    state.default = sqlOf(text);
  });
}

/** What a column of either dialect may be told after it was made, in drizzle's words. */
const METHODS: ColumnMethods = {
  notNull: sets((state) => {
    state.notNull = true;
  }),
  primaryKey: sets((state) => {
    state.primaryKey = true;
    state.notNull = true;
  }),
  default: sets((state, { args: [value] }) => {
    state.default = value;
  }),
  references: sets((state, { args: [to, actions], place }) => {
    state.references.push({ to, actions, place });
  }),
  unique: setUnique,
  $type: sets(setProgramType),
  $default: setMakeDefault,
  $defaultFn: setMakeDefault,
  $onUpdate: setMakeUpdate,
  $onUpdateFn: setMakeUpdate,
};

export const postgresMethods: ColumnMethods = {
  ...METHODS,
  defaultRandom: defaultsTo('gen_random_uuid()'),
  defaultNow: defaultsTo('now()'),
  generatedAlwaysAs: setGenerated('stored'),
  generatedAlwaysAsIdentity: setIdentity(true),
  generatedByDefaultAsIdentity: setIdentity(false),
  array: arrayOf,
};

export const mysqlMethods: ColumnMethods = {
  ...METHODS,
  defaultNow: defaultsTo('(now())'),
  generatedAlwaysAs: setGenerated('virtual'),
  autoincrement: sets((state) => {
    state.autoIncrement = true;
  }),
  // Rows are changed by it, and never made.
  onUpdateNow: sets(() => undefined),
};

function setUnique(builder: ColumnBuilder, { args: [name, options], place }: Call): ColumnBuilder {
  const read = attempt(() => (name === undefined ? undefined : textOf(name, place)));
  if (read instanceof Unread) builder.note(read);
  const nulls = optionOf(options, 'nulls', builder);
  builder.state.unique = {
    name: typeof read === 'string' && read !== '' ? read : null,
    nullsEqual: nulls === 'not distinct',
  };
  return builder;
}

function setGenerated(usual: 'stored' | 'virtual'): ColumnMethod {
  return (builder, { args: [as, options] }) => {
    const mode = optionOf(options, 'mode', builder) ?? usual;
    builder.state.generated = { as, stored: mode === 'stored' };
    return builder;
  };
}

function setIdentity(always: boolean): ColumnMethod {
  return (builder, { args: [options] }) => {
    const name = optionOf(options, 'name', builder);
    builder.state.identity = { always, sequence: typeof name === 'string' ? name : null };
    builder.state.notNull = true;
    return builder;
  };
}

/** In drizzle 0.x a list begins anew: what was said of its elements does not hold for it. */
function arrayOf(builder: ColumnBuilder, { args: [size], place }: Call): ColumnBuilder {
  const { state } = builder;
  const dimensions = attempt(() => dimensionsOf(size, place));
  if (dimensions instanceof Unread) builder.note(dimensions);
  const sqlType = state.sqlType === null ? null : `${state.sqlType}${String(dimensions)}`;
  // 1.0 has one call for all dimensions, which leaves the rest as it was.
  if (typeof size === 'string') {
    state.sqlType = sqlType;
    return builder;
  }
  const { name, enumType, values, unread } = state;
  return new ColumnBuilder(
    { name, sqlType, enumType, values, unread },
    builder.methods,
    builder.place,
  );
}

function dimensionsOf(size: Value, place: Call['place']): Value {
  if (size === undefined) return '[]';
  return typeof size === 'string' ? size : `[${textOf(size, place)}]`;
}

/** What the program's own types say of a column. */
function setProgramType(state: ColumnState, { typeTexts, typeJson }: Call): void {
  if (state.sqlType === 'json' || state.sqlType === 'jsonb') {
    state.shape = typeJson?.() ?? null;
    return;
  }
  const texts = typeTexts?.() ?? null;
  if (texts !== null) state.values = texts;
}

/** A member of the options that a call was given; what cannot be read is noted. */
export function optionOf(options: Value, name: string, builder: ColumnBuilder): Value {
  if (options === undefined) return undefined;
  const value = attempt(() => (options instanceof Struct ? options.get(name) : options));
  if (!(value instanceof Unread)) return value === options ? undefined : value;
  builder.note(value);
  return undefined;
}
