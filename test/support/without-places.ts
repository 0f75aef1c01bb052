/** Data without the lines of files that it is from, which no server knows. */
export function withoutPlaces<Data>(data: Data): Data {
  return JSON.parse(
    JSON.stringify(data, (key, value: unknown) => (key === 'at' ? undefined : value)),
  ) as Data;
}
