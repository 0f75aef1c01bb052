const SECRET_PARAMETERS = /([?&][^=&#]*(?:password|secret|token)[^=&#]*=)[^&#]*/gi;
const PASSWORD = /^([a-z][a-z0-9+.-]*:(?:\/\/)?[^:@/?#]*):.*@/is;

/**
 * A database URL that may be printed: the password, and query parameters that hold one, are `***`.
 * Works on text that is no valid URL too, where it hides rather too much than too little.
 *
 * @param url - a URL as the user gave it
 * @example
 * ```ts
 * maskUrl('postgres://app:hunter2@db.internal/shop'); // 'postgres://app:***@db.internal/shop'
 * ```
 */
export function maskUrl(url: string): string {
  return maskPassword(url).replace(SECRET_PARAMETERS, '$1***');
}

function maskPassword(url: string): string {
  if (!URL.canParse(url)) return url.replace(PASSWORD, '$1:***@');
  const parsed = new URL(url);
  // An `@` in the path is the end of a password whose `/` was not escaped.
  if (parsed.pathname.includes('@')) return url.replace(PASSWORD, '$1:***@');
  if (parsed.password === '') return url;
  parsed.password = '***';
  return parsed.href;
}
