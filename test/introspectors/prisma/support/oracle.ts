import { get_dmmf, validate } from '@prisma/prisma-schema-wasm';
import { storedName } from '../../../../introspectors/prisma/name-limits.ts';
import type { SourceFile } from '../../../../introspectors/prisma/source/source-file.ts';
import { withoutUrl } from './schema-engine.ts';
import { normal, spelled, type Said, type SaidModel } from './said.ts';

/** Of errors that Prisma did not expect itself. */
let panic: string | null = null;
(globalThis as Record<string, unknown>)['PRISMA_WASM_PANIC_REGISTRY'] = {
  set_message: (message: string) => {
    panic = message;
  },
};

/** What Prisma itself says of schema files: null where it takes them. */
export function prismaVerdict(files: readonly SourceFile[]): string | null {
  panic = null;
  try {
    validate(paramsOf(files));
    return null;
  } catch (error) {
    if (panic !== null) return PANIC;
    const { message } = JSON.parse((error as Error).message) as { readonly message: string };
    return message;
  }
}

/** Prisma gives up on some files without knowing why. */
export const PANIC = 'Prisma panicked';

/** What Prisma reads in schema files; null where it gives up. */
export function prismaReads(files: readonly SourceFile[]): Said | null {
  panic = null;
  const text = dmmfOf(files);
  if (text === null) return null;
  const { datamodel } = JSON.parse(text) as { readonly datamodel: Dmmf };
  const labels = new Map(
    datamodel.enums.map(({ name, values }) => [
      name,
      new Map(values.map((value) => [value.name, value.dbName ?? value.name])),
    ]),
  );
  const readModel = (model: DmmfModel): SaidModel => ({
    // PostgreSQL cuts what is longer; Prisma leaves that to it.
    table: storedName(model.dbName ?? model.name, 'postgresql'),
    doc: model.documentation ?? null,
    fields: Object.fromEntries(
      model.fields.map((field) => [
        field.name,
        {
          column: storedName(field.dbName ?? field.name, 'postgresql'),
          type: field.type,
          arity: field.isList ? 'list' : field.isRequired ? 'required' : 'optional',
          native: field.nativeType === null ? null : spelled(...field.nativeType),
          default: defaultOf(field, labels.get(field.type)),
          updatedAt: field.isUpdatedAt ?? false,
          from: field.relationFromFields ?? null,
          to: field.relationToFields ?? null,
          onDelete: field.relationOnDelete ?? null,
          // What is said of relations is said of no column.
          doc: field.relationName === undefined ? (field.documentation ?? null) : null,
        },
      ]),
    ),
    id:
      datamodel.indexes
        .find(({ model: name, type }) => name === model.name && type === 'id')
        ?.fields.map(({ name }) => name) ?? null,
    uniques: datamodel.indexes
      .filter(({ model: name, type }) => name === model.name && type === 'unique')
      .map(({ dbName = null, fields }) => ({
        name: dbName,
        fields: fields.map(({ name }) => name),
      })),
  });
  return {
    models: Object.fromEntries(
      [
        ...datamodel.models,
        // No table is made of a type, so that what is said of it is said of none.
        ...datamodel.types.map((type) => ({ ...type, documentation: null })),
      ].map((model) => [model.name, readModel(model)]),
    ),
    enums: Object.fromEntries(
      [...labels].map(([name, values]) => [name, Object.fromEntries(values)]),
    ),
  };
}

function dmmfOf(files: readonly SourceFile[]): string | null {
  try {
    return get_dmmf(paramsOf(files));
  } catch (error) {
    if (panic === null) throw error;
    return null;
  }
}

interface Dmmf {
  readonly models: readonly DmmfModel[];
  readonly types: readonly DmmfModel[];
  readonly enums: readonly {
    readonly name: string;
    readonly values: readonly { readonly name: string; readonly dbName: string | null }[];
  }[];
  readonly indexes: readonly {
    readonly model: string;
    readonly type: 'id' | 'unique' | 'normal' | 'fulltext';
    readonly dbName?: string;
    readonly fields: readonly { readonly name: string }[];
  }[];
}

interface DmmfModel {
  readonly name: string;
  readonly dbName: string | null;
  readonly documentation?: string | null;
  readonly fields: readonly DmmfField[];
}

interface DmmfField {
  readonly name: string;
  readonly dbName?: string;
  readonly documentation?: string;
  readonly kind: string;
  readonly type: string;
  readonly isList: boolean;
  readonly isRequired: boolean;
  readonly isUpdatedAt?: boolean;
  readonly nativeType: readonly [string, readonly string[]] | null;
  readonly default?: unknown;
  readonly relationName?: string;
  readonly relationFromFields?: readonly string[];
  readonly relationToFields?: readonly string[];
  readonly relationOnDelete?: string;
}

function paramsOf(files: readonly SourceFile[]): string {
  const prismaSchema = files.map(({ path, text }) => [path, withoutUrl(text)]);
  return JSON.stringify({ prismaSchema, noColor: true });
}

function defaultOf(
  field: DmmfField,
  labels: ReadonlyMap<string, string> | undefined,
): string | null {
  const value = field.default;
  if (value === undefined || value === null) return null;
  const one = (each: unknown): string => {
    const text = String(each);
    return normal(labels?.get(text) ?? text, field.type);
  };
  if (Array.isArray(value)) return `[${value.map(one).join()}]`;
  if (typeof value !== 'object') return one(value);
  const { name, args } = value as { readonly name: string; readonly args: readonly unknown[] };
  return spelled(name, name === 'nanoid' ? [] : args.map(String));
}
