import * as assert from 'uvu/assert';
import { chooseRows, parseArguments, UsageError } from '../../bench/arguments.ts';
import { suite } from '../support/suite.ts';

const test = suite('arguments of the bench');

function usageErrorOf(code: () => unknown): string {
  try {
    code();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'no error';
}

const none = { help: false, quick: false, million: false, json: false, write: false, profile: undefined };

test('without arguments everything is measured', () => {
  assert.equal(parseArguments([]), { ...none, against: undefined, rows: undefined });
});

test('every option is parsed', () => {
  const options = parseArguments(['--against', '../other', '--rows', 'GET$', '--quick', '--json', '--help']);
  assert.equal(options, { ...none, help: true, quick: true, json: true, against: '../other', rows: /GET$/i });
  assert.equal(parseArguments(['--million', '--write']), {
    ...none,
    million: true,
    write: true,
    against: undefined,
    rows: undefined,
  });
});

test('an unknown option is an error that shows the usage', () => {
  const message = usageErrorOf(() => parseArguments(['--fast']));
  assert.match(message, "Unknown option '--fast'");
  assert.match(message, '--against DIR');
});

for (const [args, expected] of [
  [['--against'], "'--against <value>' argument missing"],
  [['--against', ''], '--against needs the folder of another checkout'],
  [['--rows', '('], '--rows needs a regular expression: '],
  [['--profile', '('], '--profile needs a regular expression: '],
  [['--write', '--quick'], '--write records a whole run'],
  [['--write', '--rows', 'get'], '--write records a whole run'],
  [['--write', '--against', '../other'], '--write records a whole run'],
  [['--million', '--quick'], '--million is an option of a whole run'],
  [['folder'], "Unexpected argument 'folder'"],
] as const) {
  test(`rejects ${args.map((text) => `"${text}"`).join(' ')}`, () => {
    assert.match(
      usageErrorOf(() => parseArguments(args)),
      expected,
    );
  });
}

test('a pattern chooses rows by their titles', () => {
  const titles = ['1,000 items: put', '1,000 items: get', '100,000 items: get'];
  assert.equal([...chooseRows(titles, undefined)], titles);
  assert.equal([...chooseRows(titles, /^1,000 items: g/)], ['1,000 items: get']);
});

test('a pattern that matches no row is an error that lists the rows', () => {
  const message = usageErrorOf(() => chooseRows(['items: put', 'items: get'], /scan/));
  assert.is(message, 'no row matches /scan/; the rows are:\n  items: put\n  items: get');
});

test.run();
