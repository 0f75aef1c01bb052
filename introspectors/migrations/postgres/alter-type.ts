import type { AlterDomainStmt, AlterEnumStmt, AlterTableCmd } from 'libpg-query';
import { constrainDomain, domainDefault, readField } from './create-type.ts';
import type { Draft } from './draft.ts';
import type { DomainDefinition } from './draft-types.ts';
import { AlreadyThere, NotRead } from '../not-read.ts';
import { typeOf } from './rename.ts';
import { rewriteLabel } from './sql-texts.ts';
import type { Step } from './step.ts';
import { nameOf, texts, type WrittenName } from './tree.ts';
import { typeUse } from './type-use.ts';

/** ADD VALUE and RENAME VALUE. */
export function alterEnum(draft: Draft, statement: AlterEnumStmt): void {
  const type = typeOf(draft, nameOf(texts(statement.typeName)));
  if (type.definition.kind !== 'enum') return;
  const { labels } = type.definition;
  const { oldVal: old, newVal: label = '', newValNeighbor: neighbor } = statement;
  if (old !== undefined) {
    type.definition.labels = labels.map((each) => (each === old ? label : each));
    return rewriteLabel(draft, type, old, label);
  }
  if (labels.includes(label)) {
    if (statement.skipIfNewValExists) return;
    throw new AlreadyThere(`"${type.name}" has a label '${label}' already`);
  }
  const beside = neighbor === undefined ? labels.length : labels.indexOf(neighbor);
  if (beside === -1) throw new NotRead(`"${type.name}" has no label '${neighbor}'`);
  labels.splice(statement.newValIsAfter && neighbor !== undefined ? beside + 1 : beside, 0, label);
}

export function alterDomain(step: Step, statement: AlterDomainStmt): void {
  const written = nameOf(texts(statement.typeName));
  const { definition, schema, name } = typeOf(step.draft, written);
  if (definition.kind !== 'domain') return;
  switch (statement.subtype) {
    case 'T':
      definition.default = domainDefault(step, statement.def);
      return;
    case 'N':
    case 'O':
      definition.notNull = statement.subtype === 'O';
      return;
    case 'C':
      if (statement.def !== undefined && 'Constraint' in statement.def) {
        constrainDomain(step, definition, { schema, name }, statement.def.Constraint);
      }
      return;
    case 'X':
      return dropDomainConstraint(definition, name, statement);
    default:
  }
}

function dropDomainConstraint(
  definition: DomainDefinition,
  domain: string,
  { name = '', missing_ok: missing }: AlterDomainStmt,
): void {
  if (definition.checks.some((check) => check.name === name)) {
    definition.checks = definition.checks.filter((check) => check.name !== name);
  } else if (name === `${domain}_not_null`) definition.notNull = false;
  else if (!missing) throw new NotRead(`"${domain}" has no constraint "${name}"`);
}

/** ALTER TYPE of a composite type, in the words of ALTER TABLE. */
export function alterComposite(
  { draft }: Step,
  written: WrittenName,
  commands: readonly AlterTableCmd[],
): void {
  const { definition } = typeOf(draft, written);
  if (definition.kind !== 'composite') return;
  for (const { subtype, name, def } of commands) {
    const field = readField(draft, def);
    if (subtype === 'AT_AddColumn' && field !== null) definition.fields.push(field);
    if (subtype === 'AT_DropColumn') {
      definition.fields = definition.fields.filter((each) => each.name !== name);
    }
    if (subtype === 'AT_AlterColumnType' && def !== undefined && 'ColumnDef' in def) {
      const type = typeUse(draft, def.ColumnDef.typeName, def.ColumnDef.collClause);
      definition.fields = definition.fields.map((each) =>
        each.name === name ? { ...each, type } : each,
      );
    }
  }
}
