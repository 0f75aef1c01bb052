import type { Table } from '../schema/schema.ts';
import type { Link } from './reference-links.ts';
import type { Related } from './relate-references.ts';

/**
 * The references by which every parent has a child: where each team member has to be a user of the team's
 * org, no org is without users.
 *
 * @param related - the references of every table that has a factory
 */
export function familiesWithoutGaps(related: ReadonlyMap<Table, Related>): ReadonlySet<Link> {
  const found = new Set<Link>();
  for (const [table, { links, relations }] of related) {
    for (const link of links) {
      const agreement = relations.get(link)?.agreement;
      if (agreement?.kind !== 'same' || link.nullable || link.target === table) continue;
      const up = agreement.up ?? [{ child: link.target, lead: agreement.column }];
      for (const { child, lead } of up) {
        for (const step of stepsUp(child, lead, related)) found.add(step);
      }
    }
  }
  return found;
}

/** The reference at a column, or where its parent follows from others, those on the way to it. */
function stepsUp(
  table: Table,
  column: string,
  related: ReadonlyMap<Table, Related>,
): readonly Link[] {
  const { links, relations } = related.get(table)!;
  const link = links.find((each) => each.lead === column);
  if (link === undefined || link.target === table) return [];
  const relation = relations.get(link);
  if (relation === undefined) return [link];
  if (relation.agreement?.kind !== 'through' || relation.on === null) return [];
  const found = [...stepsUp(table, relation.on.lead, related)];
  const [, ...path] = relation.agreement.path.split('.');
  let at = relation.on.target;
  // The last step is not written: it is the one that leads to the target.
  for (const name of [...path, null]) {
    const up: readonly Link[] = (related.get(at)?.links ?? []).filter((each) =>
      name === null ? each.target === link.target : each.lead === name,
    );
    const step = up.find((each) => !each.nullable) ?? up[0];
    if (step === undefined) return found;
    found.push(step);
    at = step.target;
  }
  return found;
}
