/** A period of MariaDB's, from one column up to another. */
export interface Period {
  readonly columns: readonly string[];
}

/**
 * What keys of a table say of periods, which no catalogue of MariaDB 10.11 does: from its DDL.
 *
 * @param statement - of SHOW CREATE TABLE
 * @returns by index
 */
export function readPeriods(statement: string): ReadonlyMap<string, Period> {
  const periods = new Map(
    [
      ...statement.matchAll(
        /^\s*PERIOD FOR (`(?:[^`]|``)+`) \((`(?:[^`]|``)+`), (`(?:[^`]|``)+`)\)/gm,
      ),
    ].map(([, name = '', from = '', to = '']) => [name, { columns: [unquote(from), unquote(to)] }]),
  );
  const keys = statement.matchAll(
    /^\s*(?:(PRIMARY) KEY|UNIQUE KEY `((?:[^`]|``)+)`) \(.*?,?(`(?:[^`]|``)+`) WITHOUT OVERLAPS\)/gm,
  );
  return new Map(
    [...keys].flatMap(([, primary, name = '', period = '']): [string, Period][] => {
      const found = periods.get(period);
      return found === undefined ? [] : [[primary ?? name.replaceAll('``', '`'), found]];
    }),
  );
}

function unquote(name: string): string {
  return name.slice(1, -1).replaceAll('``', '`');
}
