// Compares dynarepo with other libraries: `npm run compare`. With --write, the tables of docs/comparison.md are replaced; with --check,
// they must be as measured: the behaviours to the letter, sizes and types within a few percent. Processor times are only printed.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { observeBehaviours } from './behaviours.ts';
import { measureCalls } from './calls.ts';
import { type Library, libraries } from './module-sources.ts';
import { markdownTable, numbersIn, replaceTable, tableOf } from './page-tables.ts';
import { sizeOfProgram } from './sizes.ts';
import { subjects } from './subjects.ts';
import { typeCostOf } from './type-costs.ts';

const page = fileURLToPath(new URL('../../docs/comparison.md', import.meta.url));
/** The fraction by which a size or a count on the page may differ from the measured one. */
const tolerance = 0.05;
const [mode = '--print', ...sections] = process.argv.slice(2);

const tables: Readonly<Record<string, () => Promise<string>>> = {
  behaviours: async () => {
    const rows = await observeBehaviours();
    return markdownTable(
      ['situation', ...libraries],
      rows.map(({ situation, outcomes }) => [situation, ...cells(outcomes)]),
    );
  },
  sizes: async () => {
    const sizes = await Promise.all(libraries.map(sizeOfProgram));
    const row = (name: string, bytes: readonly number[]) => [
      name,
      ...bytes.map((each) => `${(each / 1_000).toFixed(0)} KB`),
    ];
    return markdownTable(
      ['', ...libraries],
      [
        row(
          'minified',
          sizes.map(({ minified }) => minified),
        ),
        row(
          'minified and gzipped',
          sizes.map(({ gzipped }) => gzipped),
        ),
      ],
    );
  },
  types: async () => {
    const costs = libraries.map(typeCostOf);
    const row = (name: string, counts: readonly number[]) => [name, ...counts.map((each) => each.toLocaleString('en'))];
    return markdownTable(
      ['type instantiations', ...libraries],
      [
        row(
          'of a program with one entity',
          costs.map(({ first }) => first),
        ),
        row(
          'of each further entity',
          costs.map(({ further }) => further),
        ),
      ],
    );
  },
  calls: async () => {
    const rows = await measureCalls(subjects, { rounds: 40, sliceMs: 25 });
    const inMicroseconds = (ns: ReadonlyMap<string, number>) =>
      libraries.map((each) => `${((ns.get(each) ?? Number.NaN) / 1_000).toFixed(0)} µs`);
    return markdownTable(
      ['call', ...libraries],
      rows.map(({ call, ns }) => [call, ...inMicroseconds(ns)]),
    );
  },
};

let failed = 0;
const chosen =
  sections.length > 0 ? sections : Object.keys(tables).filter((name) => mode !== '--check' || name !== 'calls');
for (const name of chosen) {
  const measure = tables[name];
  if (measure === undefined)
    throw new Error(`there is no section ${name}; the sections are ${Object.keys(tables).join(', ')}`);
  const measured = await measure();
  console.log(`${name}\n${measured}\n`);
  const text = readFileSync(page, 'utf8');
  if (mode === '--write') writeFileSync(page, replaceTable(text, name, measured));
  if (mode === '--check' && !agrees(tableOf(text, name), measured)) {
    failed += 1;
    console.log(`the table of ${name} in docs/comparison.md is not as measured: npm run compare -- --write ${name}\n`);
  }
}
console.log(`${chosen.length - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 ? 0 : 1;

function cells(outcomes: ReadonlyMap<Library, string>): string[] {
  return libraries.map((library) => outcomes.get(library) ?? '');
}

/** Returns whether two tables are equal, or differ only in numbers that are almost equal. */
function agrees(documented: string, measured: string): boolean {
  const [some, others] = [numbersIn(documented), numbersIn(measured)];
  const withoutNumbers = (table: string) => table.replaceAll(/[\d,]+/g, '#').replaceAll(/ +|-+/g, ' ');
  return (
    withoutNumbers(documented) === withoutNumbers(measured) &&
    some.every((number, index) => Math.abs(number - (others[index] ?? Number.NaN)) <= Math.max(1, number * tolerance))
  );
}
