import { expect, it } from 'vitest';
import { countryCode, oneOf } from '../../generators/catalog.ts';
import { ref } from '../../generators/reference.ts';
import { looseFactory } from '../engines/support/loose-factory.ts';

function shop() {
  const factory = looseFactory({
    countries: {
      table: 'countries',
      columns: { code: 'char(2) not null' },
      primaryKey: ['code'],
    },
    films: { table: 'films', columns: { id: 'integer not null identity' }, primaryKey: ['id'] },
    genres: { table: 'genres', columns: { id: 'integer not null identity' }, primaryKey: ['id'] },
    film_genres: {
      table: 'film_genres',
      columns: { film_id: 'integer not null', genre_id: 'integer not null' },
      primaryKey: ['film_id', 'genre_id'],
      references: [
        { columns: ['film_id'], to: 'films', key: ['id'] },
        { columns: ['genre_id'], to: 'genres', key: ['id'] },
      ],
    },
  });
  factory.define('countries', { count: 20, shape: { code: countryCode() } });
  factory.define('films', { count: 2000, shape: {} });
  factory.define('genres', { count: 20, shape: {} });
  factory.define('film_genres', {
    count: 5000,
    shape: { film_id: ref('films'), genre_id: ref('genres') },
  });
  return factory;
}

it('more rows than a key has values are not made for the sake of a scale', () => {
  expect(shop().plan({ scale: 100 }).rows).toMatchObject({ countries: 249, films: 200_000 });
});

it('pairs grow fewer faster than what they are pairs of', () => {
  const { rows } = shop().plan({ scale: 0.1 });
  expect(rows).toMatchObject({ films: 200, genres: 2, film_genres: 400 });
});

it('counts that a person gives are theirs to lower', () => {
  expect(() => shop().plan({ scale: 100, counts: { countries: 1000 } })).toThrow(
    '1000 rows of "countries" are more than primary key (code) has values: 249',
  );
  const factory = shop();
  factory.define('countries', { count: 300, shape: { code: oneOf(['at', 'de', 'fr']) } });
  expect(() => factory.plan()).toThrow('300 rows of "countries"');
});
