import { ts } from 'ts-morph';
import { isDefault } from './modifiers.ts';
import type { Exports, TypeDeclaration, TypeInScope } from './world.ts';
import type { Scope } from './scope.ts';

/** A name of another file's. */
interface Foreign {
  readonly name: string;
  open(): Exports;
}

/** The types that a file declares, imports and exports, by their names in it. */
export class DeclaredTypes {
  readonly #scope: Scope;
  /** Null for a name that several declarations share: what they come to together is not followed. */
  readonly #own = new Map<string, TypeDeclaration | null>();
  readonly #foreign = new Map<string, Foreign>();
  readonly #namespaces = new Map<string, () => Exports>();
  /** Other names that the file exports its own types by. */
  readonly #exportedAs = new Map<string, string>();
  readonly #stars: (() => Exports)[] = [];
  readonly #looking = new Set<string>();

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Takes down a statement's name, where it declares a type. */
  declare(statement: ts.Statement): void {
    if (!isTypeDeclaration(statement)) return;
    const name = statement.name.text;
    this.#own.set(name, this.#own.has(name) ? null : statement);
    if (isDefault(statement)) this.#exportedAs.set('default', name);
  }

  addForeign(local: string, foreign: Foreign): void {
    this.#foreign.set(local, foreign);
  }

  /** `import * as local`, `export * as local`. */
  addNamespace(local: string, open: () => Exports): void {
    this.#namespaces.set(local, open);
  }

  addStar(open: () => Exports): void {
    this.#stars.push(open);
  }

  /** `export { local as name }`, `export default local`. */
  exportAs(name: string, local: string): void {
    if (name !== local) this.#exportedAs.set(name, local);
  }

  /**
   * A type by its name in the file, or by the one it is exported by.
   *
   * @param name - `Meta`, or `types.Meta` of a namespace
   */
  find(name: string): TypeInScope | null {
    // Files that export each other's all.
    if (this.#looking.has(name)) return null;
    this.#looking.add(name);
    const found = this.#search(name);
    this.#looking.delete(name);
    return found;
  }

  #search(name: string): TypeInScope | null {
    const node = this.#own.get(name);
    if (node !== undefined) return node && { node, scope: this.#scope };
    const local = this.#exportedAs.get(name);
    if (local !== undefined) return this.find(local);
    const foreign = this.#foreign.get(name);
    if (foreign !== undefined) return foreign.open().findType(foreign.name);
    const [first = '', ...rest] = name.split('.');
    if (rest.length > 0) return this.#inNamespace(first, rest.join('.'));
    for (const star of this.#stars) {
      const found = star().findType(name);
      if (found !== null) return found;
    }
    return null;
  }

  #inNamespace(namespace: string, name: string): TypeInScope | null {
    const open = this.#namespaces.get(namespace);
    if (open !== undefined) return open().findType(name);
    const foreign = this.#foreign.get(namespace);
    return foreign?.open().findType(`${foreign.name}.${name}`) ?? null;
  }
}

function isTypeDeclaration(statement: ts.Statement): statement is TypeDeclaration {
  return (
    ts.isTypeAliasDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  );
}
