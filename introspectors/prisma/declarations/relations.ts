import { sourceError } from '../source/source-file.ts';
import { checkForeignKey } from './check-foreign-key.ts';
import type {
  Datasource,
  ForeignKey,
  ManyToMany,
  Model,
  Relation,
  RelationField,
  ScalarField,
} from './declared.ts';

/** A field that is a relation, and the model it is of. */
interface End {
  readonly model: Model;
  readonly link: RelationField;
}

/**
 * Puts the two ends of each relation together.
 *
 * @param models - all there are, views among them
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID` for an end without another, and for ends that do not
 *   say what refers to what
 */
export function readRelations(
  models: readonly Model[],
  datasource: Datasource,
): readonly Relation[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  const done = new Set<RelationField>();
  return models.flatMap((model) =>
    model.links.flatMap((link) => {
      if (done.has(link)) return [];
      const end = { model, link };
      const other = otherEnd(end, byName.get(link.model)!);
      done.add(link).add(other.link);
      return relationOf(end, other, datasource);
    }),
  );
}

function otherEnd({ model, link }: End, target: Model): End {
  const others = target.links.filter(
    (each) =>
      each !== link && each.model === model.name && (each.relation ?? '') === (link.relation ?? ''),
  );
  const [only, second] = others;
  const alike = model.links.filter(
    (each) => each.model === link.model && (each.relation ?? '') === (link.relation ?? ''),
  );
  const most = model === target ? 2 : 1;
  if (second !== undefined || alike.length > most) {
    const fix = 'Name each relation at both of its ends: `@relation("author")`.';
    throw sourceError(link.place, `Several relations between the same models and no names`, fix);
  }
  if (only === undefined) {
    const name = link.relation === null ? '' : ` with \`@relation("${link.relation}")\``;
    const fix = `Add a field of type ${model.name} to ${target.name}${name}.`;
    throw sourceError(link.place, 'A relation without its other end', fix);
  }
  return { model: target, link: only };
}

function relationOf(end: End, other: End, datasource: Datasource): readonly Relation[] {
  const holders = [end, other].filter(({ link }) => link.fields !== null);
  const areLists = end.link.arity === 'list' && other.link.arity === 'list';
  if (areLists && holders.length === 0 && datasource.provider !== 'mongodb') {
    return [manyToMany(end, other)];
  }
  // On MongoDB both ends keep a list of ids.
  if (areLists ? holders.length === 2 : holders.length === 1 && isOne(holders[0]!)) {
    return holders.map((holder) => foreignKey(holder, holder === end ? other : end));
  }
  const fix = areLists
    ? 'Give both a list of ids: `@relation(fields: [userIds], references: [id])`.'
    : 'Give the one that holds the key `@relation(fields: [userId], references: [id])`.';
  throw sourceError(end.link.place, 'A relation that does not say what it is by', fix);
}

function isOne({ link }: End): boolean {
  return link.arity !== 'list';
}

function foreignKey({ model, link }: End, other: End): ForeignKey {
  const fields = fieldsOf(link.fields ?? [], model, link);
  const references = fieldsOf(link.references ?? [], other.model, link);
  const key: ForeignKey = {
    kind: 'foreign key',
    from: model,
    to: other.model,
    fields,
    references,
    link,
  };
  checkForeignKey(key, other.link);
  return key;
}

function fieldsOf(
  names: readonly string[],
  model: Model,
  { place }: RelationField,
): readonly ScalarField[] {
  return names.map((name) => {
    const field = model.fields.find((each) => each.name === name);
    if (field !== undefined) return field;
    const fix = `There are ${model.fields.map((each) => each.name).join(', ')}.`;
    throw sourceError(place, `There is no field "${name}" in ${model.name} for a relation`, fix);
  });
}

function manyToMany(end: End, other: End): ManyToMany {
  const [a, b] = end.model.name <= other.model.name ? [end, other] : [other, end];
  for (const { model, link } of [a, b]) {
    if (model.isView || model.id?.parts.length === 1) continue;
    const fix = 'Give it an @id of one field, or write the model between the two yourself.';
    const problem = `${model.name} has no @id of one field for a list`;
    throw sourceError(link.place, problem, fix);
  }
  const name = end.link.relation ?? `${a.model.name}To${b.model.name}`;
  return { kind: 'many to many', name, a: a.model, b: b.model, place: a.link.place };
}
