// Written by gen-factories 0.0.0 from mongodb. Do not edit. checksum 8f6d0e92
import { createFactory } from 'gen-factories';

export interface Categories {
  _id: number;
  name: string;
  parent_id?: number | null;
  names?: unknown;
}

export interface Contacts {
  _id: string;
  org_id: string;
  name: string;
  email?: string;
  phone?: string;
  vip?: boolean | null;
}

export interface Invoices {
  _id: number | string;
  order_id: number;
  number: string;
  issued_on: Date;
  due_on: Date;
  level?: number;
  scan?: Uint8Array;
}

export interface Orders {
  _id: number;
  user_id: string;
  status: 'new' | 'paid' | 'shipped' | 'cancelled';
  placed_at: Date;
  shipped_at?: Date | null;
  total: number | string;
  items: {
    product_id: string;
    quantity: number;
    unit_price: number | string;
    discounts?: {
      code: string;
    }[];
  }[];
  payment: {
    kind: 'card' | 'invoice';
    last4?: string;
    days?: number;
  };
}

export interface Orgs {
  _id: string;
  name: string;
  slug: string;
  plan: 'free' | 'team' | 'enterprise';
  seats: number;
  created_at: Date;
  settings?: {
    theme: 'light' | 'dark' | 'system';
    locale?: string | null;
    beta?: boolean;
  };
}

export interface Products {
  _id: string;
  title: string;
  price: number | string;
  weight_kg?: number | null;
  stock: number;
  category_ids: number[];
  dimensions?: {
    width: number;
    height: number;
    depth?: number;
  };
  images: {
    url: string;
    width: number;
    alt?: string | null;
  }[];
}

export interface Reviews {
  _id: string;
  product_id: string;
  user_id: string;
  rating: number;
  text?: string;
  reply_to?: string;
}

export interface Teams {
  _id: string;
  org_id: string;
  name: string;
  owner: string;
  member_ids: string[];
  parent_id?: string | null;
}

export interface Tickets {
  _id: string;
  subject: string;
  reporter: string;
  priority?: number | null;
  attachment?: unknown | null;
  history: {
    at: Date;
    by?: string;
    note?: string;
  }[];
  matrix?: number[][];
}

export interface Users {
  _id: string;
  org_id: string;
  email: string;
  name: string;
  role: 'admin' | 'editor' | 'viewer';
  last_login_at?: Date | null;
  email_verified?: boolean;
  profile: {
    bio: string | null;
    age?: number;
    address: {
      street: string;
      city: string;
      zip?: string;
      country: 'AT' | 'DE' | 'FR' | 'IT';
    };
  };
  tags: string[];
  lucky_numbers?: number[];
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  categories: { row: Categories; references: { parent_id: 'categories' } };
  contacts: { row: Contacts; references: { org_id: 'orgs' } };
  invoices: { row: Invoices; references: { order_id: 'orders' } };
  orders: { row: Orders; references: { user_id: 'users'; 'items.product_id': 'products' } };
  orgs: { row: Orgs; references: {} };
  products: { row: Products; references: { category_ids: 'categories' } };
  reviews: {
    row: Reviews;
    references: { product_id: 'products'; user_id: 'users'; reply_to: 'reviews' };
  };
  teams: {
    row: Teams;
    references: { org_id: 'orgs'; owner: 'users'; member_ids: 'users'; parent_id: 'teams' };
  };
  tickets: { row: Tickets; references: {} };
  users: { row: Users; references: { org_id: 'orgs' } };
}

