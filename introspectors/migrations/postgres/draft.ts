import type {
  Deferrable,
  ReferentialAction,
  Rule,
  SkippedRelation,
  Trigger,
} from '../../../src/schema/schema.ts';
import type { DraftType, TypeUse } from './draft-types.ts';
import { NotRead } from '../not-read.ts';
import type { WrittenName } from './tree.ts';

/**
 * A schema while statements are applied to it. What is made of other things holds them, not their
 * names, so that a new name needs no search; only the text of expressions has names in it.
 */
export interface Draft {
  readonly tables: Set<DraftTable>;
  readonly types: Set<DraftType>;
  readonly sequences: Set<DraftSequence>;
  readonly functions: Set<DraftFunction>;
  /** Views and what else gets no factory. */
  readonly others: Set<OtherRelation>;
  /** Collations that do not tell all texts apart. */
  readonly foldingCollations: Set<DraftName>;
  /** Where names without a schema are looked for; the first is where they are made. */
  searchPath: readonly string[];
  /** What a session begins with. */
  readonly defaultPath: readonly string[];
  /** Extensions that were made, and the schemas they are in. */
  readonly extensions: Map<string, string>;
}

export interface DraftName {
  schema: string;
  name: string;
}

export interface DraftTable extends DraftName {
  readonly temporary: boolean;
  comment: string | null;
  columns: DraftColumn[];
  keys: DraftKey[];
  references: DraftReference[];
  /** Those that lead to a table which no statement made. */
  lostReferences: LostReference[];
  checks: DraftCheck[];
  partitionKey: PartitionKey | null;
  partitionOf: { readonly parent: DraftTable; readonly bound: string } | null;
  /** By plain inheritance, in the order they are named. */
  parents: DraftTable[];
  triggers: DraftTrigger[];
  rules: DraftRule[];
  rowSecurity: boolean;
  forcedRowSecurity: boolean;
}

export interface DraftColumn {
  name: string;
  type: TypeUse;
  notNull: boolean;
  default: DraftDefault | null;
  identity: 'always' | 'by default' | null;
  generated: { expression: SqlExpression; readonly stored: boolean } | null;
  comment: string | null;
  /** Written with the table itself, whatever it inherits. */
  local: boolean;
  /** Of how many parents it is. */
  inherited: number;
}

/** A sequence's next number follows the sequence when it gets a new name; other defaults are text. */
export type DraftDefault =
  | { readonly kind: 'sequence'; readonly sequence: DraftSequence }
  | { readonly kind: 'expression'; sql: string };

/** SQL, and what it reads of the table it is about. */
export interface SqlExpression {
  sql: string;
  readonly reads: readonly DraftColumn[];
  readonly wholeRow: boolean;
}

export type DraftPart =
  | { readonly kind: 'column'; readonly column: DraftColumn }
  | { readonly kind: 'expression'; readonly expression: SqlExpression };

/** An index; one that refuses rows is a key. */
export interface DraftKey {
  name: string;
  kind: 'primary' | 'unique' | 'exclusion' | 'index';
  /** A constraint has it. */
  constraint: boolean;
  readonly parts: readonly DraftPart[];
  /** Of the INCLUDE columns. */
  readonly included: readonly DraftColumn[];
  /** One for each part, where rows are compared by other than equality. */
  readonly operators: readonly string[] | null;
  readonly where: SqlExpression | null;
  readonly nullsEqual: boolean;
  deferrable: Deferrable;
  /** Of the table that this one is a partition of: the key of which this is the partition's part. */
  partOf: DraftKey | null;
}

export interface DraftReference {
  name: string;
  readonly columns: readonly DraftColumn[];
  readonly target: DraftTable;
  readonly targetColumns: readonly DraftColumn[];
  /** The key it leads to, without which it cannot be. */
  readonly key: DraftKey | null;
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly match: 'simple' | 'full';
  deferrable: Deferrable;
  validated: boolean;
  /** The table that this one is a partition of has the same. */
  inherited: boolean;
}

export interface LostReference {
  name: string;
  readonly columns: readonly DraftColumn[];
  readonly target: string;
}

export interface DraftCheck {
  name: string;
  readonly expression: SqlExpression;
  enforced: boolean;
  readonly noInherit: boolean;
  local: boolean;
  inherited: number;
}

export interface PartitionKey {
  readonly strategy: 'range' | 'list' | 'hash';
  readonly parts: readonly DraftPart[];
}

export interface DraftTrigger extends Pick<Trigger, 'timing' | 'events' | 'level'> {
  name: string;
  readonly function: DraftFunction;
  enabled: boolean;
  /** Of UPDATE OF. */
  readonly columns: readonly DraftColumn[];
}

export interface DraftRule extends Pick<Rule, 'event' | 'instead'> {
  name: string;
  enabled: boolean;
}

export interface DraftSequence extends DraftName {
  owner: DraftColumn | null;
  /** An identity column's. */
  readonly internal: boolean;
}

/** What is known of what it takes and gives; of more than one of a name, all are. */
export interface DraftFunction extends DraftName {
  readonly signatures: {
    readonly takes: readonly TypeUse[];
    readonly gives: TypeUse | null;
  }[];
}

export interface OtherRelation extends DraftName {
  /** Null of a table whose columns are not known: they come from a query. */
  readonly kind: Exclude<SkippedRelation['kind'], 'constraint'> | null;
  /** What a view's query names: it goes where any of it goes. */
  reads: readonly DraftName[];
}

/** Temporary tables are in a schema of the session's own, which is searched before any other. */
export const TEMPORARY_SCHEMA = 'pg_temp';

/** Looks a name up; undefined where there is nothing of that name. */
export function find<Item extends DraftName>(
  draft: Draft,
  items: ReadonlySet<Item>,
  { schema, name }: WrittenName,
): Item | undefined {
  const named: Item[] = [];
  for (const item of items) if (item.name === name) named.push(item);
  const path = schema === null ? [TEMPORARY_SCHEMA, ...draft.searchPath] : [schema];
  for (const each of path) {
    const found = named.find((item) => item.schema === each);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The whole name of something that is made. */
export function nameToMake(draft: Draft, { schema, name }: WrittenName): DraftName {
  return { schema: schema ?? draft.searchPath[0] ?? 'public', name };
}

/**
 * The column of a table.
 *
 * @throws {NotRead} where there is none of that name
 */
export function columnOf(table: DraftTable, name: string): DraftColumn {
  const column = table.columns.find((each) => each.name === name);
  if (column === undefined) throw new NotRead(`${table.name} has no column "${name}"`);
  return column;
}

/**
 * The table of a name.
 *
 * @throws {NotRead} where there is none
 */
export function tableOf(draft: Draft, name: WrittenName): DraftTable {
  const table = find(draft, draft.tables, name);
  if (table === undefined) throw new NotRead(`There is no table ${spelled(name)}`);
  return table;
}

/** A name as it is told to a person. */
export function spelled({ schema, name }: WrittenName): string {
  return `"${schema === null ? '' : `${schema}.`}${name}"`;
}
