import type * as Ast from '@mrleebo/prisma-ast';
import type {
  Argument,
  Attribute,
  Block,
  EnumValue,
  FieldLine,
  Setting,
  Value,
  WrittenType,
} from './blocks.ts';
import type { PreparedSource } from './prepare.ts';
import { sourceError, type SourceFile } from './source-file.ts';

/**
 * Reads a block of prisma-ast's: its values are all of one kind of text there, and what it has none of is
 * missing.
 *
 * @param block - of its tree
 * @param source - the file, for errors
 * @param prepared - what its words stand for
 * @returns one block; none for a comment
 */
export function readBlock(
  block: Ast.Block,
  source: SourceFile,
  prepared: PreparedSource,
): readonly Block[] {
  if (block.type === 'comment' || block.type === 'break') return [];
  const reader = new Reader(source, prepared);
  const line = lineOf(block);
  const doc = prepared.docs.get(line) ?? null;
  const base = { name: prepared.restore(block.name), source, line, doc };
  switch (block.type) {
    case 'datasource':
    case 'generator':
      return [{ kind: block.type, ...base, settings: reader.settings(block.assignments) }];
    case 'enum':
      return [{ kind: 'enum', ...base, ...reader.values(block.enumerators) }];
    case 'model':
    case 'view':
    case 'type':
      return [{ kind: block.type, ...base, ...reader.fields(block.properties) }];
  }
}

/** Without locations there are no lines; the parser was told to keep them. */
function lineOf(node: object): number {
  const { location } = node as { readonly location?: { readonly startLine?: number } };
  return location?.startLine ?? 1;
}

type Member =
  | Ast.Assignment
  | Ast.Attr
  | Ast.BlockAttribute
  | Ast.Comment
  | Ast.Break
  | Ast.Enumerator
  | Ast.Field
  | Ast.Property;

class Reader {
  readonly #source: SourceFile;
  readonly #prepared: PreparedSource;

  constructor(source: SourceFile, prepared: PreparedSource) {
    this.#source = source;
    this.#prepared = prepared;
  }

  settings(list: readonly Member[] | undefined): readonly Setting[] {
    return this.#members(list).map((member) => {
      const line = lineOf(member);
      if (member.type !== 'assignment') throw this.#unexpected(line, 'Write `name = value`.');
      return { name: this.#restore(member.key), value: this.#value(member.value, line), line };
    });
  }

  values(list: readonly Member[] | undefined): {
    readonly values: readonly EnumValue[];
    readonly attributes: readonly Attribute[];
  } {
    const values: EnumValue[] = [];
    const attributes: Attribute[] = [];
    for (const member of this.#members(list)) {
      const line = lineOf(member);
      if (member.type === 'attribute') attributes.push(this.#attribute(member, line));
      else if (member.type === 'enumerator') {
        const own = (member.attributes ?? []).map((each) => this.#attribute(each, line));
        values.push({ name: this.#restore(member.name), attributes: own, line });
      } else throw this.#unexpected(line, 'Write the name of a value.');
    }
    return { values, attributes };
  }

  fields(list: readonly Member[] | undefined): {
    readonly fields: readonly FieldLine[];
    readonly attributes: readonly Attribute[];
  } {
    const fields: FieldLine[] = [];
    const attributes: Attribute[] = [];
    for (const member of this.#members(list)) {
      const line = lineOf(member);
      if (member.type === 'attribute') attributes.push(this.#attribute(member, line));
      else if (member.type === 'field') fields.push(this.#field(member, line));
      else throw this.#unexpected(line, 'Write `name Type`.');
    }
    return { fields, attributes };
  }

  /** What is declared, a line each: prisma-ast takes any number of declarations on one. */
  #members(list: readonly Member[] = []): readonly Exclude<Member, Ast.Comment | Ast.Break>[] {
    let last = 0;
    return list.flatMap((member) => {
      if (member.type === 'comment' || member.type === 'break') return [];
      const line = lineOf(member);
      if (line === last) throw this.#unexpected(line, 'Declare one thing on a line.');
      last = line;
      return [member];
    });
  }

  #field(field: Ast.Field, line: number): FieldLine {
    return {
      name: this.#restore(field.name),
      type: this.#type(field.fieldType, line),
      arity: field.array ? 'list' : field.optional ? 'optional' : 'required',
      attributes: (field.attributes ?? []).map((each) => this.#attribute(each, line)),
      line,
      doc: this.#prepared.docs.get(line) ?? null,
    };
  }

  #type(type: Ast.Field['fieldType'], line: number): WrittenType {
    if (typeof type === 'string') {
      const name = this.#restore(type);
      if (/^[\p{L}]/u.test(name) && !name.includes('.')) return { kind: 'named', name };
    } else if (type.type === 'function' && type.name === 'Unsupported') {
      const [sql, ...others] = (type.params ?? []).map((each) => this.#value(each, line));
      if (sql?.kind === 'text' && others.length === 0)
        return { kind: 'unsupported', sql: sql.text };
    }
    throw this.#unexpected(line, 'Write a type: `Type`, `Type?`, `Type[]` or `Unsupported("…")`.');
  }

  #attribute({ kind, group, name, args }: Ast.Attr, line: number): Attribute {
    const spelled = this.#restore(name);
    return {
      mark: kind === 'object' ? '@@' : '@',
      name: group === undefined ? spelled : `${group}.${spelled}`,
      args: (args ?? []).map(({ value }) => this.#argument(value, line)),
      line,
    };
  }

  #argument(value: Ast.KeyValue | Ast.Value, line: number): Argument {
    if (
      typeof value === 'object' &&
      value !== null &&
      'type' in value &&
      value.type === 'keyValue'
    ) {
      return { name: this.#restore(value.key), value: this.#value(value.value, line) };
    }
    return { name: null, value: this.#value(value, line) };
  }

  #value(value: Ast.Value, line: number): Value {
    if (Array.isArray(value)) throw this.#unexpected(line, 'Write a list between brackets.');
    if (typeof value !== 'object' || value === null) return this.#literal(String(value), line);
    switch (value.type) {
      case 'array':
        return { kind: 'list', items: (value.args ?? []).map((each) => this.#value(each, line)) };
      case 'object':
        return {
          kind: 'object',
          members: value.properties.map((each) => this.#argument(each, line)),
        };
      case 'function':
        return {
          kind: 'call',
          name: this.#restore(value.name),
          args: (value.params ?? []).map((each) => this.#argument(each, line)),
        };
    }
  }

  #literal(word: string, line: number): Value {
    const text = this.#restore(word);
    if (text.startsWith('"')) return { kind: 'text', text: JSON.parse(text) as string };
    if (/^-?\d+(?:\.\d+)?$/.test(text)) return { kind: 'number', text };
    if (/^\d/.test(text)) throw this.#unexpected(line, `"${text}" is neither a number nor a name.`);
    return { kind: 'word', text };
  }

  #restore(word: string): string {
    return this.#prepared.restore(word);
  }

  #unexpected(line: number, fix: string): ReturnType<typeof sourceError> {
    return sourceError({ source: this.#source, line }, 'This is no declaration', fix);
  }
}
