import { attempt, between, type EntityRepository, gte } from 'dynarepo';
import type { Film, FilmEntity } from './film.ts';
import type { Meter } from './meter.ts';
import { costs, heading, results, whole } from './screen.ts';

/** The parameters of each step. */
export interface Tour {
  readonly films: EntityRepository<FilmEntity>;
  readonly meter: Meter;
}

/** The director whose films the tour uses. */
export const director = 'Steven Spielberg';

/** Shows typical operations on a table and prints the request, results and cost of each step. */
export async function takeTour(tour: Tour): Promise<void> {
  await readOne(tour);
  await queryAndFilter(tour);
  await countThreeWays(tour);
  await page(tour);
  await updateOnCondition(tour);
  await getManyAndDelete(tour);
}

async function readOne(tour: Tour): Promise<void> {
  await step(tour, 'One film by its key', `films.getOrThrow({ row: 1064 })`, async ({ films }) => [
    show(await films.getOrThrow({ row: 1064 })),
  ]);
}

async function queryAndFilter(tour: Tour): Promise<void> {
  const eighties = between(new Date('1980-01-01'), new Date('1989-12-31'));
  await step(
    tour,
    `Films of the eighties by ${director}: an index query with a sort key condition`,
    `films.index('byDirector').query({ director, released: between(1980, 1989) }).all()`,
    async ({ films }) => (await films.index('byDirector').query({ director, released: eighties }).all()).map(show),
  );
  await step(
    tour,
    'His latest film with a score of at least 8: descending order, a filter, the first match',
    `films.index('byDirector').query({ director }, { descending: true, filter: (film) => film.audience.at('score').gte(8) }).first()`,
    async ({ films }) => {
      const loved = films
        .index('byDirector')
        .query({ director }, { descending: true, filter: (film) => film.audience.at('score').gte(8) });
      return [show(await loved.first())];
    },
  );
  await step(
    tour,
    'Films longer than three hours: a scan, which reads every item',
    `films.scan({ filter: (film) => film.runningMinutes.gt(180) }).all()`,
    async ({ films }) => (await films.scan({ filter: (film) => film.runningMinutes.gt(180) }).all()).map(show),
  );
}

async function countThreeWays(tour: Tour): Promise<void> {
  await step(
    tour,
    "Count the table: DynamoDB's item count, updated every six hours",
    'films.count()',
    async ({ films }) => [`${whole(await films.count())} films`],
  );
  await step(
    tour,
    'Count a partition of the index',
    `films.index('byDirector').count({ director })`,
    async ({ films }) => [`${await films.index('byDirector').count({ director })} films by ${director}`],
  );
  await step(
    tour,
    'Count with a sort key condition and a filter',
    `films.index('byDirector').count({ director, released: gte(1990) }, { filter: (film) => film.critics.gte(90) })`,
    async ({ films }) => {
      const since1990 = { director, released: gte(new Date('1990-01-01')) };
      const count = await films.index('byDirector').count(since1990, { filter: (film) => film.critics.gte(90) });
      return [`${count} of them since 1990 with a critics' rating of at least 90`];
    },
  );
}

async function page(tour: Tour): Promise<void> {
  const query = ({ films }: Tour) => films.index('byDirector').query({ director });
  let cursor: string | undefined;
  await step(tour, 'A page of four', `….query({ director }).page({ pageSize: 4 })`, async () => {
    const first = await query(tour).page({ pageSize: 4 });
    cursor = first.cursor;
    return [...first.items.map(show), `cursor ${shortened(cursor)}`];
  });
  await step(tour, 'The next page, by its cursor', `….query({ director }).page({ pageSize: 4, cursor })`, async () => {
    const second = await query(tour).page({ pageSize: 4, cursor });
    return [...second.items.map(show), `cursor ${shortened(second.cursor)}`];
  });
}

async function updateOnCondition(tour: Tour): Promise<void> {
  const code = `films.update({ row: 1064 }, (film) => [film.seen.set(1)], { condition: (film) => film.seen.notExists() })`;
  const markSeen = ({ films }: Tour) =>
    films.update({ row: 1064 }, (film) => [film.seen.set(1)], { condition: (film) => film.seen.notExists() });
  await step(tour, 'Mark it as seen once: a conditional update that succeeds', code, async () => {
    const film = await markSeen(tour);
    return [`${show(film)}, seen ${film.seen}`];
  });
  await step(tour, 'The same update again: now its condition fails', `attempt(${code})`, async () => {
    const outcome = await attempt(markSeen(tour));
    if (outcome.ok) throw new Error('the second update succeeded, but its condition should have failed');
    return [outcome.conflict.message];
  });
}

async function getManyAndDelete(tour: Tour): Promise<void> {
  const keys = [{ row: 3 }, { row: 2 }, { row: 1 }, { row: 99_999 }];
  await step(
    tour,
    'Several at once, one of which does not exist',
    'films.getMany([{ row: 3 }, { row: 2 }, { row: 1 }, { row: 99_999 }])',
    async ({ films }) => (await films.getMany(keys)).map(show),
  );
  await step(tour, 'Delete one, then get it', `films.delete({ row: 1 })`, async ({ films }) => {
    await films.delete({ row: 1 });
    return [`row 1 is now ${show(await films.get({ row: 1 }))}`];
  });
}

async function step(
  tour: Tour,
  title: string,
  code: string,
  run: (tour: Tour) => Promise<readonly string[]>,
): Promise<void> {
  heading(title, code);
  tour.meter.read();
  const startedMs = performance.now();
  const texts = await run(tour);
  const elapsedMs = performance.now() - startedMs;
  results(texts);
  costs(tour.meter.read(), elapsedMs);
}

function show(film: Film | undefined): string {
  if (film === undefined) return 'missing';
  const score = film.audience === undefined ? '' : `, ${film.audience.score} of 10`;
  return `${film.title} (${film.released.getUTCFullYear()}${score})`;
}

function shortened(cursor: string | undefined): string {
  return cursor === undefined ? 'none: this was the last page' : `${cursor.slice(0, 24)}…`;
}
