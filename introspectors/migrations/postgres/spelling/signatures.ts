/** What an operator or a function takes, and what it gives; names as the catalogue has them. */
export interface Signature {
  readonly takes: readonly string[];
  readonly gives: string;
}

const COMPARED =
  `bool bytea char name int2 int4 int8 text bpchar date time timetz timestamp timestamptz
  interval numeric uuid inet macaddr macaddr8 money jsonb float4 float8 oid bit varbit tsvector pg_lsn
  anyenum anyarray anyrange`.split(/\s+/);
const INTEGERS = ['int2', 'int4', 'int8'];
const FLOATS = ['float4', 'float8'];
const DATES = ['date', 'timestamp', 'timestamptz'];

/** Every pair of different types among some. */
function pairs(types: readonly string[]): readonly (readonly string[])[] {
  return types.flatMap((left) => types.flatMap((right) => (left === right ? [] : [[left, right]])));
}

const COMPARISONS: readonly Signature[] = [
  ...COMPARED.map((type) => [type, type]),
  ...pairs(INTEGERS),
  ...pairs(FLOATS),
  ...pairs(DATES),
  ['name', 'text'],
  ['text', 'name'],
].map((takes) => ({ takes, gives: 'bool' }));

/** The wider of two. */
const ARITHMETIC: readonly Signature[] = [INTEGERS, FLOATS].flatMap((types) =>
  types.flatMap((left, at) =>
    types.map((right, other) => ({ takes: [left, right], gives: types[Math.max(at, other)]! })),
  ),
);

/** `text text > bool, …` */
function list(written: string): readonly Signature[] {
  return written.split(',').map((each) => {
    const [takes = '', gives = ''] = each.split('>').map((side) => side.trim());
    return { takes: takes === '' ? [] : takes.split(/\s+/), gives };
  });
}

const MATCHES = list('text text > bool, name text > bool, bpchar text > bool');
const NUMERIC = list('numeric numeric > numeric');
const SAME_INTEGERS = list('int2 int2 > int2, int4 int4 > int4, int8 int8 > int8');

/** The server's operators, by symbol; a unary one takes one type. */
export const OPERATORS: Readonly<Record<string, readonly Signature[]>> = {
  ...Object.fromEntries(['=', '<>', '<', '<=', '>', '>='].map((symbol) => [symbol, COMPARISONS])),
  ...Object.fromEntries(
    ['~', '~*', '!~', '!~*', '~~', '~~*', '!~~', '!~~*'].map((symbol) => [symbol, MATCHES]),
  ),
  '+': [
    ...ARITHMETIC,
    ...NUMERIC,
    ...list(`date int4 > date, int4 date > date, date interval > timestamp, interval date > timestamp,
      date time > timestamp, timestamp interval > timestamp, timestamptz interval > timestamptz,
      interval timestamp > timestamp, interval timestamptz > timestamptz, time interval > time,
      interval interval > interval, money money > money, int4 > int4, int8 > int8, numeric > numeric,
      float8 > float8`),
  ],
  '-': [
    ...ARITHMETIC,
    ...NUMERIC,
    ...list(`date date > int4, date int4 > date, date interval > timestamp,
      timestamp timestamp > interval, timestamptz timestamptz > interval,
      timestamp interval > timestamp, timestamptz interval > timestamptz, time time > interval,
      time interval > time, interval interval > interval, money money > money, jsonb text > jsonb,
      jsonb int4 > jsonb, jsonb text[] > jsonb, int2 > int2, int4 > int4, int8 > int8,
      numeric > numeric, float4 > float4, float8 > float8, interval > interval`),
  ],
  '*': [
    ...ARITHMETIC,
    ...NUMERIC,
    ...list(`interval float8 > interval, float8 interval > interval, money int4 > money,
      money float8 > money, money int8 > money`),
  ],
  '/': [
    ...ARITHMETIC,
    ...NUMERIC,
    ...list(
      `interval float8 > interval, money money > float8, money int4 > money, money float8 > money`,
    ),
  ],
  '%': [...SAME_INTEGERS, ...NUMERIC],
  '^': list('float8 float8 > float8, numeric numeric > numeric'),
  '&': SAME_INTEGERS,
  '|': SAME_INTEGERS,
  '#': SAME_INTEGERS,
  '<<': list('int4 int4 > int4, int8 int4 > int8, inet inet > bool, anyrange anyrange > bool'),
  '>>': list('int4 int4 > int4, int8 int4 > int8, inet inet > bool, anyrange anyrange > bool'),
  '||': list(`text text > text, text anynonarray > text, anynonarray text > text,
    anyarray anyarray > anyarray, anyarray anyelement > anyarray, anyelement anyarray > anyarray,
    jsonb jsonb > jsonb, bytea bytea > bytea`),
  '->': list('jsonb text > jsonb, jsonb int4 > jsonb, json text > json, json int4 > json'),
  '->>': list('jsonb text > text, jsonb int4 > text, json text > text, json int4 > text'),
  '#>': list('jsonb text[] > jsonb, json text[] > json'),
  '#>>': list('jsonb text[] > text, json text[] > text'),
  '?': list('jsonb text > bool'),
  '?|': list('jsonb text[] > bool'),
  '?&': list('jsonb text[] > bool'),
  '@>': list(`jsonb jsonb > bool, anyarray anyarray > bool, anyrange anyrange > bool,
    anyrange anyelement > bool`),
  '<@': list(`jsonb jsonb > bool, anyarray anyarray > bool, anyrange anyrange > bool,
    anyelement anyrange > bool`),
  '&&': list('anyarray anyarray > bool, anyrange anyrange > bool, inet inet > bool'),
  '@@': list('tsvector tsquery > bool, text tsquery > bool'),
  '@?': list('jsonb jsonpath > bool'),
};

