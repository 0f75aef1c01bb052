import { posix } from 'node:path';
import { ts } from 'ts-morph';
import { GenFactoriesError } from '../../../src/errors.ts';
import type { Place } from '../../../src/schema/schema.ts';
import { evaluateExpression } from './expression.ts';
import { funcOf } from './function.ts';
import type { Host } from './host.ts';
import { Module } from './module.ts';
import { exportsOfValues } from './namespace.ts';
import { nodeModule, ProcessEntity } from './node-modules.ts';
import { nameOfPackage } from './origin.ts';
import { importResolver, type ResolveImport } from './resolve-import.ts';
import type { Scope } from './scope.ts';
import { Struct, unreadable, type Value } from './value.ts';
import { isDeclared, isGlobal } from './bound-names.ts';
import { isMissing, writtenIn } from './missing-file.ts';
import type { Exports, FunctionNode, TypeInScope, World } from './world.ts';

/** Steps that one schema may take: many times what the largest needs. */
const STEPS = 2_000_000;

/** Calls within calls: more than a schema has, fewer than would end the process. */
const DEPTH = 64;

/** What a package's module exports, where it is one that is known; null for others. */
export type KnownModule = (specifier: string) => Exports | null;

/** What becomes of a name that is nowhere: of a schema it is a slip, in a configuration it may not matter. */
export type Missing = 'refused' | 'unread';

/**
 * Evaluates schema files without running them. What they come to follows from their text alone: not from
 * the clock, the environment or anything installed.
 */
export class Interpreter implements World {
  readonly process: Value;
  readonly #host: Host;
  readonly #root: string;
  readonly #knownModule: KnownModule;
  readonly #missing: Missing;
  readonly #resolve: ResolveImport;
  readonly #modules = new Map<string, Module>();
  readonly #data = new Map<string, Exports>();
  readonly #places = new Map<string, string>();
  #steps = 0;
  #calls = 0;

  /**
   * @param host - the files
   * @param root - the folder that places are told relative to
   * @param knownModule - the modules that need not be read: drizzle's
   * @param missing - what becomes of names and files that are nowhere
   */
  constructor(host: Host, root: string, knownModule: KnownModule, missing: Missing) {
    this.#host = host;
    this.#root = root;
    this.#knownModule = knownModule;
    this.#missing = missing;
    this.#resolve = importResolver(host);
    this.process = new ProcessEntity(root);
  }

  /**
   * A file as a module.
   *
   * @param path - absolute
   * @throws GenFactoriesError `SCHEMA_FILE_INVALID` at its first syntax error
   */
  open(path: string): Module {
    const found = this.#modules.get(path);
    if (found !== undefined) return found;
    const text = this.#host.read(path) ?? '';
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const [error] = syntaxErrors(source);
    if (error !== undefined) throw this.#syntaxError(source, error);
    const module = new Module(this, source);
    this.#modules.set(path, module);
    return module;
  }

  /**
   * What a file exports as its default: a file of JSON is that itself.
   *
   * @param path - absolute
   */
  defaultOf(path: string, place: Place): Value {
    const exports = path.endsWith('.json') ? this.#openJson(path) : this.open(path);
    return exports.get('default', place);
  }

  evaluate(node: ts.Expression, scope: Scope): Value {
    return evaluateExpression(node, scope);
  }

  funcOf(node: FunctionNode, scope: Scope): Value {
    return funcOf(node, scope);
  }

