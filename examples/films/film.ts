import { type EntityOf, entity, isoDate, map, number, string } from 'dynarepo';

/** The films of one table: the row in the data is the key, because titles repeat. */
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
    // Films without a director have no entry in it: the index is sparse.
    indexes: { byDirector: { partition: 'director', sort: 'released' } },
  });

/** The entity's definition, whatever its table is called. */
export type FilmEntity = ReturnType<typeof filmsIn>;

/** One film. */
export type Film = EntityOf<FilmEntity>;
