import { GenFactoriesError } from '../../errors.ts';
import type { TableLoad } from '../../runtime/engine.ts';
import { placeAt } from '../places.ts';
import { refusedValues } from '../refused-values.ts';
import { DUPLICATE_KEY } from './lock.ts';

/** What the server says of one document of a batch. */
interface WriteError {
  readonly index: number;
  readonly code: number;
  readonly errmsg?: string;
  readonly err?: { readonly errInfo?: unknown; readonly errmsg?: string };
}

const VALIDATION_FAILED = 121;
/** The server's, and that of its older versions. */
const TOO_LARGE: ReadonlySet<number> = new Set([10_334, 17_280, 17_419]);

/** The fields of each index of a collection, by its name. */
export type IndexFields = ReadonlyMap<string, readonly string[]>;

/**
 * The error for documents that the server refused: which one, which field, which rule, and what of ours
 * it is. What the server says of values stays out of it: it may be of other documents.
 *
 * @param error - whatever was thrown
 * @param first - the number of the batch's first row, among those of the load
 * @param indexes - for servers that name an index and not its fields
 */
export function explainRowError(
  error: unknown,
  load: TableLoad,
  first: number,
  indexes: IndexFields = new Map(),
): unknown {
  const refused = firstWriteError(error);
  const collection = load.name.name;
  if (refused === undefined) return error;
  const { field: named, constraint = '', reason, fix } = explain(refused);
  const fields = named === undefined ? (indexes.get(constraint) ?? []) : [named];
  const [field] = fields;
  const place = placeAt(load, first + refused.index);
  const values = refusedValues(load, fields, place);
  const where = field === undefined ? collection : `${collection}.${field}`;
  return new GenFactoriesError('ROW_REJECTED', {
    what: `The database refused a document of ${collection}: ${reason}${values}`,
    where: `${where}, row ${place}`,
    fix: `Change the definition of ${where}${fix}.`,
    refusal: { constraint: constraint === '' ? undefined : constraint, columns: fields },
    cause: error,
  });
}

/**
 * The error for a document that is larger than any server takes.
 *
 * @param error - the driver's
 * @param number - the row's, among those of the load
 */
export function explainSize(error: unknown, load: TableLoad, number: number): GenFactoriesError {
  const collection = load.name.name;
  return new GenFactoriesError('ROW_REJECTED', {
    what: `A document of ${collection} is larger than the 16 MB that MongoDB takes`,
    where: `${collection}, row ${placeAt(load, number)}`,
    fix: `Change the definition of ${collection}: its lists and texts have to be smaller.`,
    cause: error,
  });
}

function firstWriteError(error: unknown): WriteError | undefined {
  if (!(error instanceof Error)) return undefined;
  // Of one document alone the error itself is what the server says.
  if (!('writeErrors' in error)) return isRefusal(error) ? asWriteError(error) : undefined;
  const errors = [error.writeErrors].flat() as readonly WriteError[];
  return [...errors].sort((a, b) => a.index - b.index)[0];
}

interface Refusal extends Error {
  readonly code: number;
  readonly errInfo?: unknown;
}

function isRefusal(error: Error): error is Refusal {
  if (!('code' in error) || typeof error.code !== 'number') return false;
  return (
    error.code === DUPLICATE_KEY ||
    TOO_LARGE.has(error.code) ||
    isValidation(error.code, error.message)
  );
}

function asWriteError({ code, message, errInfo }: Refusal): WriteError {
  return { index: 0, code, errmsg: message, err: { errInfo } };
}

function isValidation(code: number, message: string): boolean {
  return code === VALIDATION_FAILED || /failed validation/i.test(message);
}

interface Explained {
  readonly field?: string | undefined;
  /** Of a unique index. */
  readonly constraint?: string | undefined;
  readonly reason: string;
  readonly fix: string;
}

function explain(refused: WriteError): Explained {
  const message = refused.errmsg ?? refused.err?.errmsg ?? '';
  if (refused.code === DUPLICATE_KEY) {
    // `index: email_1 dup key: …` of MongoDB, `Index 'email_1'` of FerretDB.
    const [, index = '_id_'] = /index:? '?([^\s']+)/i.exec(message) ?? [];
    const [, field] = /dup key: \{ ?"?([^":]+)"?:/.exec(message) ?? [];
    return {
      field,
      constraint: index,
      reason: `another document has the same key (${index})`,
      fix: ': its generator has to give every row another value',
    };
  }
  if (isValidation(refused.code, message)) return explainValidation(refused.err?.errInfo);
  if (TOO_LARGE.has(refused.code)) {
    return {
      reason: 'it is larger than the 16 MB that MongoDB takes',
      fix: ': its lists and texts have to be smaller',
    };
  }
  return { reason: message, fix: '' };
}

/** From version 5 on MongoDB says which rule of the validator a document broke. */
function explainValidation(info: unknown): Explained {
  const rule = findRule(info, []);
  if (rule === undefined) {
    return { reason: 'it fails the validator', fix: ': its values have to meet the validator' };
  }
  return {
    field: rule.path.join('.') || undefined,
    reason: `it fails the validator's ${rule.operator}${rule.specified === undefined ? '' : ` ${JSON.stringify(rule.specified)}`}`,
    fix: ': its values have to meet the validator',
  };
}

interface Rule {
  readonly path: readonly string[];
  readonly operator: string;
  readonly specified?: unknown;
}

/** The innermost rule that is named, with the properties on the way to it. */
function findRule(info: unknown, path: readonly string[]): Rule | undefined {
  if (Array.isArray(info)) {
    for (const each of info) {
      const found = findRule(each, path);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (typeof info !== 'object' || info === null) return undefined;
  const node = info as Readonly<Record<string, unknown>>;
  const name = node['propertyName'];
  const inner = typeof name === 'string' ? [...path, name] : path;
  for (const key of DEEPER) {
    const found = findRule(node[key], inner);
    if (found !== undefined) return found;
  }
  const operator = node['operatorName'];
  if (typeof operator !== 'string') return undefined;
  return { path: inner, operator, specified: node['missingProperties'] ?? node['specifiedAs'] };
}

const DEEPER = [
  'details',
  'schemaRulesNotSatisfied',
  'propertiesNotSatisfied',
  'clausesNotSatisfied',
];
