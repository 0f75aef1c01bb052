import type { TypeName } from 'libpg-query';
import type { Draft, DraftTable } from '../draft.ts';
import { schemaOfExtension } from '../extensions.ts';
import type { DraftType, NamedType, TypeUse } from '../draft-types.ts';
import { quoteName } from '../tokens.ts';
import { typeUse } from '../type-use.ts';

/** A type as expressions are checked by it; equal types have equal names. */
export interface SqlType {
  /** `int4`, `text[]`, `public.mood`. */
  readonly name: string;
  /** As `format_type` has it: `integer`, `text[]`, `public.mood`. */
  readonly spelled: string;
  readonly kind: 'base' | 'enum' | 'domain' | 'composite' | 'range' | 'array' | 'extension';
  /** Of an array, of a range. */
  readonly element: SqlType | null;
  /** Of a domain. */
  readonly base: SqlType | null;
}

/** Of a text in quotes, and of NULL, before anything says what it is. */
export const UNKNOWN: SqlType = made('unknown', 'unknown');

const SPELLED: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  varchar: 'character varying',
  bit: '"bit"',
  varbit: 'bit varying',
  time: 'time without time zone',
  timetz: 'time with time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  char: '"char"',
};

const OF_THE_SERVER = new Set(
  `bool int2 int4 int8 oid numeric float4 float8 money text varchar bpchar name char bytea bit varbit
  uuid date time timetz timestamp timestamptz interval json jsonb jsonpath xml inet cidr macaddr
  macaddr8 point line lseg box path polygon circle tsvector tsquery regclass regtype regproc regconfig
  regdictionary regrole regnamespace
  pg_lsn xid tid`.split(/\s+/),
);

const RANGES: Readonly<Record<string, string>> = {
  int4range: 'int4',
  int8range: 'int8',
  numrange: 'numeric',
  tsrange: 'timestamp',
  tstzrange: 'timestamptz',
  daterange: 'date',
};

function made(name: string, spelled: string): SqlType {
  return { name, spelled, kind: 'base', element: null, base: null };
}

/** A type of the server's own. */
export function serverType(name: string): SqlType {
  if (name.endsWith('[]')) return arrayOf(serverType(name.slice(0, -2)));
  const spelled = SPELLED[name] ?? name;
  const element = RANGES[name.replace('multirange', 'range')];
  if (element === undefined) return made(name, spelled);
  return { ...made(name, spelled), kind: 'range', element: serverType(element) };
}

export function arrayOf(element: SqlType): SqlType {
  const { name, spelled } = element;
  return { name: `${name}[]`, spelled: `${spelled}[]`, kind: 'array', element, base: null };
}

/** The type below a domain, at any depth. */
export function storageOf(type: SqlType): SqlType {
  return type.base === null ? type : storageOf(type.base);
}

/** What a cast leads to. */
export interface CastTarget {
  readonly type: SqlType;
  /** With its length or precision: `character varying(10)`. */
  readonly spelled: string;
  readonly limited: boolean;
}

/** The types that a draft's statements can name. */
export class Types {
  readonly #draft: Draft;

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  ofCast(name: TypeName | undefined): CastTarget {
    const use = typeUse(this.#draft, name);
    const type = this.of(use);
    const modifiers = 'named' in use.of ? use.of.modifiers : [];
    const limited = modifiers.length > 0 && type.name !== 'interval';
    return { type, spelled: limited ? withModifiers(type, modifiers) : type.spelled, limited };
  }

  of({ of, array }: TypeUse): SqlType {
    const one = 'named' in of ? this.#named(of) : this.#made(of);
    return array ? arrayOf(one) : one;
  }

  #made(type: DraftType | DraftTable): SqlType {
    const name = `${quoteName(type.schema)}.${quoteName(type.name)}`;
    const plain = { name, spelled: name, element: null, base: null };
    if (!('definition' in type)) return { ...plain, kind: 'composite' };
    const { definition } = type;
    switch (definition.kind) {
      case 'enum':
      case 'composite':
        return { ...plain, kind: definition.kind };
      case 'domain':
        return { ...plain, kind: 'domain', base: this.of(definition.base) };
      case 'range':
        return { ...plain, kind: 'range', element: this.of(definition.element) };
      case 'base':
        return { ...plain, kind: 'extension' };
    }
  }

  /** What no statement made and the server has not is an extension's. */
  #named({ named, schema }: NamedType): SqlType {
    const known = OF_THE_SERVER.has(named) || RANGES[named.replace('multirange', 'range')];
    if (known && (schema === null || schema === 'pg_catalog')) return serverType(named);
    const extension = schemaOfExtension(this.#draft, named);
    const spelled = `${quoteName(schema ?? extension)}.${quoteName(named)}`;
    return { name: named, spelled, kind: 'extension', element: null, base: null };
  }
}

function withModifiers({ name, spelled }: SqlType, modifiers: readonly string[]): string {
  const list = `(${modifiers.join(',')})`;
  if (name === 'bpchar') return `character${list}`;
  if (name === 'bit') return `bit${list}`;
  if (name.endsWith('[]')) return spelled.replace('[]', `${list}[]`);
  const [, head = spelled, tail = ''] = /^(time|timestamp)( with.*)$/.exec(spelled) ?? [];
  return `${head}${list}${tail}`;
}
