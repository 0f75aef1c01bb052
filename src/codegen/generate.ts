import { loadParser } from '../checks/load-parser.ts';
import { solveTable } from '../checks/solve.ts';
import type { SchemaModel } from '../schema/schema.ts';
import type { CodegenOptions } from './codegen-options.ts';
import type { GenerationSummary } from './generation-summary.ts';
import { planFiles } from './plan-files.ts';
import { renderFile, type RenderedFile } from './render-file.ts';

export interface Generation {
  /** All files of the folder, by their path in it. */
  readonly files: readonly RenderedFile[];
  readonly summary: GenerationSummary;
}

/**
 * Makes the text of every generated file of a schema. Equal models and options give equal bytes;
 * nothing is read or written.
 *
 * @param model - the schema
 * @param options - from the config
 */
export async function generate(model: SchemaModel, options: CodegenOptions): Promise<Generation> {
  const parse = await loadParser(model.dialect);
  const plan = planFiles(model, (table) => solveTable(table, parse), options);
  return {
    files: plan.files.map((file) => renderFile(file, options.version)),
    summary: plan.summary,
  };
}
