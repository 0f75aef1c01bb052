import type { Node } from 'libpg-query';
import type { DraftColumn, DraftPart } from './draft.ts';
import { texts } from './tree.ts';

/** What a key without a name is named after. */
export function namesOf(
  parts: readonly DraftPart[],
  included: readonly DraftColumn[],
  nodes: readonly Node[] = [],
): string {
  const taken: string[] = [];
  const columns = included.map((column): DraftPart => ({ kind: 'column', column }));
  for (const [index, part] of [...parts, ...columns].entries()) {
    const name = part.kind === 'column' ? part.column.name : expressionName(nodes[index]);
    let numbered = name;
    for (let number = 1; taken.includes(numbered); number++) numbered = `${name}${number}`;
    taken.push(numbered);
  }
  return taken.join('_');
}

/** An expression goes by its function. */
function expressionName(node: Node | undefined): string {
  const tree = node !== undefined && 'IndexElem' in node ? node.IndexElem.expr : undefined;
  if (tree === undefined) return 'expr';
  if ('CoalesceExpr' in tree) return 'coalesce';
  return 'FuncCall' in tree ? (texts(tree.FuncCall.funcname).at(-1) ?? 'expr') : 'expr';
}
