// Written by gen-factories 0.0.0 from public. Do not edit. checksum f8407373
import { createFactory } from 'gen-factories';

export interface Accounts {
  id: number;
  tariff_id: number;
  trial_tariff_id: number;
  last_tariff_id: number | null;
  next_tariff_id: number;
}

export interface Flagships {
  tariff_id: number;
  slogan: string;
}

export interface Follows {
  follower_id: number;
  followee_id: number;
}

export interface Friendships {
  low_id: number;
  high_id: number;
}

export interface Tariffs {
  id: number;
  name: string;
  price: number | string;
  weight: number;
  since: Date;
  until: `${number}-${number}-${number}` | null;
}

export interface Upgrades {
  id: number;
  from_id: number;
  to_id: number;
  via_id: number | null;
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  accounts: {
    row: Accounts;
    references: {
      last_tariff_id: 'tariffs';
      next_tariff_id: 'tariffs';
      tariff_id: 'tariffs';
      trial_tariff_id: 'tariffs';
    };
  };
  flagships: { row: Flagships; references: { tariff_id: 'tariffs' } };
  follows: { row: Follows; references: { followee_id: 'accounts'; follower_id: 'accounts' } };
  friendships: { row: Friendships; references: { high_id: 'accounts'; low_id: 'accounts' } };
  tariffs: { row: Tariffs; references: {} };
  upgrades: {
    row: Upgrades;
    references: { from_id: 'tariffs'; to_id: 'tariffs'; via_id: 'tariffs' };
  };
}

export const factory = createFactory<Schema>({
  dialect: 'postgres',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    accounts: {
      table: 'public.accounts',
      columns: {
        id: 'integer not null identity always',
        tariff_id: 'integer not null',
        trial_tariff_id: 'integer not null default 3',
        last_tariff_id: 'integer',
        next_tariff_id: 'integer not null',
      },
      primaryKey: ['id'],
      references: [
        { columns: ['last_tariff_id'], to: 'tariffs', key: ['id'] },
        { columns: ['next_tariff_id'], to: 'tariffs', key: ['id'] },
        { columns: ['tariff_id'], to: 'tariffs', key: ['id'] },
        { columns: ['trial_tariff_id'], to: 'tariffs', key: ['id'] },
      ],
      checks: {
        accounts_last_tariff_id_check: '((last_tariff_id >= 5) AND (last_tariff_id <= 8))',
        accounts_tariff_id_check: '(tariff_id = ANY (ARRAY[1, 2]))',
        accounts_trial_tariff_id_check: '(trial_tariff_id = 3)',
        next_is_new: '((next_tariff_id > 10) AND (next_tariff_id <= 100))',
      },
    },
    flagships: {
      table: 'public.flagships',
      columns: { tariff_id: 'integer not null', slogan: 'text not null' },
      primaryKey: ['tariff_id'],
      references: [{ columns: ['tariff_id'], to: 'tariffs', key: ['id'] }],
      checks: { flagships_tariff_id_check: '(tariff_id >= 10)' },
    },
    follows: {
      table: 'public.follows',
      columns: { follower_id: 'integer not null', followee_id: 'integer not null' },
      primaryKey: ['follower_id', 'followee_id'],
      references: [
        { columns: ['followee_id'], to: 'accounts', key: ['id'] },
        { columns: ['follower_id'], to: 'accounts', key: ['id'] },
      ],
      checks: { follows_check: '(follower_id <> followee_id)' },
    },
    friendships: {
      table: 'public.friendships',
      columns: { low_id: 'integer not null', high_id: 'integer not null' },
      primaryKey: ['low_id', 'high_id'],
      references: [
        { columns: ['high_id'], to: 'accounts', key: ['id'] },
        { columns: ['low_id'], to: 'accounts', key: ['id'] },
      ],
      checks: { friendships_check: '(low_id < high_id)' },
    },
    tariffs: {
      table: 'public.tariffs',
      columns: {
        id: 'integer not null serial',
        name: 'text not null',
        price: 'decimal not null',
        weight: 'double not null',
        since: 'timestamptz not null',
        until: 'date',
      },
      primaryKey: ['id'],
      checks: {
        tariffs_price_check:
          "((price <> 'NaN'::numeric) AND (price >= (0)::numeric) AND (price < 'Infinity'::numeric))",
        tariffs_since_check:
          "((since <> 'infinity'::timestamp with time zone) AND isfinite(since))",
        tariffs_until_check: "(until < 'infinity'::date)",
        tariffs_weight_check:
          "((weight > '-Infinity'::double precision) AND (weight <> 'NaN'::double precision))",
      },
    },
    upgrades: {
      table: 'public.upgrades',
      columns: {
        id: 'integer not null serial',
        from_id: 'integer not null',
        to_id: 'integer not null',
        via_id: 'integer',
      },
      primaryKey: ['id'],
      references: [
        { columns: ['from_id'], to: 'tariffs', key: ['id'] },
        { columns: ['to_id'], to: 'tariffs', key: ['id'] },
        { columns: ['via_id'], to: 'tariffs', key: ['id'] },
      ],
      checks: { upgrades_check: '(from_id < to_id)', upgrades_check1: '(via_id <> from_id)' },
    },
  },
});
