// Written by gen-factories 0.0.0 from mongodb. Do not edit. checksum 6ffd8a7b
import { createFactory } from 'gen-factories';

export interface AuditEvents {
  _id: string;
  type: string;
  ip?: string;
  agent?: string;
  actor: string;
  at: Date;
  flags: number;
  checksum: Uint8Array;
  amount?: number | string;
  items?: {
    sku: string;
    qty: number;
  }[];
  target?: {
    collection: string;
    id: string;
  };
}

export interface Counters {
  _id: string;
  value: number | bigint;
  pattern: string;
  owner: {
    $ref: 'people';
    $id: string;
  };
}

export interface Empty {
  _id: string;
}

export interface FeatureFlags {
  _id: string;
  flags: Record<string, boolean>;
}

export interface PartlyDescribed {
  _id: string;
  code: string;
  nested: {
    known: string;
    more: boolean;
  };
  list?: string[];
  bag?: {
    color: string;
  };
  unused?: string;
  extra: number;
}

export interface People {
  _id: string;
  email: string;
  firstName: string;
  nickname?: string;
  age: number | null;
  score: number;
  externalId: string;
  address: {
    street: string;
    city: string;
    zip?: string;
  };
  tags: string[];
  preferences: {
    notifications: {
      email: boolean;
      push: boolean;
    };
    theme: string;
  };
  createdAt: Date;
  secret: string;
}

export interface Posts {
  _id: string;
  authorId: string;
  title: string;
  likes: string[];
  likedBy: string[];
  unrelated: string;
  editor: string;
  comments: {
    personId: string;
    text: string;
    at: Date;
    edited?: boolean;
  }[];
  translations: {
    [key: string]: {
      title: string;
      body: string;
    };
  };
  viewsByDay: Record<string, number>;
  reactions: Record<string, string>;
  body:
    | string
    | {
        kind: string;
        text?: string;
        url?: string;
        width?: number;
      }[];
  location: string;
  meta: null;
  stats: {
    reads: number | bigint;
    ratio: number;
  };
  price: number | string;
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  audit_events: { row: AuditEvents; references: { 'target.id': 'posts' } };
  counters: { row: Counters; references: { 'owner.$id': 'people' } };
  empty: { row: Empty; references: {} };
  feature_flags: { row: FeatureFlags; references: {} };
  partly_described: { row: PartlyDescribed; references: {} };
  people: { row: People; references: {} };
  posts: {
    row: Posts;
    references: {
      authorId: 'people';
      likes: 'people';
      likedBy: 'people';
      editor: 'people';
      'comments.personId': 'people';
    };
  };
}

