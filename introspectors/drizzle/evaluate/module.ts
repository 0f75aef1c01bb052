import { ts } from 'ts-morph';
import type { Place } from '../../../src/schema/schema.ts';
import { changedNames } from './changed-names.ts';
import { commonJsExports } from './common-js.ts';
import { enumOf } from './enum.ts';
import { isDefault, isExported } from './modifiers.ts';
import { Namespace } from './namespace.ts';
import { bindPattern, namesIn } from './pattern.ts';
import { Scope } from './scope.ts';
import { attempt, Struct, unreadable, Unread, type Value } from './value.ts';
import type { Exports, TypeInScope, World } from './world.ts';

/** A name that comes from elsewhere: of an import, or of `export … from`. */
interface Foreign {
  readonly specifier: string;
  readonly name: string;
  readonly place: Place;
}

/**
 * A file as a module: the names it declares and exports. Nothing of it is evaluated before it is asked
 * for, so files may import each other in circles.
 */
export class Module implements Exports {
  readonly namespace: Value;
  readonly scope: Scope;
  readonly #world: World;
  readonly #source: ts.SourceFile;
  readonly #exports = new Map<string, { read(): Value; node: ts.Expression | null }>();
  readonly #stars: Foreign[] = [];
  readonly #types = new Map<string, TypeInScope['node']>();
  readonly #foreignTypes = new Map<string, Foreign>();
  #changed: ReadonlyMap<string, ts.Node> | undefined;
  #listing = false;
  #names: readonly string[] | undefined;

  constructor(world: World, source: ts.SourceFile) {
    this.#world = world;
    this.#source = source;
    this.scope = new Scope(world, source);
    this.namespace = new Namespace(source.fileName, this);
    for (const statement of source.statements) this.#declare(statement);
  }

  names(): readonly string[] {
    if (this.#names !== undefined) return this.#names;
    // Files that export each other's all.
    if (this.#listing) return [];
    this.#listing = true;
    const starred = this.#stars.flatMap((star) => this.#open(star).names());
    this.#listing = false;
    const names = [
      ...new Set([...this.#exports.keys(), ...starred.filter((name) => name !== 'default')]),
    ];
    // Within a circle the list may not be whole; a file without stars has no part in one.
    if (this.#stars.length === 0) this.#names = names;
    return names;
  }

  get(name: string, place: Place): Value {
    const own = this.#exports.get(name);
    if (own !== undefined) return attempt(() => own.read());
    const star = this.#stars.find((each) => this.#open(each).names().includes(name));
    if (star !== undefined) return this.#open(star).get(name, place);
    return new Unread(`"${name}" is not exported by ${this.#placeOf(this.#source).file}`, place);
  }

  writtenAs(name: string): ts.Expression | null {
    return this.#exports.get(name)?.node ?? null;
  }

  findType(name: string): TypeInScope | null {
    const node = this.#types.get(name);
    if (node !== undefined) return { node, scope: this.scope };
    const foreign = this.#foreignTypes.get(name);
    if (foreign !== undefined) return this.#open(foreign).findType(foreign.name);
    for (const star of this.#stars) {
      const found = this.#open(star).findType(name);
      if (found !== null) return found;
    }
    return null;
  }

  #placeOf(node: ts.Node): Place {
    return this.#world.placeOf(node);
  }

  #open({ specifier, place }: Foreign): Exports {
    return this.#world.exportsOf(specifier, this.#source, place);
  }

  #declare(statement: ts.Statement): void {
    if (ts.isImportDeclaration(statement)) this.#import(statement);
    else if (ts.isVariableStatement(statement)) this.#declareVariables(statement);
    else if (ts.isFunctionDeclaration(statement)) {
      this.#declareNamed(statement, () => this.#world.funcOf(statement, this.scope));
    } else if (ts.isEnumDeclaration(statement)) {
      this.#types.set(statement.name.text, statement);
      this.#declareNamed(statement, () => enumOf(statement, this.scope));
    } else if (ts.isClassDeclaration(statement)) {
      this.#declareNamed(statement, () =>
        unreadable('a class is not followed', this.#placeOf(statement)),
      );
    } else if (ts.isTypeAliasDeclaration(statement)) {
      this.#types.set(statement.name.text, statement);
    } else if (ts.isExportDeclaration(statement)) this.#exportFrom(statement);
    else if (ts.isExportAssignment(statement)) {
      this.#exportExpression('default', statement.expression);
    } else if (ts.isExpressionStatement(statement)) {
      for (const [name, node] of commonJsExports(statement.expression)) {
        this.#exportExpression(name, node);
      }
    }
  }

  #import(node: ts.ImportDeclaration): void {
    const { importClause: clause, moduleSpecifier } = node;
    if (clause === undefined || !ts.isStringLiteral(moduleSpecifier)) return;
    const foreign = { specifier: moduleSpecifier.text, place: this.#placeOf(node) };
    const { name, namedBindings } = clause;
    if (name !== undefined) this.#importName(name.text, { ...foreign, name: 'default' });
    if (namedBindings === undefined) return;
    if (ts.isNamespaceImport(namedBindings)) {
      this.scope.declareLater(
        namedBindings.name.text,
        foreign.place,
        () => this.#open({ ...foreign, name: '*' }).namespace,
      );
      return;
    }
    for (const { name: local, propertyName } of namedBindings.elements) {
      this.#importName(local.text, { ...foreign, name: (propertyName ?? local).text });
    }
  }

  #importName(local: string, foreign: Foreign): void {
    this.#foreignTypes.set(local, foreign);
    this.scope.declareLater(local, foreign.place, () => this.#take(foreign));
  }

  #take(foreign: Foreign): Value {
    const exports = this.#open(foreign);
    // A file of CommonJS is its own default.
    if (foreign.name === 'default' && !exports.names().includes('default')) {
      return exports.namespace;
    }
    return exports.get(foreign.name, foreign.place);
  }

  #declareVariables(statement: ts.VariableStatement): void {
    for (const { name, initializer } of statement.declarationList.declarations) {
      // An empty `let` at the top of a file gets its value from a line that is not followed.
      if (initializer === undefined) continue;
      const compute = (): Value => this.#world.evaluate(initializer, this.scope);
      if (ts.isIdentifier(name)) this.#declareLater(name.text, name, compute);
      else this.#declareParts(name, compute);
      if (!isExported(statement)) continue;
      for (const each of namesIn(name)) this.#exportName(each, each, initializer);
    }
  }