export const factory = createFactory<Schema>({
  dialect: 'mongodb',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    categories: {
      table: 'categories',
      columns: {
        _id: 'int not null',
        name: 'string(60) not null',
        parent_id: 'int optional',
        names: 'json not null optional',
      },
      primaryKey: ['_id'],
      references: [{ columns: ['parent_id'], to: 'categories', key: ['_id'], inferred: true }],
      checks: { '_id minimum': '{"_id":{"minimum":1}}' },
    },
    contacts: {
      table: 'contacts',
      columns: {
        _id: 'objectId not null',
        org_id: 'objectId not null',
        name: 'string not null',
        email: 'string not null optional',
        phone: 'string(20) not null optional',
        vip: 'bool optional',
      },
      primaryKey: ['_id'],
      references: [{ columns: ['org_id'], to: 'orgs', key: ['_id'], inferred: true }],
      checks: {
        oneOf: '{"$jsonSchema":{"oneOf":[{"required":["email"]},{"required":["phone"]}]}}',
        'phone minLength': '{"phone":{"minLength":5}}',
      },
    },
    invoices: {
      table: 'invoices',
      columns: {
        _id: 'decimal not null',
        order_id: 'long not null',
        number: 'string not null',
        issued_on: 'date not null',
        due_on: 'date not null',
        level: 'int not null optional',
        scan: 'binData not null optional',
      },
      primaryKey: ['_id'],
      unique: [{ columns: ['number'], nullsEqual: true }],
      references: [{ columns: ['order_id'], to: 'orders', key: ['_id'], inferred: true }],
      checks: {
        $expr: '{"$expr":{"$lt":["$issued_on","$due_on"]}}',
        'level enum': '{"level":{"enum":[10,20,30]}}',
        'number pattern': '{"number":{"pattern":"^INV-\\\\d{4}-\\\\d{5}$"}}',
      },
    },
    orders: {
      table: 'orders',
      columns: {
        _id: 'long not null',
        user_id: 'objectId not null',
        status: "enum('new','paid','shipped','cancelled') not null",
        placed_at: 'date not null',
        shipped_at: 'date optional',
        total: 'decimal not null',
        items: 'object[] not null',
        'items.product_id': 'string not null',
        'items.quantity': 'int not null',
        'items.unit_price': 'decimal not null',
        'items.discounts': 'object[] not null optional',
        'items.discounts.code': 'string not null',
        payment: 'object not null',
        'payment.kind': "enum('card','invoice') not null",
        'payment.last4': 'string not null optional',
        'payment.days': 'int not null optional',
      },
      primaryKey: ['_id'],
      references: [
        { columns: ['user_id'], to: 'users', key: ['_id'], inferred: true },
        { columns: ['items.product_id'], to: 'products', key: ['_id'], inferred: true },
      ],
      checks: {
        $expr: '{"$expr":{"$lte":["$placed_at",{"$ifNull":["$shipped_at","$placed_at"]}]}}',
        'items maxItems': '{"items":{"maxItems":50}}',
        'items minItems': '{"items":{"minItems":1}}',
        'items.discounts.code minLength': '{"items.discounts.code":{"minLength":4}}',
        'items.quantity maximum': '{"items.quantity":{"maximum":99}}',
        'items.quantity minimum': '{"items.quantity":{"minimum":1}}',
        'payment oneOf':
          '{"payment":{"oneOf":[{"properties":{"kind":{"enum":["card"]},"last4":{"bsonType":"string","pattern":"^\\\\d{4}$"}},"required":["kind","last4"]},{"properties":{"kind":{"enum":["invoice"]},"days":{"bsonType":"int","minimum":7,"maximum":60}},"required":["kind","days"]}]}}',
        'total minimum': '{"total":{"minimum":0}}',
      },
    },
    orgs: {
      table: 'orgs',
      columns: {
        _id: 'objectId not null',
        name: 'string(80) not null',
        slug: 'string not null',
        plan: "enum('free','team','enterprise') not null",
        seats: 'int not null',
        created_at: 'date not null',
        settings: 'object not null optional',
        'settings.theme': "enum('light','dark','system') not null",
        'settings.locale': 'string optional',
        'settings.beta': 'bool not null optional',
      },
      primaryKey: ['_id'],
      unique: [{ columns: ['slug'], nullsEqual: true }],
      checks: {
        'name minLength': '{"name":{"minLength":1}}',
        'seats maximum': '{"seats":{"maximum":10000}}',
        'seats minimum': '{"seats":{"minimum":1}}',
        'settings.locale pattern': '{"settings.locale":{"pattern":"^[a-z]{2}(-[A-Z]{2})?$"}}',
        'slug pattern': '{"slug":{"pattern":"^[a-z][a-z0-9-]{1,38}[a-z0-9]$"}}',
      },
    },
    products: {
      table: 'products',
      columns: {
        _id: 'string not null',
        title: 'string(120) not null',
        price: 'decimal not null',
        weight_kg: 'double optional',
        stock: 'int not null',
        category_ids: 'int[] not null',
        dimensions: 'object not null optional',
        'dimensions.width': 'double not null',
        'dimensions.height': 'double not null',
        'dimensions.depth': 'double not null optional',
        images: 'object[] not null',
        'images.url': 'string not null',
        'images.width': 'int not null',
        'images.alt': 'string optional',
      },
      primaryKey: ['_id'],
      references: [{ columns: ['category_ids'], to: 'categories', key: ['_id'], inferred: true }],
      checks: {
        '_id pattern': '{"_id":{"pattern":"^[A-Z]{3}-[0-9]{4}$"}}',
        'category_ids minItems': '{"category_ids":{"minItems":1}}',
        'dimensions.depth minimum': '{"dimensions.depth":{"minimum":0}}',
        'dimensions.height minimum': '{"dimensions.height":{"minimum":0,"exclusiveMinimum":true}}',
        'dimensions.width minimum': '{"dimensions.width":{"minimum":0,"exclusiveMinimum":true}}',
        'images maxItems': '{"images":{"maxItems":5}}',
        'images minItems': '{"images":{"minItems":1}}',
        'images.url pattern': '{"images.url":{"pattern":"^https://"}}',
        'images.width minimum': '{"images.width":{"minimum":16}}',
        'images.width multipleOf': '{"images.width":{"multipleOf":16}}',
        'price minimum': '{"price":{"minimum":0,"exclusiveMinimum":true}}',
        'stock minimum': '{"stock":{"minimum":0}}',
        'title minLength': '{"title":{"minLength":3}}',
        'weight_kg minimum': '{"weight_kg":{"minimum":0}}',
      },
    },
    reviews: {
      table: 'reviews',
      columns: {
        _id: 'objectId not null',
        product_id: 'string not null',
        user_id: 'objectId not null',
        rating: 'int not null',
        text: 'string(2000) not null optional',
        reply_to: 'objectId not null optional',
      },
      primaryKey: ['_id'],
      unique: [{ columns: ['product_id', 'user_id'], nullsEqual: true }],
      references: [
        { columns: ['product_id'], to: 'products', key: ['_id'], inferred: true },
        { columns: ['user_id'], to: 'users', key: ['_id'], inferred: true },
        { columns: ['reply_to'], to: 'reviews', key: ['_id'], inferred: true },
      ],
      checks: {
        'rating maximum': '{"rating":{"maximum":5}}',
        'rating minimum': '{"rating":{"minimum":1}}',
        'text minLength': '{"text":{"minLength":10}}',
      },
    },
    teams: {
      table: 'teams',
      columns: {
        _id: 'objectId not null',
        org_id: 'objectId not null',
        name: 'string not null',
        owner: 'objectId not null',
        member_ids: 'objectId[] not null',
        parent_id: 'objectId optional',
      },
      primaryKey: ['_id'],
      references: [
        { columns: ['org_id'], to: 'orgs', key: ['_id'], inferred: true },
        { columns: ['owner'], to: 'users', key: ['_id'], inferred: true },
        { columns: ['member_ids'], to: 'users', key: ['_id'], inferred: true },
        { columns: ['parent_id'], to: 'teams', key: ['_id'], inferred: true },
      ],
      checks: { 'member_ids uniqueItems': '{"member_ids":{"uniqueItems":true}}' },
    },
    tickets: {
      table: 'tickets',
      columns: {
        _id: 'objectId not null',
        subject: 'string not null',
        reporter: 'union(string, objectId) not null',
        priority: 'int optional',
        attachment: 'json optional',
        history: 'object[] not null',
        'history.at': 'date not null',
        'history.by': 'objectId not null optional',
        'history.note': 'string not null optional',
        matrix: 'double[][] not null optional',
      },
      primaryKey: ['_id'],
      checks: {
        'history.$[] oneOf':
          '{"history.$[]":{"oneOf":[{"required":["by"]},{"required":["note"]}]}}',
        'matrix items.minItems': '{"matrix":{"items":{"minItems":2}}}',
      },
    },
    users: {
      table: 'users',
      columns: {
        _id: 'objectId not null',
        org_id: 'objectId not null',
        email: 'string(254) not null',
        name: 'string not null',
        role: "enum('admin','editor','viewer') not null",
        last_login_at: 'date optional',
        email_verified: 'bool not null optional',
        profile: 'object not null',
        'profile.bio': 'string(500)',
        'profile.age': 'int not null optional',
        'profile.address': 'object not null',
        'profile.address.street': 'string not null',
        'profile.address.city': 'string not null',
        'profile.address.zip': 'string not null optional',
        'profile.address.country': "enum('AT','DE','FR','IT') not null",
        tags: 'string(20)[] not null',
        lucky_numbers: 'int[] not null optional',
      },
      primaryKey: ['_id'],
      unique: [{ columns: ['org_id', 'email'], nullsEqual: true }],
      references: [{ columns: ['org_id'], to: 'orgs', key: ['_id'], inferred: true }],
      checks: {
        'email pattern': '{"email":{"pattern":"^[^@\\\\s]+@[^@\\\\s]+$"}}',
        'lucky_numbers items.maximum': '{"lucky_numbers":{"items":{"maximum":49}}}',
        'lucky_numbers items.minimum': '{"lucky_numbers":{"items":{"minimum":1}}}',
        'lucky_numbers maxItems': '{"lucky_numbers":{"maxItems":6}}',
        'lucky_numbers minItems': '{"lucky_numbers":{"minItems":1}}',
        'name minLength': '{"name":{"minLength":1}}',
        'profile.address.city minLength': '{"profile.address.city":{"minLength":1}}',
        'profile.address.street minLength': '{"profile.address.street":{"minLength":1}}',
        'profile.address.zip pattern': '{"profile.address.zip":{"pattern":"^\\\\d{4,5}$"}}',
        'profile.age maximum': '{"profile.age":{"maximum":120}}',
        'profile.age minimum': '{"profile.age":{"minimum":13}}',
        'tags items.minLength': '{"tags":{"items":{"minLength":2}}}',
        'tags items.pattern': '{"tags":{"items":{"pattern":"^[a-z-]+$"}}}',
        'tags maxItems': '{"tags":{"maxItems":10}}',
        'tags uniqueItems': '{"tags":{"uniqueItems":true}}',
      },
    },
  },
});