export const factory = createFactory<Schema>({
  dialect: 'mongodb',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    audit_events: {
      table: 'audit_events',
      columns: {
        _id: 'objectId not null',
        type: 'string not null inferred(present 100%)',
        ip: 'string not null optional inferred(present 35%)',
        agent: 'string not null optional inferred(present 35%)',
        actor: 'union(string, objectId) not null inferred(present 100%, types 25% 75%)',
        at: 'date not null inferred(present 100%)',
        flags: 'int not null inferred(present 100%)',
        checksum: 'binData not null inferred(present 100%)',
        amount: 'decimal not null optional inferred(present 35%)',
        items: 'object[] not null optional inferred(present 35%, length 1 to 1)',
        'items.sku': 'string not null inferred(present 100%)',
        'items.qty': 'int not null inferred(present 100%)',
        target: 'object not null optional inferred(present 35%)',
        'target.collection': 'string not null inferred(present 100%)',
        'target.id': 'objectId not null inferred(present 100%)',
      },
      primaryKey: ['_id'],
      references: [{ columns: ['target.id'], to: 'posts', key: ['_id'], inferred: true }],
      inferred: 20,
    },
    counters: {
      table: 'counters',
      columns: {
        _id: 'string not null inferred(present 100%)',
        value: 'long not null inferred(present 100%)',
        pattern: 'regex not null inferred(present 100%)',
        owner: 'object not null inferred(present 100%)',
        'owner.$ref': "enum('people') not null inferred(present 100%)",
        'owner.$id': 'objectId not null inferred(present 100%)',
      },
      primaryKey: ['_id'],
      references: [{ columns: ['owner.$id'], to: 'people', key: ['_id'], inferred: true }],
      inferred: 5,
    },
    empty: { table: 'empty', columns: { _id: 'objectId not null' }, primaryKey: ['_id'] },
    feature_flags: {
      table: 'feature_flags',
      columns: {
        _id: 'objectId not null',
        flags: 'map(bool) not null inferred(present 100%, length 5 to 5)',
      },
      primaryKey: ['_id'],
      inferred: 10,
    },
    partly_described: {
      table: 'partly_described',
      columns: {
        _id: 'objectId not null',
        code: 'string not null',
        nested: 'object not null',
        'nested.known': 'string not null',
        'nested.more': 'bool not null inferred(present 100%)',
        list: 'string[] not null optional inferred(present 100%, length 1 to 1)',
        bag: 'object not null optional inferred(present 100%)',
        'bag.color': 'string not null inferred(present 100%)',
        unused: 'string not null optional inferred',
        extra: 'int not null inferred(present 100%)',
      },
      primaryKey: ['_id'],
      checks: { 'code pattern': '{"code":{"pattern":"^C"}}' },
      inferred: 2,
    },
    people: {
      table: 'people',
      columns: {
        _id: 'objectId not null',
        email: 'string not null inferred(present 100%)',
        firstName: 'string not null inferred(present 100%)',
        nickname: 'string not null optional inferred(present 25%)',
        age: 'int inferred(present 100%, null 50%)',
        score: 'double not null inferred(present 100%)',
        externalId: 'uuid not null inferred(present 100%)',
        address: 'object not null inferred(present 100%)',
        'address.street': 'string not null inferred(present 100%)',
        'address.city': 'string not null inferred(present 100%)',
        'address.zip': 'string not null optional inferred(present 50%)',
        tags: 'string[] not null inferred(present 100%, length 0 to 5)',
        preferences: 'object not null inferred(present 100%)',
        'preferences.notifications': 'object not null inferred(present 100%)',
        'preferences.notifications.email': 'bool not null inferred(present 100%)',
        'preferences.notifications.push': 'bool not null inferred(present 100%)',
        'preferences.theme': 'string not null inferred(present 100%)',
        createdAt: 'date not null inferred(present 100%)',
        secret: 'string not null inferred(present 100%)',
      },
      primaryKey: ['_id'],
      unique: [{ columns: ['email'], nullsEqual: true }],
      inferred: 20,
    },
    posts: {
      table: 'posts',
      columns: {
        _id: 'objectId not null',
        authorId: 'objectId not null inferred(present 100%)',
        title: 'string not null inferred(present 100%)',
        likes: 'objectId[] not null inferred(present 100%, length 0 to 5)',
        likedBy: 'objectId[] not null inferred(present 100%, length 0 to 5)',
        unrelated: 'objectId not null inferred(present 100%)',
        editor: 'objectId not null inferred(present 100%)',
        comments: 'object[] not null inferred(present 100%, length 0 to 2)',
        'comments.personId': 'objectId not null inferred(present 100%)',
        'comments.text': 'string not null inferred(present 100%)',
        'comments.at': 'date not null inferred(present 100%)',
        'comments.edited': 'bool not null optional inferred(present 35%)',
        translations: 'map(string(5), object) not null inferred(present 100%, length 2 to 5)',
        'translations.*.title': 'string not null inferred(present 100%)',
        'translations.*.body': 'string not null inferred(present 100%)',
        viewsByDay: 'map(day, int) not null inferred(present 100%, length 1 to 5)',
        reactions: 'map(objectId, string) not null inferred(present 100%, length 0 to 5)',
        body: 'union(string, object[]) not null inferred(present 100%, types 65% 35%, length 2 to 2)',
        'body.kind': 'string not null inferred(present 100%)',
        'body.text': 'string not null optional inferred(present 50%)',
        'body.url': 'string not null optional inferred(present 50%)',
        'body.width': 'int not null optional inferred(present 50%)',
        location: 'geoPoint not null inferred(present 100%)',
        meta: 'null inferred(present 100%, null 100%)',
        stats: 'object not null inferred(present 100%)',
        'stats.reads': 'long not null inferred(present 100%)',
        'stats.ratio': 'double not null inferred(present 100%)',
        price: 'decimal not null inferred(present 100%)',
      },
      primaryKey: ['_id'],
      references: [
        { columns: ['authorId'], to: 'people', key: ['_id'], inferred: true },
        { columns: ['likes'], to: 'people', key: ['_id'], inferred: true },
        { columns: ['likedBy'], to: 'people', key: ['_id'], inferred: true },
        { columns: ['editor'], to: 'people', key: ['_id'], inferred: true },
        { columns: ['comments.personId'], to: 'people', key: ['_id'], inferred: true },
      ],
      inferred: 20,
    },
  },
});
