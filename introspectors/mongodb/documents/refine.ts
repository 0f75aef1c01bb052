import { meet, type Field, type Shape } from '../shape.ts';

/**
 * A shape that a validator gives, with what documents tell beyond it: fields that it does not name and
 * does not forbid, what is in containers of which it says no more than that, and the type of what it says
 * nothing of. What it does say stays as it says it.
 *
 * @param stated - by a validator
 * @param observed - in documents
 */
export function refine(stated: Shape, observed: Shape): Shape {
  if (isUnsaid(stated)) {
    return { ...meet(stated, observed), types: observed.types, inferred: observed.inferred };
  }
  const hasMembers = stated.fields !== null || stated.values !== null;
  const isBare = !hasMembers && !stated.closed && mayBe(stated, 'object');
  const items = refineItems(stated, observed);
  const bare = isBare && { fields: observed.fields, values: observed.values, key: observed.key };
  const adopts =
    (isBare && (observed.fields ?? observed.values) !== null) ||
    (stated.items === null && items !== null);
  return {
    ...stated,
    ...bare,
    ...(stated.fields !== null && { fields: refineFields(stated.fields, stated, observed) }),
    items,
    ...(adopts && { inferred: observed.inferred }),
  };
}

/** Nothing states its type: what rules point to is weaker than what documents have. */
function isUnsaid({ types, fields, values, items }: Shape): boolean {
  return [types, fields, values, items].every((said) => said === null);
}

function mayBe({ types, hints }: Shape, type: 'object' | 'array'): boolean {
  return (types ?? hints)?.has(type) === true;
}

function refineItems(stated: Shape, observed: Shape): Shape | null {
  if (observed.items === null || !mayBe(stated, 'array')) return stated.items;
  return stated.items === null ? observed.items : refine(stated.items, observed.items);
}

function refineFields(
  fields: ReadonlyMap<string, Field>,
  { closed }: Shape,
  observed: Shape,
): ReadonlyMap<string, Field> {
  const refined = new Map(fields);
  for (const [name, field] of observed.fields ?? []) {
    const own = fields.get(name);
    if (own !== undefined) refined.set(name, { ...own, shape: refine(own.shape, field.shape) });
    else if (!closed) refined.set(name, field);
  }
  return refined;
}
