import type { GenerationSummary } from '../codegen/plan-files.ts';
import { definitionKey } from '../codegen/names.ts';
import { formatTableName } from '../schema/facts.ts';
import type { SchemaModel, SkippedRelation } from '../schema/schema.ts';
import type { SchemaChange } from '../schema/semantic-diff.ts';

/**
 * Changes with the reason that a table or a reference is gone for, where it is still there and could not be
 * read: who reads `table dropped` has not dropped it.
 *
 * @param changes - as they were found
 * @param model - as it was read
 * @param summary - what was made of it
 */
export function withReasons(
  changes: readonly SchemaChange[],
  model: SchemaModel,
  { skipped }: Pick<GenerationSummary, 'skipped'>,
): SchemaChange[] {
  const relations = new Map(
    model.tables.map((each) => [definitionKey(each), formatTableName(each)]),
  );
  const reasonFor = ({ at, what }: SchemaChange): string | undefined => {
    if (what !== 'table dropped') {
      return model.skipped.find((each) => definitionKey(each) === at && isOfReference(each, what))
        ?.reason;
    }
    // The reason for the table as a whole comes after those for parts of it.
    const whole = skipped.findLast(({ relation }) => relation === relations.get(at));
    return (whole ?? model.skipped.find((each) => mayBe(each, at)))?.reason;
  };
  return changes.map((change) => {
    const reason = reasonFor(change);
    return reason === undefined ? change : { ...change, reason };
  });
}

function isOfReference({ columns }: SkippedRelation, what: string): boolean {
  return columns !== undefined && what.startsWith(`reference dropped: (${columns.join(', ')}) `);
}

/** Of a table that is not read, only the name that the file calls it by is known: `orderItems`. */
function mayBe(skipped: SkippedRelation, at: string): boolean {
  const plain = (name: string): string => name.replaceAll('_', '').toLowerCase();
  return skipped.kind === 'unread' && plain(definitionKey(skipped)) === plain(at);
}
