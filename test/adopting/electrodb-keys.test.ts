import { entity, key, number, oneOf, repository, string, table, textOf } from 'dynarepo';
import { Entity } from 'electrodb';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { createSingleTable, type Engine, openEngine } from './open-engine.ts';

const model = { entity: 'Film', version: '2', service: 'Cinema' };
const theirAttributes = {
  id: { type: 'string', required: true },
  year: { type: 'number', required: true },
  place: { type: 'string', required: true },
} as const;

/** ElectroDB's entity in a table without sort keys. */
function electroFilms({ client }: Engine) {
  const byId = { pk: { field: 'pk', composite: ['id', 'year'] } } as const;
  return new Entity({ model, attributes: theirAttributes, indexes: { byId } }, { client, table: 'films' });
}

/** ElectroDB's entity with letter cases and templates of its own. */
function electroCasedFilms({ client }: Engine) {
  const byId = {
    pk: { field: 'pk', casing: 'none', composite: ['id'] },
    sk: { field: 'sk', casing: 'upper', composite: ['place', 'year'] },
  } as const;
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: these templates are ElectroDB's, not JavaScript's
  const byPlace = {
    index: 'gsi1',
    pk: { field: 'gsi1pk', composite: ['place'], template: 'P#${place}' },
    sk: { field: 'gsi1sk', composite: ['id', 'year'], template: 'Film#${id}#Y${year}' },
  } as const;
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: until here
  return new Entity({ model, attributes: theirAttributes, indexes: { byId, byPlace } }, { client, table: 'tracker' });
}

const attributes = {
  id: string(),
  year: number(),
  place: string(),
  entityName: oneOf('Film').default('Film').storedAs('__edb_e__').hidden(),
  entityVersion: oneOf('2').default('2').storedAs('__edb_v__').hidden(),
};
const lower = <const Name extends string>(name: Name) => textOf(name, { case: 'lower' });
const year = textOf('year');

const Film = entity('Film', {
  table: table('films', { key: { partition: 'pk' } }),
  attributes,
  key: { partition: key`$cinema$film_2#id_${lower('id')}#year_${year}` },
});
const CasedFilm = entity('CasedFilm', {
  table: table('tracker', {
    key: { partition: 'pk', sort: 'sk' },
    indexes: { gsi1: { partition: 'gsi1pk', sort: 'gsi1sk' } },
  }),
  attributes,
  key: {
    partition: key`$Cinema#id_${textOf('id')}`,
    sort: key`$FILM_2#PLACE_${textOf('place', { case: 'upper' })}#YEAR_${year}`,
  },
  indexes: { byPlace: { on: 'gsi1', partition: key`p#${lower('place')}`, sort: key`film#${lower('id')}#y${year}` } },
});
const film = { id: 'Alien_X', year: 1979, place: 'Rio' };

const test = suite('keys of ElectroDB');

test('a table without sort keys has entity and version in the partition key', async () => {
  const engine = openEngine();
  const films = repository(Film, engine.db);
  await films.table.ensure();
  await electroFilms(engine).put(film).go();
  const items = await engine.stored('films');
  assert.equal(await films.delete({ id: 'ALIEN_X', year: 1979 }), film);
  await films.put(film);
  assert.equal(await engine.stored('films'), items);
  assert.equal((await electroFilms(engine).get(film).go()).data, film);
});

test('letter cases, templates and numbers without padding are the same', async () => {
  const engine = openEngine();
  await createSingleTable(engine, 'tracker');
  const films = repository(CasedFilm, engine.db);
  const electro = electroCasedFilms(engine);
  await electro.put(film).go();
  const items = await engine.stored('tracker');
  assert.equal(await films.get({ ...film, place: 'RIO' }), film);
  assert.is(await films.get({ ...film, id: 'alien_x' }), undefined);
  await films.delete(film);
  await films.put(film);
  assert.equal(await engine.stored('tracker'), items);
  assert.equal((await electro.query.byPlace({ place: 'rio', id: 'ALIEN_X', year: 1979 }).go()).data, [film]);
  assert.equal(await films.index('byPlace').query({ place: 'rio', id: 'ALIEN_X', year: 1979 }).all(), [film]);
});

test.run();
