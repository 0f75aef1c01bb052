import { declare } from '../../../../introspectors/prisma/declarations/declare.ts';
import type {
  Default,
  Key,
  Literal,
  Model,
  RelationField,
  ScalarField,
} from '../../../../introspectors/prisma/declarations/declared.ts';
import { parseSource } from '../../../../introspectors/prisma/source/parse.ts';
import type { SourceFile } from '../../../../introspectors/prisma/source/source-file.ts';

/** What schema files say, in words that both Prisma's reader and ours are put into. */
export interface Said {
  /** And types of documents. */
  readonly models: Readonly<Record<string, SaidModel>>;
  /** Labels by name. */
  readonly enums: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface SaidModel {
  readonly table: string;
  readonly doc: string | null;
  readonly fields: Readonly<Record<string, SaidField>>;
  readonly id: readonly string[] | null;
  readonly uniques: readonly { readonly name: string | null; readonly fields: readonly string[] }[];
}

interface SaidField {
  readonly column: string;
  readonly type: string;
  readonly arity: 'required' | 'optional' | 'list';
  readonly native: string | null;
  readonly default: string | null;
  readonly updatedAt: boolean;
  readonly from: readonly string[] | null;
  readonly to: readonly string[] | null;
  readonly onDelete: string | null;
  readonly doc: string | null;
}

/** `VarChar(10)` */
export function spelled(name: string, args: readonly string[]): string {
  return args.length === 0 ? name : `${name}(${args.join()})`;
}

/** What our reader reads. */
export function weRead(files: readonly SourceFile[]): Said {
  const blocks = files.flatMap(parseSource);
  const { models, types } = declare(blocks, undefined, 'schema.prisma');
  const fields = [...models, ...types.values()].flatMap((model) => model.fields);
  const enums = fields.flatMap(({ type }) => (type.kind === 'enum' ? [type.of] : []));
  return {
    models: Object.fromEntries([
      ...models.map((model) => [model.name, readModel(model)] as const),
      ...[...types.values()].map(({ name, fields: own }) => {
        return [name, { ...NO_MODEL, table: name, fields: fieldsOf(own, []) }] as const;
      }),
    ]),
    enums: Object.fromEntries(
      enums.map(({ name, values }) => [
        name,
        Object.fromEntries(values.map((value) => [value.name, value.label])),
      ]),
    ),
  };
}

const NO_MODEL = { doc: null, id: null, uniques: [] };

function readModel({ table, doc, fields, links, id, uniques }: Model): SaidModel {
  return {
    table: table.name,
    doc,
    fields: fieldsOf(fields, links),
    id: id === null ? null : namesIn(id),
    uniques: uniques.map((key) => ({ name: key.name, fields: namesIn(key) })),
  };
}

function namesIn({ parts }: Key): readonly string[] {
  return parts.map(({ path }) => path.map(({ name }) => name).join('.'));
}

function fieldsOf(
  fields: readonly ScalarField[],
  links: readonly RelationField[],
): Readonly<Record<string, SaidField>> {
  return Object.fromEntries([
    // What Prisma has no type for is not in what it tells.
    ...fields
      .filter(({ type }) => type.kind !== 'unsupported')
      .map((field) => [field.name, readField(field)] as const),
    ...links.map((link) => [link.name, readLink(link)] as const),
  ]);
}

function readField(field: ScalarField): SaidField {
  const { type, native } = field;
  return {
    column: field.column,
    type: typeName(field),
    arity: field.arity,
    native: native === null ? null : spelled(native.name, native.args.map(String)),
    default: field.default === null ? null : defaultOf(field.default, typeName(field)),
    updatedAt: field.updatedAt,
    from: null,
    to: null,
    onDelete: null,
    doc: type.kind === 'unsupported' ? null : field.doc,
  };
}

function typeName({ type }: ScalarField): string {
  if (type.kind === 'enum') return type.of.name;
  return type.kind === 'unsupported' ? '' : type.name;
}

const ACTIONS: Readonly<Record<string, string>> = {
  cascade: 'Cascade',
  restrict: 'Restrict',
  'no action': 'NoAction',
  'set null': 'SetNull',
  'set default': 'SetDefault',
};

function readLink(link: RelationField): SaidField {
  return {
    column: link.name,
    type: link.model,
    arity: link.arity,
    native: null,
    default: null,
    updatedAt: false,
    from: link.fields ?? [],
    to: link.references ?? [],
    onDelete: link.onDelete === null ? null : ACTIONS[link.onDelete]!,
    doc: null,
  };
}

const CLIENT: Readonly<Record<string, string>> = {
  uuid: 'uuid(4)',
  uuidv7: 'uuid(7)',
  cuid: 'cuid(1)',
  cuid2: 'cuid(2)',
};

function defaultOf(value: Default, type: string): string {
  switch (value.kind) {
    case 'value':
      return textOf(value.value, type);
    case 'list':
      return `[${value.values.map((each) => textOf(each, type)).join()}]`;
    case 'now':
      return 'now';
    case 'counter':
      return 'autoincrement';
    case 'object id':
      return 'auto';
    case 'client':
      return CLIENT[value.makes] ?? value.makes;
    case 'sql':
      return spelled('dbgenerated', value.sql === null ? [] : [value.sql]);
  }
}

function textOf(value: Literal, type: string): string {
  return normal(value.kind === 'boolean' ? String(value.value) : value.text, type);
}

/** Of what we read what Prisma tells of: it leaves out what is ignored, and enums that nothing uses. */
export function told(ours: Said, theirs: Said): Said {
  const models = pick(ours.models, theirs.models, (model, name) =>
    toldModel(model, theirs.models[name]!),
  );
  return {
    models,
    enums: pick({ ...theirs.enums, ...ours.enums }, theirs.enums, (labels) => labels),
  };
}

function toldModel(ours: SaidModel, theirs: SaidModel): SaidModel {
  return { ...ours, fields: pick(ours.fields, theirs.fields, (field) => field) };
}

function pick<T>(
  from: Readonly<Record<string, T>>,
  wanted: Readonly<Record<string, unknown>>,
  change: (value: T, name: string) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.keys(wanted).flatMap((name) => {
      const value = from[name];
      return value === undefined ? [] : [[name, change(value, name)] as const];
    }),
  );
}

/** Prisma rounds decimals and spells times in a way of its own here. */
export function normal(text: string, type: string): string {
  if (type === 'Float' || type === 'Decimal') return String(Number(text));
  return type === 'DateTime' ? new Date(text).toISOString() : text;
}
