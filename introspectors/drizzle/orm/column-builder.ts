import type { JsonType } from '../../../src/schema/json-type.ts';
import type { Place } from '../../../src/schema/schema.ts';
import type { EnumDescription } from '../description.ts';
import { Entity, Func, Unread, type Call, type Value } from '../evaluate/value.ts';

/** What a column's chain of calls has said so far. */
export interface ColumnState {
  /** Empty where the key in the table is the name. */
  readonly name: string;
  /** As drizzle's `getSQLType` has it; null where it could not be read. */
  sqlType: string | null;
  enumType: EnumDescription | null;
  notNull: boolean;
  primaryKey: boolean;
  unique: { readonly name: string | null; readonly nullsEqual: boolean } | null;
  /** Undefined for none, which NULL is not. */
  default: Value;
  generated: { readonly as: Value; readonly stored: boolean } | null;
  identity: { readonly always: boolean; readonly sequence: string | null } | null;
  autoIncrement: boolean;
  /** Functions that drizzle calls for a row without a value, the first that is there. */
  makeDefault: Value;
  makeUpdate: Value;
  values: readonly string[] | null;
  shape: JsonType | null;
  readonly references: {
    readonly to: Value;
    readonly actions: Value;
    readonly place: Place;
  }[];
  readonly unread: Unread[];
}

/** What a call on a column does; another column where it makes one. */
export type ColumnMethod = (builder: ColumnBuilder, call: Call) => ColumnBuilder | undefined;

export type ColumnMethods = Readonly<Record<string, ColumnMethod>>;

/** A column as it is being described: what `varchar('name')` gives. */
export class ColumnBuilder extends Entity {
  readonly called = 'a column';
  readonly state: ColumnState;
  readonly methods: ColumnMethods;
  readonly place: Place;

  constructor(
    state: Partial<ColumnState> & Pick<ColumnState, 'name' | 'sqlType'>,
    methods: ColumnMethods,
    place: Place,
  ) {
    super();
    this.methods = methods;
    this.place = place;
    this.state = { ...emptyState(), ...state };
  }

  member(name: string, place: Place): Value {
    const method = Object.hasOwn(this.methods, name) ? this.methods[name] : undefined;
    // A method of later versions, or of one's own: what it does to the column is not known.
    if (method === undefined) {
      return new Func(`"${name}"`, () =>
        this.note(new Unread(`\`.${name}()\` is not followed`, place)),
      );
    }
    return new Func(`"${name}"`, (call) => method(this, call) ?? this);
  }

  /** Remembers what could not be read of the column, which stays. */
  note(unread: Unread): this {
    this.state.unread.push(unread);
    return this;
  }
}

function emptyState(): Omit<ColumnState, 'name' | 'sqlType'> {
  return {
    enumType: null,
    notNull: false,
    primaryKey: false,
    unique: null,
    default: undefined,
    generated: null,
    identity: null,
    autoIncrement: false,
    makeDefault: undefined,
    makeUpdate: undefined,
    values: null,
    shape: null,
    references: [],
    unread: [],
  };
}