/** Functions that a schema is likely to call; the last `...` takes any number. */
export const FUNCTIONS: ReadonlyMap<string, readonly Signature[]> = new Map(
  `lower: text > text, anyrange > anyrangeelement
upper: text > text, anyrange > anyrangeelement
initcap md5: text > text
ascii: text > int4
length: text > int4, bpchar > int4, bytea > int4, tsvector > int4, bit > int4
char_length character_length: text > int4, bpchar > int4
octet_length: text > int4, bpchar > int4, bytea > int4, bit > int4
bit_length: text > int4, bytea > int4
btrim ltrim rtrim: text > text, text text > text, bytea bytea > bytea
left right repeat: text int4 > text
lpad rpad: text int4 text > text, text int4 > text
strpos position: text text > int4
starts_with: text text > bool
substring: text int4 int4 > text, text int4 > text, text text > text, bytea int4 int4 > bytea
substr: text int4 int4 > text, text int4 > text, bytea int4 int4 > bytea
overlay: text text int4 int4 > text, text text int4 > text
replace translate: text text text > text
reverse quote_ident quote_literal normalize: text > text
split_part: text text int4 > text
regexp_replace: text text text > text, text text text text > text
regexp_match: text text > text[], text text text > text[]
regexp_like: text text > bool, text text text > bool
regexp_count: text text > int4
similar_to_escape: text > text, text text > text
like_escape: text text > text
string_to_array: text text > text[]
array_to_string: anyarray text > text, anyarray text text > text
chr: int4 > text
to_hex: int4 > text, int8 > text
concat: anything... > text
concat_ws: text anything... > text
format: text anything... > text
encode: bytea text > text
decode: text text > bytea
sha256 sha512: bytea > bytea
to_tsvector: text > tsvector, regconfig text > tsvector, jsonb > tsvector
setweight: tsvector char > tsvector
abs: int2 > int2, int4 > int4, int8 > int8, numeric > numeric, float8 > float8
ceil ceiling floor sign: numeric > numeric, float8 > float8
round trunc: numeric > numeric, float8 > float8, numeric int4 > numeric
sqrt exp ln: numeric > numeric, float8 > float8
power: numeric numeric > numeric, float8 float8 > float8
mod: int2 int2 > int2, int4 int4 > int4, int8 int8 > int8, numeric numeric > numeric
div: numeric numeric > numeric
random: > float8
scale: numeric > int4
width_bucket: numeric numeric numeric int4 > int4
num_nulls num_nonnulls: anything... > int4
now statement_timestamp transaction_timestamp clock_timestamp: > timestamptz
timeofday: > text
date_trunc: text timestamptz > timestamptz, text timestamp > timestamp, text interval > interval, text timestamptz text > timestamptz
date_part: text timestamptz > float8, text timestamp > float8, text date > float8, text interval > float8, text time > float8
extract: text timestamptz > numeric, text timestamp > numeric, text date > numeric, text interval > numeric, text time > numeric
age: timestamptz timestamptz > interval, timestamp timestamp > interval, timestamptz > interval, timestamp > interval
timezone: text timestamptz > timestamp, text timestamp > timestamptz, text timetz > timetz
isfinite: timestamptz > bool, timestamp > bool, date > bool, interval > bool
to_timestamp: float8 > timestamptz, text text > timestamptz
to_date: text text > date
to_char: timestamptz text > text, timestamp text > text, interval text > text, numeric text > text, int4 text > text, int8 text > text, float8 text > text
to_number: text text > numeric
make_date: int4 int4 int4 > date
justify_days justify_hours: interval > interval
gen_random_uuid uuidv4 uuidv7: > uuid
uuid_extract_timestamp: uuid > timestamptz
jsonb_typeof: jsonb > text
json_typeof: json > text
jsonb_array_length: jsonb > int4
json_array_length: json > int4
jsonb_build_object jsonb_build_array: anything... > jsonb
json_build_object json_build_array: anything... > json
jsonb_exists: jsonb text > bool
jsonb_path_exists jsonb_path_match: jsonb jsonpath > bool
to_jsonb: anyelement > jsonb
to_json: anyelement > json
jsonb_strip_nulls: jsonb > jsonb
array_length array_upper array_lower: anyarray int4 > int4
array_ndims cardinality: anyarray > int4
array_position: anyarray anyelement > int4
array_append array_remove: anyarray anyelement > anyarray
array_cat: anyarray anyarray > anyarray
isempty lower_inc upper_inc lower_inf upper_inf: anyrange > bool
masklen family: inet > int4
host network abbrev: inet > text
nextval currval: regclass > int8
pg_column_size: anything > int4
int4range: int4 int4 > int4range, int4 int4 text > int4range
int8range: int8 int8 > int8range, int8 int8 text > int8range
numrange: numeric numeric > numrange, numeric numeric text > numrange
tsrange: timestamp timestamp > tsrange, timestamp timestamp text > tsrange
tstzrange: timestamptz timestamptz > tstzrange, timestamptz timestamptz text > tstzrange
daterange: date date > daterange, date date text > daterange
isnormalized is_normalized: text > bool, text text > bool
current_setting: text > text, text bool > text
txid_current pg_backend_pid: > int8`
    .split('\n')
    .flatMap((line) => {
      const [names = '', signatures = ''] = line.split(/:(.*)/s);
      return names.split(' ').map((name) => [name, list(signatures)] as const);
    }),
);

/** Functions of extensions, which are in the schema that the extension is in. */
export const OF_EXTENSIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'uuid-ossp':
      'uuid_generate_v1 uuid_generate_v1mc uuid_generate_v3 uuid_generate_v4 uuid_generate_v5',
    pgcrypto: 'gen_salt crypt digest hmac gen_random_bytes armor pgp_sym_encrypt',
    unaccent: 'unaccent',
    pg_trgm: 'similarity word_similarity show_trgm',
    postgis: 'st_makepoint st_setsrid st_isvalid st_srid st_area st_geomfromtext st_geometrytype',
    fuzzystrmatch: 'levenshtein soundex metaphone',
    hstore: 'akeys avals hstore',
  }).flatMap(([extension, functions]) => functions.split(' ').map((name) => [name, extension])),
);
