import { type EntityOf, entity, isoDate, map, number, string } from 'dynarepo';

/** Defines the entity of films in a table. The key is the row number in the data, because titles are not unique. */
export const filmsIn = (table: string) =>
  entity('Film', {
    table,
    attributes: {
      row: number(),
      title: string(),
      director: string().optional(),
      released: isoDate(),
      genre: string().optional(),
      source: string().optional(),
      certificate: string().optional(),
      runningMinutes: number().optional(),
      gross: map({ domestic: number(), worldwide: number() }).optional(),
      critics: number().optional(),
      audience: map({ score: number(), votes: number() }).optional(),
      seen: number().optional(),
    },
    key: { partition: 'row' },
    // A sparse index: films without a director are not in it.
    indexes: { byDirector: { partition: 'director', sort: 'released' } },
  });

/** The type of the entity, for any table name. */
export type FilmEntity = ReturnType<typeof filmsIn>;

/** One film. */
export type Film = EntityOf<FilmEntity>;
