import * as assert from 'uvu/assert';
import { cached } from '../../../../../src/adapters/memory/expressions/grammar/parse-cache.ts';
import { validationError } from '../../../../../src/adapters/memory/wording/validation-errors.ts';
import { suite } from '../../../../support/suite.ts';

const test = suite('cache of parsed expressions');

const reject = () => {
  throw new Error('not expected');
};

function countingParser() {
  const parsed: string[] = [];
  return { parsed, parse: cached((text: string) => ({ index: parsed.push(text) })) };
}

test('parses a text once', () => {
  const { parsed, parse } = countingParser();
  assert.is(parse('a', reject), parse('a', reject));
  parse('b', reject);
  assert.equal(parsed, ['a', 'b']);
});

test('has a maximum size and removes the oldest entries', () => {
  const { parsed, parse } = countingParser();
  for (let index = 0; index <= 1000; index += 1) parse(`text ${index}`, reject);
  assert.is(parsed.length, 1001);
  parse('text 1', reject);
  assert.is(parsed.length, 1001);
  parse('text 0', reject);
  assert.is(parsed.length, 1002);
});

test('does not cache a text with errors', () => {
  let attempts = 0;
  const parse = cached((_, rejectText) => {
    attempts += 1;
    throw rejectText('no');
  });
  for (const _ of [1, 2]) assert.throws(() => parse('!', validationError), /no/);
  assert.is(attempts, 2);
});

test.run();
