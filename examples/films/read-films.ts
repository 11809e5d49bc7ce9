import { readFile } from 'node:fs/promises';
import type { Film } from './film.ts';

/** The films, and remarks on the data. */
export interface FilmData {
  readonly films: readonly Film[];
  /** Sentences about rows that were skipped, corrected or incomplete. */
  readonly remarks: readonly string[];
}

/** The last year in the data: a later year belongs to the previous century, because the data had two-digit years. */
const lastYear = 2011;

/**
 * Reads the 3,201 films of the package `vega-datasets`.
 *
 * @throws Error - the package or its file is missing, or the file has an unexpected format.
 */
export async function readFilms(): Promise<FilmData> {
  const rows = await readRows();
  const films: Film[] = [];
  let untitled = 0;
  let wrongCentury = 0;
  for (const [index, row] of rows.entries()) {
    if (row.Title === null || row.Title === undefined) {
      untitled += 1;
      continue;
    }
    const original = dateOf(row['Release Date'], index + 1);
    const released = inDataCentury(original);
    if (released !== original) wrongCentury += 1;
    films.push(toFilm(row, { row: index + 1, released }));
  }
  const titles = new Set(films.map(({ title }) => title));
  const undirected = films.filter(({ director }) => director === undefined).length;
  return {
    films,
    remarks: [
      `${count(rows.length, 'row')} read, ${count(films.length, 'film')} kept`,
      `${count(untitled, 'row')} skipped: no title`,
      `${count(films.length - titles.size, 'film')} with the title of an earlier film: the row number is the key`,
      `${count(rows.filter(({ Title }) => typeof Title === 'number').length, 'title')} that is a number: stored as text`,
      `${count(wrongCentury, 'release date')} after ${lastYear}: moved to the previous century`,
      `${count(undirected, 'film')} without a director: not in the index byDirector`,
    ],
  };
}

type Row = Readonly<Record<string, unknown>>;

async function readRows(): Promise<readonly Row[]> {
  // The package exports only its code, not its data files.
  const file = new URL('../../node_modules/vega-datasets/data/movies.json', import.meta.url);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new Error('the films are missing: the package vega-datasets is not installed (npm ci)', { cause });
  }
  const rows: unknown = JSON.parse(text);
  if (!Array.isArray(rows) || rows.length === 0)
    throw new Error('movies.json of vega-datasets does not contain a list of films');
  return rows;
}

function toFilm(row: Row, { row: number, released }: { readonly row: number; readonly released: Date }): Film {
  const domestic = numberIn(row, 'US Gross');
  const worldwide = numberIn(row, 'Worldwide Gross');
  const score = numberIn(row, 'IMDB Rating');
  const votes = numberIn(row, 'IMDB Votes');
  return withoutGaps({
    row: number,
    title: String(row.Title),
    director: textIn(row, 'Director'),
    released,
    genre: textIn(row, 'Major Genre'),
    source: textIn(row, 'Source'),
    certificate: textIn(row, 'MPAA Rating'),
    runningMinutes: numberIn(row, 'Running Time min'),
    gross: domestic === undefined || worldwide === undefined ? undefined : { domestic, worldwide },
    critics: numberIn(row, 'Rotten Tomatoes Rating'),
    audience: score === undefined || votes === undefined ? undefined : { score, votes },
  });
}

/** Returns a film without the members that are undefined. */
function withoutGaps(film: { readonly [Name in keyof Film]: Film[Name] | undefined }): Film {
  const present = Object.entries(film).filter(([, value]) => value !== undefined);
  // Only optional members can be undefined: `toFilm` always sets the others.
  return Object.fromEntries(present) as Film;
}

function dateOf(text: unknown, row: number): Date {
  const date = new Date(`${text} UTC`);
  if (Number.isNaN(date.getTime())) throw new Error(`row ${row} of the films has no release date: ${String(text)}`);
  return date;
}

function inDataCentury(date: Date): Date {
  const year = date.getUTCFullYear();
  return year <= lastYear ? date : new Date(Date.UTC(year - 100, date.getUTCMonth(), date.getUTCDate()));
}

function textIn(row: Row, name: string): string | undefined {
  const value = row[name];
  return value === null || value === undefined ? undefined : String(value);
}

function numberIn(row: Row, name: string): number | undefined {
  const value = row[name];
  return typeof value === 'number' ? value : undefined;
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}
