/**
 * Postgres functions that are NULL where an argument is NULL, as `pg_proc.proisstrict` has them.
 * Among them are all that checks commonly use; a function that is not here is not relied upon.
 */
const STRICT: ReadonlySet<string> = new Set(
  `abs acos age array_dims array_length array_lower array_ndims array_upper ascii bit_length
  btrim cardinality cbrt ceil ceiling char_length character_length chr date_part date_trunc decode
  degrees div element encode exp extract family field floor get_byte host initcap inet_same_family
  isempty isfinite json_array_length json_extract_path json_extract_path_text json_typeof
  jsonb_array_length jsonb_exists jsonb_extract_path jsonb_extract_path_text jsonb_path_exists
  jsonb_path_match jsonb_typeof justify_days justify_hours left length like_escape ln log lower
  lower_inc lower_inf lpad ltrim make_date make_interval make_timestamp masklen md5 mod netmask
  octet_length position power quote_ident quote_literal radians regexp_count regexp_instr
  regexp_like regexp_match regexp_replace regexp_substr repeat replace reverse right round rpad
  rtrim scale sha256 sha512 sign similar_to_escape split_part sqrt starts_with strpos substr
  substring timezone to_char to_date to_hex to_number to_timestamp translate trim_array trunc upper
  upper_inc upper_inf xpath_exists`.split(/\s+/),
);

/** Whether a function of the database is known to be NULL where an argument is. */
export function isStrictFunction(name: string): boolean {
  return STRICT.has(name);
}
