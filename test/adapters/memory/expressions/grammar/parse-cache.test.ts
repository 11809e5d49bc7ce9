import * as assert from 'uvu/assert';
import { cached } from '../../../../../src/adapters/memory/expressions/grammar/parse-cache.ts';
import { validationError } from '../../../../../src/adapters/memory/wording/validation-errors.ts';
import { suite } from '../../../../support/suite.ts';

const test = suite('cache of parsed expressions');

const refuse = () => {
  throw new Error('not expected');
};

function countingParser() {
  const parsed: string[] = [];
  return { parsed, parse: cached((text: string) => ({ index: parsed.push(text) })) };
}

test('parses a text once', () => {
  const { parsed, parse } = countingParser();
  assert.is(parse('a', refuse), parse('a', refuse));
  parse('b', refuse);
  assert.equal(parsed, ['a', 'b']);
});

test('does not grow without bound, and forgets the oldest', () => {
  const { parsed, parse } = countingParser();
  for (let index = 0; index <= 1000; index += 1) parse(`text ${index}`, refuse);
  assert.is(parsed.length, 1001);
  parse('text 1', refuse);
  assert.is(parsed.length, 1001);
  parse('text 0', refuse);
  assert.is(parsed.length, 1002);
});

test('does not remember a text that is refused', () => {
  let attempts = 0;
  const parse = cached((_, refuseText) => {
    attempts += 1;
    throw refuseText('no');
  });
  for (const _ of [1, 2]) assert.throws(() => parse('!', validationError), /no/);
  assert.is(attempts, 2);
});

test.run();
