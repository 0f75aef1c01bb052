import type { Node } from 'libpg-query';
import { alterTable } from './alter-table.ts';
import { alterDomain, alterEnum } from './alter-type.ts';
import { comment } from './comments.ts';
import { createTable } from './create-table.ts';
import { createComposite, createDomain, createEnum, createRange, define } from './create-type.ts';
import { drop } from './drop.ts';
import { alterExtension, createExtension } from './extensions.ts';
import { createIndex } from './keys.ts';
import { handlerFor, type NodeBody, type NodeHandlers } from './node-kinds.ts';
import { NotRead } from '../not-read.ts';
import { query, setSearchPath } from './read-sql.ts';
import { moveToSchema, rename } from './rename.ts';
import { alterSequence, createSequence } from './sequences.ts';
import type { Step } from './step.ts';
import { createFunction, createRule, createTrigger } from './triggers.ts';
import { createForeignTable, createFromQuery, createView } from './views.ts';

/** By the parser's name of a statement, what it does to a schema. */
const HANDLERS: NodeHandlers<Step, void> = {
  CreateStmt: createTable,
  AlterTableStmt: alterTable,
  IndexStmt: createIndex,
  CreateSeqStmt: ({ draft }, body) => createSequence(draft, body),
  AlterSeqStmt: ({ draft }, body) => alterSequence(draft, body),
  CreateEnumStmt: ({ draft }, body) => createEnum(draft, body),
  AlterEnumStmt: ({ draft }, body) => alterEnum(draft, body),
  CompositeTypeStmt: ({ draft }, body) => createComposite(draft, body),
  CreateRangeStmt: ({ draft }, body) => createRange(draft, body),
  CreateDomainStmt: createDomain,
  AlterDomainStmt: alterDomain,
  DefineStmt: ({ draft }, body) => define(draft, body),
  CreateFunctionStmt: ({ draft }, body) => createFunction(draft, body),
  CreateTrigStmt: ({ draft }, body) => createTrigger(draft, body),
  RuleStmt: ({ draft }, body) => createRule(draft, body),
  ViewStmt: ({ draft }, body) => createView(draft, body),
  CreateTableAsStmt: ({ draft }, body) => createFromQuery(draft, body),
  CreateForeignTableStmt: ({ draft }, body) => createForeignTable(draft, body),
  CreateExtensionStmt: ({ draft }, body) => createExtension(draft, body),
  AlterExtensionContentsStmt: ({ draft }, body) => alterExtension(draft, body),
  CommentStmt: ({ draft }, body) => comment(draft, body),
  RenameStmt: ({ draft }, body) => rename(draft, body),
  AlterObjectSchemaStmt: ({ draft }, body) => moveToSchema(draft, body),
  DropStmt: ({ draft }, body) => drop(draft, body),
  VariableSetStmt: ({ draft }, body) => setSearchPath(draft, body),
  SelectStmt: ({ draft }, body) => query(draft, body),
  CreateSchemaStmt: createSchema,
  TransactionStmt: (_, { kind }) => {
    if (kind === 'TRANS_STMT_ROLLBACK')
      throw new NotRead('What is rolled back is read as if it was not');
  },
};

/** What changes neither what a row may be nor where one goes. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(
  `InsertStmt UpdateStmt DeleteStmt MergeStmt TruncateStmt CopyStmt CallStmt GrantStmt GrantRoleStmt
  CreateRoleStmt AlterRoleStmt AlterRoleSetStmt DropRoleStmt AlterOwnerStmt AlterDefaultPrivilegesStmt
  ReassignOwnedStmt CreatePolicyStmt AlterPolicyStmt CreatePublicationStmt AlterPublicationStmt
  CreateSubscriptionStmt AlterSubscriptionStmt DropSubscriptionStmt CreateEventTrigStmt
  AlterEventTrigStmt CreateStatsStmt AlterStatsStmt VacuumStmt ClusterStmt ReindexStmt RefreshMatViewStmt
  ExplainStmt LockStmt NotifyStmt ListenStmt UnlistenStmt CheckPointStmt DiscardStmt PrepareStmt
  ExecuteStmt DeallocateStmt DeclareCursorStmt FetchStmt ClosePortalStmt VariableShowStmt
  ConstraintsSetStmt SecLabelStmt CreateFdwStmt AlterFdwStmt CreateForeignServerStmt
  AlterForeignServerStmt CreateUserMappingStmt AlterUserMappingStmt DropUserMappingStmt
  CreatePLangStmt CreateConversionStmt CreateCastStmt CreateTransformStmt CreateOpClassStmt
  CreateOpFamilyStmt AlterOpFamilyStmt AlterOperatorStmt CreateAmStmt AlterFunctionStmt
  AlterTypeStmt AlterTSDictionaryStmt AlterTSConfigurationStmt AlterDatabaseStmt
  AlterDatabaseSetStmt CreatedbStmt DropdbStmt CreateTableSpaceStmt DropTableSpaceStmt
  AlterSystemStmt LoadStmt AlterCollationStmt AlterExtensionStmt AlterObjectDependsStmt
  ImportForeignSchemaStmt`.split(/\s+/),
);

/**
 * Applies one statement to a draft.
 *
 * @throws {NotRead} for one that is not understood, of which nothing or a part is applied
 */
export function applyStatement(step: Step, statement: Node): void {
  const { kind, run } = handlerFor(HANDLERS, statement);
  if (run !== null) run(step);
  else if (!WITHOUT_EFFECT.has(kind)) throw new NotRead(`${wordsOf(kind)} is not read`);
}

/** `AlterExtensionContentsStmt` to `ALTER EXTENSION CONTENTS`. */
function wordsOf(kind: string): string {
  return kind
    .replace(/Stmt$/, '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toUpperCase();
}

/** What CREATE SCHEMA makes in the schema. */
function createSchema(step: Step, { schemaname, schemaElts }: NodeBody<'CreateSchemaStmt'>): void {
  const { draft } = step;
  const path = draft.searchPath;
  draft.searchPath = [schemaname ?? '', ...path];
  try {
    for (const element of schemaElts ?? []) applyStatement(step, element);
  } finally {
    draft.searchPath = path;
  }
}
