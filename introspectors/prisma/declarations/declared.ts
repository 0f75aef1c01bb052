import type { ClientDefault, ReferentialAction, TableName } from '../../../src/schema/schema.ts';
import type { Place } from '../source/source-file.ts';

/** What schema files declare together, with every name looked up. */
export interface Declared {
  readonly datasource: Datasource;
  /** Views among them. */
  readonly models: readonly Model[];
  readonly types: ReadonlyMap<string, Composite>;
  readonly relations: readonly Relation[];
}

export type ProviderName = 'postgresql' | 'mysql' | 'mongodb';

export interface Datasource {
  /** What stands before native types: `db`, in `@db.Text`. */
  readonly name: string;
  readonly provider: ProviderName;
  /** The database keeps relations; else Prisma Client does, and nobody where rows are written without it. */
  readonly foreignKeys: boolean;
  /** Of the models that name none; empty where databases have no schemas. */
  readonly defaultSchema: string;
  /** Those that models may be in; null where all are in one. */
  readonly schemas: readonly string[] | null;
}

export interface Model {
  readonly name: string;
  readonly isView: boolean;
  readonly table: TableName;
  readonly place: Place;
  readonly doc: string | null;
  /** Those that are columns. */
  readonly fields: readonly ScalarField[];
  readonly links: readonly RelationField[];
  readonly id: Key | null;
  readonly uniques: readonly UniqueKey[];
}

/** A `type`: what documents inside documents are like. */
export interface Composite {
  readonly name: string;
  readonly fields: readonly ScalarField[];
}

export interface ScalarField {
  readonly name: string;
  /** As the database has it. */
  readonly column: string;
  readonly type: FieldType;
  readonly arity: 'required' | 'optional' | 'list';
  readonly native: NativeUse | null;
  readonly default: Default | null;
  readonly updatedAt: boolean;
  readonly place: Place;
  readonly doc: string | null;
}

export type FieldType =
  | { readonly kind: 'scalar'; readonly name: ScalarName }
  | { readonly kind: 'enum'; readonly of: Enum }
  | { readonly kind: 'composite'; readonly name: string }
  | { readonly kind: 'unsupported'; readonly sql: string };

export const SCALARS = [
  'String',
  'Boolean',
  'Int',
  'BigInt',
  'Float',
  'Decimal',
  'DateTime',
  'Json',
  'Bytes',
] as const;

export type ScalarName = (typeof SCALARS)[number];

export interface Enum {
  readonly name: string;
  /** As the database has it, where it has it. */
  readonly type: TableName;
  readonly values: readonly { readonly name: string; readonly label: string }[];
}

/** `@db.VarChar(255)` */
export interface NativeUse {
  readonly name: string;
  readonly args: readonly number[];
}

export type Default =
  | { readonly kind: 'value'; readonly value: Literal }
  | { readonly kind: 'list'; readonly values: readonly Literal[] }
  | { readonly kind: 'now' }
  /** A number that counts up. */
  | { readonly kind: 'counter' }
  /** An id of MongoDB's. */
  | { readonly kind: 'object id' }
  | { readonly kind: 'client'; readonly makes: ClientDefault }
  /** What the database makes; null where the schema does not say what. */
  | { readonly kind: 'sql'; readonly sql: string | null };

/** A value of the type that its field has; an enum's as the database has it. */
export type Literal =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'label'; readonly text: string };

export interface Key {
  /** Null for the name that Prisma makes. */
  readonly name: string | null;
  readonly parts: readonly KeyPart[];
  readonly place: Place;
}

export interface UniqueKey extends Key {
  readonly where: Predicate | null;
}

export interface KeyPart {
  /** The field; of a field inside a document, those on the way to it too. */
  readonly path: readonly ScalarField[];
  /** Of text, how many characters count. */
  readonly length: number | null;
}

/** Which rows a partial index has. */
export type Predicate =
  | { readonly kind: 'sql'; readonly sql: string }
  | { readonly kind: 'all'; readonly of: readonly Condition[] };

export interface Condition {
  readonly field: ScalarField;
  readonly operator: '=' | '<>';
  /** Null for NULL. */
  readonly value: Literal | null;
}

export interface RelationField {
  readonly name: string;
  readonly model: string;
  readonly arity: 'required' | 'optional' | 'list';
  /** Tells relations between the same models apart. */
  readonly relation: string | null;
  readonly fields: readonly string[] | null;
  readonly references: readonly string[] | null;
  readonly onDelete: ReferentialAction | null;
  readonly onUpdate: ReferentialAction | null;
  /** The name of the constraint; null for the one that Prisma makes. */
  readonly constraint: string | null;
  readonly place: Place;
}

export type Relation = ForeignKey | ManyToMany;

/** A reference from columns of one model to those of another. */
export interface ForeignKey {
  readonly kind: 'foreign key';
  readonly from: Model;
  readonly to: Model;
  readonly fields: readonly ScalarField[];
  readonly references: readonly ScalarField[];
  readonly link: RelationField;
}

/** A relation that is a table of its own, which no model is about. */
export interface ManyToMany {
  readonly kind: 'many to many';
  /** Without the underscore before it. */
  readonly name: string;
  /** What columns A and B lead to. */
  readonly a: Model;
  readonly b: Model;
  readonly place: Place;
}
