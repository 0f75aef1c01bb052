// Written by gen-factories 0.0.0 from public. Do not edit. checksum ed521888
import { createFactory } from 'gen-factories';

export interface Checked {
  id: number;
  mood: 'sad' | 'ok' | 'happy' | null;
  at: Date | null;
  day: `${number}-${number}-${number}` | null;
  for_: string | null;
  ratio: number | null;
  bytes: Uint8Array | null;
  price: number | string | null;
  name: string | null;
  path: string | null;
  'Quoted "Name"': number | null;
  a: number | null;
  b: number | null;
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  checked: { row: Checked; references: {} };
}

export const factory = createFactory<Schema>({
  dialect: 'postgres',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    checked: {
      table: 'public.checked',
      columns: {
        id: 'integer not null',
        mood: "enum('sad','ok','happy')",
        at: 'timestamptz',
        day: 'date',
        for_: 'interval',
        ratio: 'double',
        bytes: 'bytea',
        price: 'money',
        name: 'citext',
        path: 'text',
        'Quoted "Name"': 'integer',
        a: 'integer',
        b: 'integer',
      },
      primaryKey: ['id'],
      checks: {
        b_then_a: '(b > a)',
        'checked_Quoted "Name"_check': '("Quoted ""Name""" > 1)',
        checked_at_check: "(at > '2000-01-01 00:00:00+00'::timestamp with time zone)",
        checked_bytes_check: "(bytes <> '\\x00ff'::bytea)",
        checked_day_check: "(day >= '1999-12-31'::date)",
        checked_for__check: "(for_ > '01:30:00'::interval)",
        checked_id_check: '(id > 0)',
        checked_mood_check: "(mood <> 'sad'::public.mood)",
        checked_name_check: "(name OPERATOR(public.<>) ''::public.citext)",
        checked_path_check: "(path ~ '^\\d+\\\\[^''\"]$'::text)",
        checked_price_check: "(price > '$1.50'::money)",
        checked_ratio_check: "(ratio < '0.30000000000000004'::double precision)",
        constant: '(1 < 2)',
        here_only: '(b IS NOT NULL)',
        later: '(a < 10)',
        whole_row: '((checked.* IS NOT NULL) OR (a IS NULL))',
      },
    },
  },
});
