import type { CheckReport } from './commands/check.ts';
import type { Output } from './output.ts';

/**
 * Shows a report beside the files of a pull request: GitHub Actions reads these lines from the log.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function annotate(report: CheckReport, output: Output): void {
  for (const { at, what, breaking } of report.changes) {
    output.note(`::${breaking ? 'error' : 'warning'} title=gen-factories::${escapeData(`${at}: ${what}`)}`);
  }
  for (const column of report.personal) {
    output.note(`::warning title=gen-factories::${escapeData(`${column} looks personal and is not anonymised`)}`);
  }
  for (const { path, kind } of report.files) {
    output.note(`::error file=${escapeProperty(path)},title=gen-factories::${escapeData(`${path}: ${kind}`)}`);
  }
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
