import { relative, resolve } from 'node:path';
import { DRIFT_WORDS } from '../codegen/find-drift.ts';
import type { CheckReport } from './check-report.ts';
import type { Execution } from './execute.ts';
import type { Output } from './output.ts';

/**
 * Shows a report beside the files of a pull request: GitHub Actions reads these lines from the log.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function annotate(report: CheckReport, output: Output): void {
  for (const { at, what, breaking, place, reason } of report.changes) {
    const line = place && `file=${escapeProperty(fromWorkspace(place.file))},line=${place.line},`;
    output.note(
      `::${breaking ? 'error' : 'warning'} ${line ?? ''}title=gen-factories::${escapeData(`${at}: ${what}${reason === undefined ? '' : ` (${reason})`}`)}`,
    );
  }
  for (const column of report.personal) {
    output.note(
      `::warning title=gen-factories::${escapeData(`${column} looks personal and is not anonymised`)}`,
    );
  }
  for (const { where, what } of report.definitions) {
    const [, path, line] = /(?:^|, )([^,]+):(\d+)$/.exec(where) ?? [];
    const at =
      path === undefined ? '' : `file=${escapeProperty(fromWorkspace(path))},line=${line},`;
    output.note(`::error ${at}title=gen-factories::${escapeData(`${where}: ${what}`)}`);
  }
  for (const { path, kind } of report.files) {
    const file = escapeProperty(fromWorkspace(path));
    output.note(
      `::error file=${file},title=gen-factories::${escapeData(`${path} ${DRIFT_WORDS[kind]}`)}`,
    );
  }
}

/** The same for definitions whose rows the database refuses. */
export function annotateExecution({ failures, leftOut }: Execution, output: Output): void {
  for (const { subject, what, where } of [...failures, ...leftOut]) {
    const [, path, line] = /^(.+):(\d+)$/.exec(where ?? '') ?? [];
    const at =
      path === undefined ? '' : `file=${escapeProperty(fromWorkspace(path))},line=${line},`;
    output.note(`::error ${at}title=gen-factories::${escapeData(`${subject}: ${what}`)}`);
  }
}

/** Paths in annotations are the repository's, wherever in it the command runs. */
function fromWorkspace(path: string): string {
  const workspace = process.env['GITHUB_WORKSPACE'];
  return workspace === undefined ? path : relative(workspace, resolve(path)).replaceAll('\\', '/');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
