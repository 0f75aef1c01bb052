import type { Draft } from './draft.ts';
import type { StatementText } from './statement-text.ts';

/** One statement, about to be applied. */
export interface Step {
  readonly draft: Draft;
  readonly text: StatementText;
}
