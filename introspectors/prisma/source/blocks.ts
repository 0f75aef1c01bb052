import type { SourceFile } from './source-file.ts';

/** What a schema file says, a block of it each: names are not looked up yet. */
export type Block = ModelBlock | EnumBlock | SettingsBlock;

interface BlockBase {
  readonly name: string;
  readonly source: SourceFile;
  readonly line: number;
  /** Comments of three slashes above it. */
  readonly doc: string | null;
}

/** A model; a view; a `type`, which documents inside documents are of. */
export interface ModelBlock extends BlockBase {
  readonly kind: 'model' | 'view' | 'type';
  readonly fields: readonly FieldLine[];
  readonly attributes: readonly Attribute[];
}

export interface FieldLine {
  readonly name: string;
  readonly type: WrittenType;
  readonly arity: 'required' | 'optional' | 'list';
  readonly attributes: readonly Attribute[];
  readonly line: number;
  /** Comments of three slashes above it, and behind it. */
  readonly doc: string | null;
}

export type WrittenType =
  | { readonly kind: 'named'; readonly name: string }
  /** `Unsupported("tsvector")`: a type of the database's that Prisma has no word for. */
  | { readonly kind: 'unsupported'; readonly sql: string };

export interface EnumBlock extends BlockBase {
  readonly kind: 'enum';
  readonly values: readonly EnumValue[];
  readonly attributes: readonly Attribute[];
}

export interface EnumValue {
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly line: number;
}

/** A datasource or a generator. */
export interface SettingsBlock extends BlockBase {
  readonly kind: 'datasource' | 'generator';
  readonly settings: readonly Setting[];
}

export interface Setting {
  readonly name: string;
  readonly value: Value;
  readonly line: number;
}

/** `@id`, `@@unique([a, b])`, `@db.VarChar(255)`: without the `@`s. */
export interface Attribute {
  /** Of a field, or of a block. */
  readonly mark: '@' | '@@';
  readonly name: string;
  readonly args: readonly Argument[];
  readonly line: number;
}

export interface Argument {
  /** Null of one that is known by its place. */
  readonly name: string | null;
  readonly value: Value;
}

export type Value =
  /** Without its quotes and escapes. */
  | { readonly kind: 'text'; readonly text: string }
  /** As it is written: numbers may have more digits than JavaScript's. */
  | { readonly kind: 'number'; readonly text: string }
  /** A name or a path of names; `true` and `false` too. */
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'object'; readonly members: readonly Argument[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Argument[] };
