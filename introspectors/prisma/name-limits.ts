import type { ProviderName } from './declarations/declared.ts';

/** The most bytes that a name may have. */
export const NAME_LIMITS: Readonly<Record<ProviderName, number>> = {
  postgresql: 63,
  mysql: 64,
  mongodb: 127,
};

/** At most so many bytes of UTF-8, no character of them in part. */
export function cutToBytes(text: string, most: number): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > most) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** A name as the database keeps it: PostgreSQL cuts those that are too long, others refuse them. */
export function storedName(name: string, provider: ProviderName): string {
  return provider === 'postgresql' ? cutToBytes(name, NAME_LIMITS.postgresql) : name;
}
