import { attempt, Func, Struct, textOf, Unread, type Call, type Value } from '../evaluate/value.ts';
import { itemsOf } from '../evaluate/literal.ts';
import { invoke } from '../evaluate/invoke.ts';
import { ColumnBuilder, type ColumnMethods, type ColumnState } from './column-builder.ts';
import { optionOf } from './column-methods.ts';

/** What the options of a column say. */
export interface Options {
  /** @returns undefined where it is not set, or cannot be read, which the column is noted for */
  get(name: string): Value;
  /** As text; undefined where it is not set. */
  text(name: string): string | undefined;
  isSet(name: string): boolean;
}

/** The type of a column by its options, as drizzle's `getSQLType` has it. */
export type SqlTypeOf = (options: Options) => string;

/** What a column has from the start, by its kind. */
type Start = Partial<ColumnState>;

/**
 * A function that makes columns of one kind: `varchar('name', { length: 20 })`, `varchar({ length: 20 })`,
 * `varchar()`.
 *
 * @param name - of the function
 * @param sqlType - of its columns
 * @param methods - of its columns
 * @param start - what such a column is without a word
 */
export function columnFunction(
  name: string,
  sqlType: SqlTypeOf,
  methods: ColumnMethods,
  start: Start = {},
): Func {
  return new Func(`"${name}"`, (call) => {
    const { builder, options } = begin(call, methods, start);
    builder.state.sqlType = sqlType(optionsOf(options, builder));
    // What depends on something that is not known is no type to go by.
    if (builder.state.unread.length > 0) builder.state.sqlType = null;
    builder.state.values ??= enumOption(options, builder, call);
    return builder;
  });
}

function begin(
  { args: [first, second], place }: Call,
  methods: ColumnMethods,
  start: Start,
): { readonly builder: ColumnBuilder; readonly options: Value } {
  const named = typeof first === 'string';
  const builder = new ColumnBuilder(
    { ...start, name: named ? first : '', sqlType: null },
    methods,
    place,
  );
  // Whether it is a name or options is not known either.
  if (first instanceof Unread) builder.note(first);
  if (second instanceof Unread) builder.note(second);
  const options = named || first === undefined ? second : first;
  return { builder, options: options instanceof Unread ? undefined : options };
}

function optionsOf(options: Value, builder: ColumnBuilder): Options {
  const get = (name: string): Value => optionOf(options, name, builder);
  return {
    get,
    text: (name) => {
      const value = get(name);
      return value === undefined || value === null ? undefined : textOf(value, builder.place);
    },
    isSet: (name) => get(name) === true,
  };
}

/** `text({ enum: ['a', 'b'] })`. */
function enumOption(options: Value, builder: ColumnBuilder, call: Call): readonly string[] | null {
  const list = optionOf(options, 'enum', builder);
  if (list === undefined) return null;
  const texts = attempt(() => itemsOf(list, call.place).map((each) => textOf(each, call.place)));
  if (texts instanceof Unread) {
    builder.note(texts);
    return null;
  }
  return texts as readonly string[];
}

/** `customType({ dataType: (options) => 'citext' })`. */
export function customType(methods: ColumnMethods): Func {
  return new Func(
    '"customType"',
    ({ args: [params] }) =>
      new Func('a type of the file', (call) => {
        const { builder, options } = begin(call, methods, {});
        const type = attempt(() => {
          const dataType = params instanceof Struct ? params.get('dataType') : params;
          return textOf(invoke(dataType, { args: [options], place: call.place }), call.place);
        });
        if (type instanceof Unread) builder.note(type);
        else if (typeof type === 'string') builder.state.sqlType = type;
        return builder;
      }),
  );
}
