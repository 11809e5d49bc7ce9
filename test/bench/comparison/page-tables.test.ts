import * as assert from 'uvu/assert';
import { markdownTable, numbersIn, replaceTable, tableOf } from '../../../bench/comparison/page-tables.ts';
import { suite } from '../../support/suite.ts';

const table = markdownTable(['', 'a', 'b'], [['size', '1,200 KB', '3 KB']]);
const page = `# Page\n\n<!-- compared: sizes -->\n\nold\n\nText.\n`;

const test = suite('tables of the page of comparison');

test('a table has a head and a row for each line', () => {
  assert.is(table, '|  | a | b |\n|---|---|---|\n| size | 1,200 KB | 3 KB |');
  assert.equal(numbersIn(table), [1200, 3]);
});

test('the table behind a mark is replaced, and the text around it stays', () => {
  const replaced = replaceTable(page, 'sizes', table);
  assert.is(replaced, page.replace('old', table));
  assert.is(tableOf(replaced, 'sizes'), table);
});

test('a mark that the page lacks is an error', () => {
  assert.throws(() => tableOf(page, 'types'), /no mark for types/);
});

test.run();
