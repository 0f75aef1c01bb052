/**
 * The types, by OID, whose values JavaScript holds without loss: a connection reads them as such.
 * Everything else stays the server's text, above all int8, numeric, dates, times and JSON.
 */
export const LOSSLESS_TYPES: ReadonlySet<number> = new Set([
  16, // bool
  17, // bytea
  21, // int2
  23, // int4
  25, // text
  26, // oid
  700, // float4
  701, // float8
  1000, // bool[]
  1005, // int2[]
  1007, // int4[]
  1009, // text[]
  1028, // oid[]
]);
