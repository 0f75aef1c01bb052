import type { JsonShape } from '../checks/facets.ts';
import type { Choice } from './column-view.ts';
import { chosen, withoutEdges, type Constrained } from './constrained.ts';
import { call, literal, object, type Expression } from './expression.ts';

/** What fills a member that a CHECK asks for. */
type MemberOf = (shape: JsonShape) => Expression;

/**
 * Lays what CHECKs ask of a document over what was chosen for it. Members that a type of the program's tells of
 * stay, where a CHECK asks no more of them than to be there.
 *
 * @param memberOf - what fills other members
 */
export function constrainJson(
  choice: Choice,
  shape: JsonShape | undefined,
  memberOf: MemberOf,
): Constrained {
  if (shape === undefined) return chosen(choice);
  const types = shape.types ?? ['object'];
  if (shape.members !== undefined) return chosen(withMembers(choice, shape.members, memberOf));
  const isList = makesList(choice.expression);
  if (types.includes('object') && !isList) return chosen(withoutEdges(choice, ['nulls']));
  if (types.includes('array')) {
    const list = call('listOf', call('slug'), object({ max: literal(5) }));
    return chosen({ ...withoutEdges(choice), expression: isList ? choice.expression : list });
  }
  return chosen({ ...withoutEdges(choice), expression: memberOf(shape) });
}

/** Whether values are lists, as a type of the program's says. */
function makesList(expression: Expression): boolean {
  if (expression.kind !== 'call') return false;
  return (
    expression.name === 'listOf' ||
    (expression.name === 'json' && expression.args[0]?.kind === 'array')
  );
}

function withMembers(
  choice: Choice,
  asked: Readonly<Record<string, JsonShape>>,
  memberOf: MemberOf,
): Choice {
  const typed = new Map(membersOf(choice.expression));
  for (const [name, member] of Object.entries(asked)) {
    const own = typed.get(name);
    typed.set(name, own !== undefined && asksPresence(member) ? present(own) : memberOf(member));
  }
  const expression = call('json', object(Object.fromEntries(typed)));
  return { ...withoutEdges(choice), expression };
}

/** What the program's type says of the fields of a document. */
function membersOf(expression: Expression): readonly (readonly [string, Expression])[] {
  if (expression.kind !== 'call' || expression.name !== 'json') return [];
  const [shape] = expression.args;
  return shape?.kind === 'object' ? shape.members : [];
}

function asksPresence({ members, value, whole }: JsonShape): boolean {
  return members === undefined && whole !== true && Object.keys(value ?? {}).length === 0;
}

/** What fills a field that has to be there, and be something. */
function present(value: Expression): Expression {
  const isWrapped = value.kind === 'call' && /^(?:optional|maybe)$/.test(value.name);
  return isWrapped ? present(value.args[1]!) : value;
}
