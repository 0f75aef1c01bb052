import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import { withoutLayout } from './layout.ts';
import type { FilePlan } from './file-plans.ts';

/** A generated file: where it belongs, and its text. */
export interface RenderedFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Renders a planned file. Equal plans give equal bytes.
 *
 * @param plan - what the file says
 * @param version - of the generator, for the header of `schema.ts`
 */
export function renderFile(plan: FilePlan, version: string): RenderedFile {
  const body = template(plan.template)({ ...plan.data, header: HEADER_PLACE }, RUNTIME_OPTIONS);
  return { path: plan.path, text: body.replace(HEADER_PLACE, () => header(plan, version, body)) };
}

const HEADER_PLACE = '// header';
const RUNTIME_OPTIONS = { allowProtoPropertiesByDefault: false };

function header(plan: FilePlan, version: string, body: string): string {
  const by = plan.template === 'schema' ? `gen-factories ${version}` : 'gen-factories';
  const home =
    plan.template === 'table' ? ' Extend it in ../index.ts; edits here are lost.' : ' Do not edit.';
  return `// Written by ${by} from ${plan.from.replaceAll(/\s+/g, ' ')}.${home} checksum ${checksum(body)}`;
}

/**
 * Eight hexadecimal digits that tell whether somebody edited a file. Layout does not count, so that a
 * formatter may run over generated files.
 *
 * @param text - of the file; its header's line does not count
 */
function checksum(text: string): string {
  return createHash('sha256').update(withoutLayout(text)).digest('hex').slice(0, 8);
}

/** The checksum that a generated file's header states; null for a file that none was written to. */
export function statedChecksum(text: string): string | null {
  return /^\/\/ Written by gen-factories[^\n]* checksum ([0-9a-f]{8})\r?\n/.exec(text)?.[1] ?? null;
}

/** Whether somebody changed a generated file since it was written. */
export function isEdited(text: string): boolean {
  return statedChecksum(text) !== checksum(text);
}

const compiled = new Map<string, HandlebarsTemplateDelegate>();

function template(name: string): HandlebarsTemplateDelegate {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const path = fileURLToPath(new URL(`../../templates/${name}.hbs`, import.meta.url));
  const made = Handlebars.compile(readFileSync(path, 'utf8'), { strict: false, noEscape: true });
  compiled.set(name, made);
  return made;
}

/** Renders the first version of the user's own file. */
export function renderOverlay(data: {
  readonly extension: string;
  readonly example?: string;
}): string {
  return template('overlay')(data, RUNTIME_OPTIONS);
}
