import type { Stream } from '../src/random/stream.ts';
import { roomOf } from './fit-text.ts';
import { generator, type Generator } from './generator.ts';
import { HEX, hex48, inAlphabet, ordinalCipher } from './ordinal-text.ts';
import { shuffledSpace } from './spread.ts';

/**
 * An IPv4 address out of the ranges that RFC 5737 reserves for documentation.
 *
 * @example
 * ```ts
 * ipAddress(); // '203.0.113.77'
 * ```
 */
export function ipAddress(): Generator<string> {
  return generator(['ipAddress'], (site) => {
    const stream = site.stream();
    const room = roomOf(site.type);
    const numbered = (number: number): string =>
      `${DOCUMENTATION[number >> 8]!}${number & 255}`.slice(0, room);
    return {
      draw(row) {
        stream.seek(row.index);
        return numbered(stream.below(768));
      },
      space: room >= 15 ? shuffledSpace(site, 768, numbered) : undefined,
    };
  });
}

/**
 * A network out of the ranges reserved for documentation, its host bits zero as `cidr` demands.
 *
 * @example
 * ```ts
 * cidr(); // '198.51.100.64/27'
 * ```
 */
export function cidr(): Generator<string> {
  return generator(['cidr'], (site) => {
    const stream = site.stream();
    const room = roomOf(site.type);
    return {
      draw(row) {
        stream.seek(row.index);
        const prefix = stream.between(24, 32);
        const block = 2 ** (32 - prefix);
        const host = stream.below(256 / block) * block;
        return `${stream.pick(DOCUMENTATION)}${host}/${prefix}`.slice(0, room);
      },
      space: room >= 18 ? shuffledSpace(site, 768, hostNetwork) : undefined,
    };
  });
}

/**
 * An IPv6 address out of 2001:db8::/32, which RFC 3849 reserves for documentation. No two rows have the
 * same.
 *
 * @example
 * ```ts
 * ipv6(); // '2001:db8:5f0c:91d2:a4be:8d1e:4c07:9ab3'
 * ```
 */
export function ipv6(): Generator<string> {
  return generator(['ipv6'], (site) => {
    const stream = site.stream();
    const cipher = ordinalCipher(site);
    const room = roomOf(site.type);
    return {
      draw(row) {
        stream.seek(row.index);
        const hidden = hex48(cipher.apply(row.ordinal));
        const groups = `${hidden.slice(0, 4)}:${hidden.slice(4, 8)}:${hidden.slice(8)}`;
        // Databases print groups without leading zeros, and would shorten a run of zero groups: the
        // random ones, which begin with a digit above 0, are never zero.
        return `2001:db8:${trimGroups(groups)}:${group(stream)}:${group(stream)}:${group(stream)}`.slice(
          0,
          room,
        );
      },
      distinct: room >= 39,
    };
  });
}

/**
 * A locally administered MAC address: the bit that says so keeps it apart from every device sold.
 *
 * @example
 * ```ts
 * macAddress(); // '02:00:5e:4b:91:d2'
 * ```
 */
export function macAddress(): Generator<string> {
  return generator(['macAddress'], (site) => {
    const stream = site.stream();
    const room = roomOf(site.type);
    const wide = site.type.kind === 'network' && site.type.name === 'macaddr8';
    const numbered = (number: number): string => {
      const hex = inAlphabet(number, HEX, 6);
      const tail = `${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4)}`;
      return `${wide ? '02:00:5e:ff:fe' : '02:00:5e'}:${tail}`.slice(0, room);
    };
    return {
      draw(row) {
        stream.seek(row.index);
        return numbered(stream.below(MAC_TAILS));
      },
      space: room >= 17 ? shuffledSpace(site, MAC_TAILS, numbered) : undefined,
    };
  });
}

const DOCUMENTATION = ['192.0.2.', '198.51.100.', '203.0.113.'] as const;
const MAC_TAILS = 2 ** 24;

function hostNetwork(number: number): string {
  return `${DOCUMENTATION[number >> 8]!}${number & 255}/32`;
}

function group(stream: Stream): string {
  return (4096 + stream.below(61440)).toString(16);
}

function trimGroups(groups: string): string {
  return groups.replace(/\b0{1,3}(?=[0-9a-f])/g, '');
}
