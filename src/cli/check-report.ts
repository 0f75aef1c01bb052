import { createTwoFilesPatch } from 'diff';
import { DRIFT_WORDS, type FileDrift } from '../codegen/find-drift.ts';
import type { SchemaChange } from '../schema/semantic-diff.ts';
import type { Output } from './output.ts';

/** What a check found. */
export interface CheckReport {
  readonly ok: boolean;
  /** What changed in the schema since the definitions were generated. */
  readonly changes: readonly SchemaChange[];
  /** New columns that look personal, and that no definition anonymises: `users.ssn`. */
  readonly personal: readonly string[];
  /** What the user's own definitions say that does not hold any more. */
  readonly definitions: readonly Misfit[];
  readonly files: readonly { readonly path: string; readonly kind: FileDrift['kind'] }[];
}

/** A definition that does not fit the schema as it is, or does not load. */
export interface Misfit {
  /** `users.nickname, factories/index.ts:3` */
  readonly where: string;
  readonly what: string;
}

/**
 * Prints what a check found, for a person.
 *
 * @param drifts - the files that differ; undefined leaves their differences out
 */
export function printReport(
  report: CheckReport,
  drifts: readonly FileDrift[] | undefined,
  output: Output,
): void {
  if (report.ok) {
    output.print(`${output.style('green', 'in step')}: the definitions match the schema`);
    return;
  }
  const breaking = report.changes.filter((change) => change.breaking);
  const cosmetic = report.changes.filter((change) => !change.breaking);
  printChanges('The schema changed in ways that break the definitions:', breaking, output);
  printChanges('The schema changed:', cosmetic, output);
  printSection(
    'New columns that look personal, and that no definition anonymises:',
    report.personal.map((column) => output.style('yellow', column)),
    output,
  );
  printSection(
    'Definitions of your own that do not fit:',
    report.definitions.map(({ where, what }) => `${output.style('red', where)}: ${what}`),
    output,
  );
  for (const { path, kind } of report.files)
    output.print(`${output.style('bold', path)} ${DRIFT_WORDS[kind]}`);
  for (const drift of drifts ?? []) output.print(`\n${patch(drift)}`);
  if (report.files.length > 0) output.print();
  output.print(`${output.style('red', 'drift')}: ${remedy(report)}`);
}

function remedy({ files, definitions }: CheckReport): string {
  if (definitions.length === 0) return 'bring the definitions up to date with `npx gen-factories`';
  const correct = 'correct what your own definitions say';
  return files.length === 0 ? correct : `run \`npx gen-factories\`, and ${correct}`;
}

function printChanges(title: string, changes: readonly SchemaChange[], output: Output): void {
  printSection(
    title,
    changes.map((change) => `${change.at}: ${describeChange(change)}`),
    output,
  );
}

function describeChange({ what, place, reason }: SchemaChange): string {
  const where = place === undefined ? '' : `, ${place.file}:${place.line}`;
  return `${what}${where}${reason === undefined ? '' : ` (${reason})`}`;
}

function printSection(title: string, lines: readonly string[], output: Output): void {
  if (lines.length === 0) return;
  output.print(title);
  for (const line of lines) output.print(`  ${line}`);
  output.print();
}

/** The difference of a file as `git diff` shows it. */
export function patch(drift: FileDrift): string {
  const before = drift.before === '' ? '/dev/null' : `a/generated/${drift.path}`;
  const after = drift.after === '' ? '/dev/null' : `b/generated/${drift.path}`;
  return createTwoFilesPatch(before, after, drift.before, drift.after, undefined, undefined, {
    context: 2,
  })
    .replace(/^={10,}\n/, '')
    .trimEnd();
}