  exportsOf(specifier: string, from: ts.SourceFile): Exports {
    const known = this.#knownModule(specifier) ?? nodeModule(specifier, this.#root);
    if (known !== null) return known;
    const path = this.#resolve(specifier, from.fileName);
    if (path === null) {
      return this.#missing === 'refused' && isMissing(specifier, from.fileName, this.#host)
        ? missingExports(() => this.#missingFile(specifier, from))
        : packageExports(specifier);
    }
    return path.endsWith('.json') ? this.#openJson(path) : this.open(path);
  }

  findType(name: string, scope: Scope): TypeInScope | null {
    return this.#modules.get(scope.source.fileName)?.findType(name) ?? null;
  }

  placeOf(node: ts.Node): Place {
    const source = node.getSourceFile();
    const start = ts.isSourceFile(node) ? 0 : node.getStart(source);
    const { line } = source.getLineAndCharacterOfPosition(start);
    return { file: this.#shown(source.fileName), line: line + 1 };
  }

  notFound(name: ts.Identifier): never {
    const source = name.getSourceFile();
    const place = this.placeOf(name);
    if (isGlobal(name.text)) unreadable(`\`${name.text}\` is not followed`, place);
    if (this.#missing === 'unread' || isDeclared(name.text, source)) {
      unreadable(`nothing here is called "${name.text}"`, place);
    }
    throw this.#invalid(source, name.getStart(source), {
      what: (line) => `Nothing is called "${name.text}" in \`${line}\``,
      fix: 'Correct the name, or import it.',
    });
  }

  inCall(place: Place, run: () => Value): Value {
    if (this.#calls === DEPTH) unreadable('functions call each other without end', place);
    this.#calls++;
    try {
      return run();
    } finally {
      this.#calls--;
    }
  }

  step(node: ts.Node): void {
    this.#steps++;
    if (this.#steps > STEPS) unreadable('this does not come to an end', this.placeOf(node));
  }

  /** A path as places have it; asked for every node that is evaluated. */
  #shown(path: string): string {
    const shown = this.#places.get(path) ?? posix.relative(this.#root, path);
    this.#places.set(path, shown);
    return shown;
  }

  #openJson(path: string): Exports {
    const found = this.#data.get(path);
    if (found !== undefined) return found;
    const { config } = ts.parseConfigFileTextToJson(path, this.#host.read(path) ?? '');
    const data = exportsOfValues(path, { default: fromJson(config) }, (name, place) =>
      nameOfPackage(this.#shown(path), name, place),
    );
    this.#data.set(path, data);
    return data;
  }

  #syntaxError(source: ts.SourceFile, error: ts.DiagnosticWithLocation): GenFactoriesError {
    const message = ts.flattenDiagnosticMessageText(error.messageText, ' ').replace(/\.$/, '');
    return this.#invalid(source, error.start, {
      what: (line) => `A syntax error in \`${line}\`: ${message}`,
      fix: 'Correct the line.',
    });
  }

  #missingFile(specifier: string, from: ts.SourceFile): never {
    throw this.#invalid(from, writtenIn(specifier, from), {
      what: (line) => `There is no such file as "${specifier}" in \`${line}\``,
      fix: 'Correct the path, or add the file.',
    });
  }

  #invalid(source: ts.SourceFile, start: number, { what, fix }: Fault): GenFactoriesError {
    const { line, character } = source.getLineAndCharacterOfPosition(start);
    return new GenFactoriesError('SCHEMA_FILE_INVALID', {
      what: what(source.text.split(/\r?\n/)[line]?.trim() ?? ''),
      where: `${this.#shown(source.fileName)}:${line + 1}:${character + 1}`,
      fix,
    });
  }
}

/** What is wrong with a line, and what to do about it. */
interface Fault {
  what(line: string): string;
  readonly fix: string;
}

/** The compiler keeps what it could not parse at the file, and has no name for that in its types. */
function syntaxErrors(source: ts.SourceFile): readonly ts.DiagnosticWithLocation[] {
  const { parseDiagnostics = [] } = source as ts.SourceFile & {
    readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[];
  };
  return parseDiagnostics;
}

function packageExports(specifier: string): Exports {
  return {
    names: () => [],
    get: (name, place) => nameOfPackage(specifier, name, place),
    findType: () => null,
    writtenAs: () => null,
    namespace: nameOfPackage(specifier, '', { file: '', line: 0 }),
  };
}

/** Types of a file that is not there yet (generated ones) are no part of a schema; values are. */
function missingExports(fail: () => never): Exports {
  return {
    names: fail,
    get: fail,
    findType: () => null,
    writtenAs: () => null,
    get namespace() {
      return fail();
    },
  };
}

function fromJson(data: unknown): Value {
  if (Array.isArray(data)) return data.map(fromJson);
  if (typeof data !== 'object' || data === null) return data as Value;
  return new Struct(Object.entries(data).map(([name, value]) => [name, fromJson(value)]));
}
