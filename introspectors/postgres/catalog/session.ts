/** One snapshot for all queries, and no way to write by accident. */
export const BEGIN_SNAPSHOT = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/**
 * The settings that change how the catalogue spells expressions, defaults and bounds, set for the
 * transaction alone. Types outside of pg_catalog are spelled with their schema.
 */
const SETTINGS = {
  search_path: 'pg_catalog, pg_temp',
  TimeZone: 'UTC',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  extra_float_digits: '1',
  bytea_output: 'hex',
  lc_monetary: 'C',
  lc_numeric: 'C',
  quote_all_identifiers: 'off',
  standard_conforming_strings: 'on',
  // Not about spelling: compiling a catalogue query takes longer than running it.
  jit: 'off',
};

export const PIN_SETTINGS = `SELECT ${Object.entries(SETTINGS)
  .map(([name, value]) => `pg_catalog.set_config('${name}', '${value}', true)`)
  .join(', ')}`;
