import type { IntegerType } from '../schema/column-type.ts';

/** Whether a number comes as one that has no negative values; `perhaps` where servers differ. */
export type Sign = 'signed' | 'unsigned' | 'perhaps';

/** Functions and operators that yield a number, with whether it has a sign: both servers were asked. */
const NUMERIC: ReadonlyMap<string, Sign> = new Map([
  ...withSign(
    'signed',
    `char_length octet_length position JSON_LENGTH TO_DAYS MONTH DAY DAYOFWEEK WEEKDAY DAYOFYEAR QUARTER
    SIGN JSON_VALID`,
  ),
  // An unsigned number in MySQL, a signed one in MariaDB.
  ...withSign('perhaps', 'extract UNSIGNED ROUND TRUNCATE MOD + - * / % div'),
  ...withSign('unsigned', 'BIT_AND BIT_OR BIT_XOR BIT_NOT SHIFT_LEFT SHIFT_RIGHT'),
]);

/** The type of what one of MySQL's own functions yields, if it is a whole number in any case. */
export function mysqlCallType(name: string): IntegerType | null {
  const sign = NUMERIC.get(name);
  if (sign === undefined || sign === 'perhaps') return null;
  return { kind: 'integer', bits: 64, unsigned: sign === 'unsigned' };
}

/** The sign of what a function yields; undefined for one that yields no number, or is not known. */
export function numericCallSign(name: string): Sign | undefined {
  return NUMERIC.get(name);
}

/**
 * Functions that are NULL where an argument is: both servers were asked, argument by argument. What is
 * not here is not relied upon.
 */
const STRICT: ReadonlySet<string> = new Set(
  words(
    `acos addtime ascii asin atan bin bit_count bit_length concat conv cos cot crc32 date_format
    day dayname dayofmonth dayofweek dayofyear degrees exp find_in_set from_days from_unixtime
    greatest hex inet6_aton inet6_ntoa inet_aton inet_ntoa instr is_uuid json_contains
    json_contains_path json_depth json_extract json_keys json_length json_overlaps
    json_schema_valid json_type json_unquote json_valid json_value last_day least left ln
    locate log log10 log2 lpad ltrim makedate md5 microsecond mod month monthname oct ord
    period_add period_diff pow power quarter radians regexp_instr regexp_like regexp_replace
    regexp_substr repeat replace reverse right round rpad rtrim sec_to_time sha sha1 sign sin
    soundex space sqrt srid str_to_date strcmp substr substring_index subtime tan time
    time_to_sec timediff timestampdiff to_base64 to_days to_seconds trim truncate unhex
    unix_timestamp uuid_to_bin weekday weekofyear year`,
  ),
);

/** Whether a function is known to be NULL where an argument is. */
export function isStrictMysqlFunction(name: string): boolean {
  return (
    STRICT.has(name) || name === 'member of' || name.startsWith('st_') || name.startsWith('mbr')
  );
}

function withSign(sign: Sign, names: string): readonly (readonly [string, Sign])[] {
  return words(names).map((name) => [name, sign] as const);
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
