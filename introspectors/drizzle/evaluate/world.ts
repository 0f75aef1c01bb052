import type { ts } from 'ts-morph';
import type { Place } from '../../../src/schema/schema.ts';
import type { Scope } from './scope.ts';
import type { Value } from './value.ts';

/** A type that a file declares, and the names it may mean. */
export interface TypeInScope {
  readonly node: ts.TypeAliasDeclaration | ts.EnumDeclaration;
  readonly scope: Scope;
}

/** What a module exports. */
export interface Exports {
  /** In their order, with those of `export * from`. */
  names(): readonly string[];
  /** Unread for a name that it does not export. */
  get(name: string, place: Place): Value;
  findType(name: string): TypeInScope | null;
  /** How an export is written, where it is one expression of this very file. */
  writtenAs(name: string): ts.Expression | null;
  /** All of it as one value: `import * as`. */
  readonly namespace: Value;
}

/** What the parts of the interpreter need of each other. */
export interface World {
  /** `process`, as far as it is known. */
  readonly process: Value;
  /**
   * @returns what the expression comes to; `Unread` may be among it
   * @throws Unreadable where it needs what is not known
   */
  evaluate(node: ts.Expression, scope: Scope): Value;
  /**
   * A function, an arrow or a method as a value.
   *
   * @param node - as it is written
   * @param scope - the names around it
   */
  funcOf(node: FunctionNode, scope: Scope): Value;
  /** What `import … from 'specifier'` gives in a file. */
  exportsOf(specifier: string, from: ts.SourceFile, place: Place): Exports;
  /** A type by the name that it has in a file. */
  findType(name: string, scope: Scope): TypeInScope | null;
  placeOf(node: ts.Node): Place;
  /**
   * Ends at a name that is not in sight.
   *
   * @throws GenFactoriesError `SCHEMA_FILE_INVALID` where the compiler would not find it either
   * @throws Unreadable where it is only not followed
   */
  notFound(name: ts.Identifier): never;
  /**
   * What a function's body comes to.
   *
   * @throws Unreadable where calls are within calls without end
   */
  inCall(place: Place, run: () => Value): Value;
  /** @throws Unreadable where a file makes more steps than a schema needs */
  step(node: ts.Node): void;
}

export type FunctionNode =
  ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration | ts.MethodDeclaration;
