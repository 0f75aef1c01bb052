import type { Site } from '../generator.ts';
import { always, type EdgeTable, type EdgeValue } from './edge-table.ts';

export const ENUM_EDGES: EdgeTable = {
  first: (site) => label(site, 0),
  last: (site) => label(site, -1),
};

export const BYTES_EDGES: EdgeTable = {
  empty: always(new Uint8Array()),
  longest: (site) => {
    const length = site.type.kind === 'bytes' ? (site.type.length ?? 4096) : 4096;
    const value = Uint8Array.from({ length: Math.min(length, 65_535) }, (_, place) => place);
    return () => value;
  },
  // The byte that ends text, those that are not UTF-8, and a line's end.
  control: (site) => {
    const length = site.type.kind === 'bytes' ? (site.type.length ?? 6) : 6;
    const value = new Uint8Array([0, 255, 254, 10, 13, 92].slice(0, length));
    return () => value;
  },
};

export const BITS_EDGES: EdgeTable = {
  zeros: (site) => repeated(site, '0'),
  ones: (site) => repeated(site, '1'),
};

export const SET_EDGES: EdgeTable = {
  none: () => () => [],
  all: (site) => {
    const labels = site.type.kind === 'set' ? site.type.labels : [];
    return () => labels;
  },
};

export const NETWORK_EDGES: EdgeTable = {
  ipv6: (site) => byName(site, { inet: '2001:db8::1', cidr: '2001:db8::/32' }),
  network: (site) => byName(site, { inet: '198.51.100.0/24', cidr: '198.51.100.0/24' }),
};

export const GEOMETRIC_EDGES: EdgeTable = {
  origin: (site) => {
    const value = ORIGINS[site.type.kind === 'geometric' ? site.type.name : 'point'];
    return () => value;
  },
};

export const SEARCH_EDGES: EdgeTable = { empty: always('') };

export const XML_EDGES: EdgeTable = {
  empty: always('<empty/>'),
  escaped: always('<note>a &lt; b &amp; c</note>'),
  cdata: always('<note><![CDATA[a < b & c]]></note>'),
};

export const COMPOSITE_EDGES: EdgeTable = {
  nulls: (site) => {
    const names = site.type.kind === 'composite' ? site.type.fields.map((field) => field.name) : [];
    const value = Object.fromEntries(names.map((name) => [name, null]));
    return () => value;
  },
};

const ORIGINS = {
  point: '(0,0)',
  line: '{1,0,0}',
  lseg: '[(0,0),(0,0)]',
  box: '(0,0),(0,0)',
  path: '((0,0))',
  polygon: '((0,0))',
  circle: '<(0,0),0>',
};

function label(site: Site, place: number): EdgeValue {
  const value = site.type.kind === 'enum' ? site.type.labels.at(place) : undefined;
  return (_, ordinary) => value ?? ordinary();
}

function repeated(site: Site, bit: '0' | '1'): EdgeValue {
  const value = bit.repeat(site.type.kind === 'bits' ? (site.type.length ?? 1) : 1);
  return () => value;
}

/** MAC addresses have no such forms: they stay ordinary. */
function byName(site: Site, values: Readonly<Record<string, string>>): EdgeValue {
  const value = site.type.kind === 'network' ? values[site.type.name] : undefined;
  return (_, ordinary) => value ?? ordinary();
}
