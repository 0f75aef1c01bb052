/** Names of parameters that hold what nobody else should read. */
const SECRET = '(?:password|passwd|passphrase|pwd|secret|token)';
const PARAMETER = new RegExp(`([?&][^=&]*${SECRET}[^=&]*=).*?(?=&[^=&]+=|$)`, 'gis');
const ASSIGNMENT = new RegExp(
  `(?<![?&\\w])(\\w*${SECRET}\\w*\\s*=\\s*)(?:'(?:[^'\\\\]|\\\\.)*'|[^\\s,;]+)`,
  'gis',
);

/** Up to a name and a colon, what follows up to the last `@` is a password. */
const AFTER_SCHEME = /^([a-z][a-z0-9+.-]*:\/\/[^:@/?#]*):.*@/is;
const AFTER_KNOWN_SCHEME = /^((?:postgres(?:ql)?|mysql|mariadb|mongodb):[^:@/?#]+):.*@/is;
const WITHOUT_SCHEME = /^((?:\/\/)?[^:@/?#=\s]*):(?!\/\/).*@/s;

/**
 * A database URL that may be printed: the password, and query parameters that hold one, are `***`.
 * Works on text that is no valid URL too, keys and values as libpq takes them among it; where it cannot
 * tell, it hides rather too much than too little.
 *
 * @param url - a URL as the user gave it
 * @example
 * ```ts
 * maskUrl('postgres://app:hunter2@db.internal/shop'); // 'postgres://app:***@db.internal/shop'
 * ```
 */
export function maskUrl(url: string): string {
  return maskAssignments(maskPassword(url.replace(PARAMETER, '$1***')));
}

/**
 * Text in which `password=hunter2` and the like are masked, as in the key and value strings that libpq
 * takes.
 */
export function maskAssignments(text: string): string {
  return text.replace(ASSIGNMENT, '$1***');
}

/**
 * Whether a URL looks as if its password had an `@` or a `/` that is not escaped, so that what follows was
 * taken for the host.
 *
 * @example
 * ```ts
 * hasUnescapedPassword('postgres://app:p@ss/w@db/shop'); // true
 * ```
 */
export function hasUnescapedPassword(url: string): boolean {
  const [beforeParameters = ''] = url.split(/[?#]/);
  const [, password = ''] = /^[a-z][a-z0-9+.-]*:\/\/[^:@/]*:(.*)@/is.exec(beforeParameters) ?? [];
  return /[@/]/.test(password);
}

function maskPassword(url: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) {
    const known = url.replace(AFTER_KNOWN_SCHEME, '$1:***@');
    return known === url ? url.replace(WITHOUT_SCHEME, '$1:***@') : known;
  }
  if (!URL.canParse(url)) return url.replace(AFTER_SCHEME, '$1:***@');
  const parsed = new URL(url);
  // An `@` behind the host is the end of a password whose `/`, `?` or `#` was not escaped.
  const { pathname, search, hash } = parsed;
  const rest = /^\/?$/.test(pathname) && parsed.port !== '' ? search + hash : '';
  if (`${pathname}${rest}`.includes('@')) return url.replace(AFTER_SCHEME, '$1:***@');
  if (parsed.password === '') return url;
  parsed.password = '***';
  return parsed.href;
}
