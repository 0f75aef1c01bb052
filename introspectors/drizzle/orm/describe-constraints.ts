import type {
  ForeignKeyDescription,
  IndexPart,
  TableDescription,
  UnreadPart,
} from '../description.ts';
import { itemsOf } from '../evaluate/literal.ts';
import { known, textOf, type Value } from '../evaluate/value.ts';
import type { Constraint } from './constraints.ts';
import { tableColumn, targetOf } from './target.ts';
import { writeSql, type Writing } from './sql-text.ts';
import { TableColumn } from './table.ts';
import { tryRead } from './try-read.ts';

type Described = Pick<
  TableDescription,
  'primaryKeys' | 'uniques' | 'indexes' | 'checks' | 'foreignKeys'
>;

/**
 * The keys and checks of a table.
 *
 * @param constraints - as its third argument lists them
 * @param unread - gets what could not be read of them
 */
export function describeConstraints(
  constraints: readonly Constraint[],
  writing: Writing,
  unread: UnreadPart[],
): Described {
  const each = <Result>(
    kind: Constraint['kind'],
    read: (constraint: Constraint) => Result,
  ): readonly Result[] =>
    constraints
      .filter((constraint) => constraint.kind === kind)
      .flatMap((constraint) => {
        const columns =
          kind === 'foreign key' ? tryRead(() => columnsIn(constraint), ignore) : null;
        const about = columns === null ? {} : { columns };
        return (
          tryRead(
            () => read(constraint),
            (part) => unread.push({ reason: String(part), ...about }),
          ) ?? []
        );
      });
  return {
    primaryKeys: each('primary key', (key) => ({
      name: nameIn(key),
      columns: columnsIn(key),
      at: key.place,
    })),
    uniques: each('unique', (key) => ({
      name: nameIn(key),
      columns: columnsIn(key),
      nullsEqual: key.parts.get('nullsEqual') === true,
      at: key.place,
    })),
    indexes: each('unique index', (index) => ({
      name: nameIn(index),
      parts: partsIn(index, writing),
      where: index.parts.has('where')
        ? writeSql(index.parts.get('where'), writing, index.place)
        : null,
      at: index.place,
    })),
    checks: each('check', (check) => ({
      name: nameIn(check) ?? '',
      sql: writeSql(check.parts.get('sql'), writing, check.place),
      at: check.place,
    })),
    foreignKeys: each('foreign key', foreignKeyOf),
  };
}

function ignore(): void {
  // Said where the rest is read.
}

function nameIn({ parts, place }: Constraint): string | null {
  const name = known(parts.get('name'));
  return name === undefined || name === '' ? null : textOf(name, place);
}

function listIn({ parts, place }: Constraint, name: string): readonly Value[] {
  const value = known(parts.get(name));
  return value instanceof TableColumn ? [value] : itemsOf(value, place);
}

function columnsIn(constraint: Constraint): Described['uniques'][number]['columns'] {
  return listIn(constraint, 'columns').map((each) => tableColumn(each, constraint.place).column);
}

function partsIn(index: Constraint, writing: Writing): readonly IndexPart[] {
  return listIn(index, 'columns').map((value): IndexPart => {
    const it = known(value);
    if (it instanceof TableColumn) return { column: it.column };
    return { sql: writeSql(it, writing, index.place) };
  });
}

function foreignKeyOf(key: Constraint): ForeignKeyDescription {
  const action = (name: string): string | null => {
    const value = known(key.parts.get(name));
    return value === undefined ? null : textOf(value, key.place);
  };
  return {
    name: nameIn(key),
    columns: columnsIn(key),
    target: targetOf(listIn(key, 'foreignColumns'), key.place),
    onDelete: action('onDelete'),
    onUpdate: action('onUpdate'),
    at: key.place,
  };
}