  /** `const { a, b } = …`: evaluated once, for the first name that is asked for. */
  #declareParts(pattern: ts.BindingPattern, compute: () => Value): void {
    let parts: Scope | undefined;
    const open = (): Scope => {
      if (parts === undefined) {
        parts = this.scope.inner();
        bindPattern(pattern, attempt(compute), parts);
      }
      return parts;
    };
    for (const name of namesIn(pattern)) {
      this.#declareLater(name, pattern, () => open().find(name)?.read());
    }
  }

  #declareLater(name: string, node: ts.Node, compute: () => Value): void {
    this.scope.declareLater(name, this.#placeOf(node), () => this.#unchanged(name, compute()));
  }

  /** A value that later lines do not change. */
  #unchanged(name: string, value: Value): Value {
    this.#changed ??= changedNames(this.#source);
    const change = this.#changed.get(name);
    if (change === undefined) return value;
    const reassigned = ts.isIdentifier(change) && ts.isBinaryExpression(change.parent);
    const mayChange = value instanceof Struct || value instanceof Set || Array.isArray(value);
    if (!reassigned && !mayChange) return value;
    return unreadable(`"${name}" is changed here, after it was made`, this.#placeOf(change));
  }

  #declareNamed(
    node: ts.FunctionDeclaration | ts.EnumDeclaration | ts.ClassDeclaration,
    compute: () => Value,
  ): void {
    const local = node.name?.text ?? '';
    if (local !== '') this.scope.declareLater(local, this.#placeOf(node), compute);
    if (!isExported(node)) return;
    if (!isDefault(node)) this.#exportName(local, local, null);
    else this.#exports.set('default', { read: compute, node: null });
  }

  #exportName(name: string, local: string, node: ts.Expression | null): void {
    this.#exports.set(name, { read: () => this.scope.find(local)?.read(), node });
  }

  #exportExpression(name: string, node: ts.Expression): void {
    let value: { readonly is: Value } | undefined;
    const read = (): Value =>
      (value ??= { is: attempt(() => this.#world.evaluate(node, this.scope)) }).is;
    this.#exports.set(name, { read, node });
  }

  #exportFrom(node: ts.ExportDeclaration): void {
    const { exportClause: clause, moduleSpecifier: from } = node;
    const specifier = from !== undefined && ts.isStringLiteral(from) ? from.text : null;
    const place = this.#placeOf(node);
    if (clause === undefined) {
      if (specifier !== null) this.#stars.push({ specifier, name: '*', place });
      return;
    }
    if (ts.isNamespaceExport(clause)) {
      if (specifier === null) return;
      const foreign = { specifier, name: '*', place };
      this.#exports.set(clause.name.text, {
        read: () => this.#open(foreign).namespace,
        node: null,
      });
      return;
    }
    for (const element of clause.elements) {
      const name = element.name.text;
      const named = element.propertyName ?? element.name;
      const local = named.text;
      const foreign = specifier === null ? null : { specifier, name: local, place };
      if (foreign !== null) this.#foreignTypes.set(name, foreign);
      if (node.isTypeOnly || element.isTypeOnly) continue;
      if (foreign === null) {
        if (ts.isIdentifier(named)) this.#exportExpression(name, named);
      } else this.#exports.set(name, { read: () => this.#take(foreign), node: null });
    }
  }
}
