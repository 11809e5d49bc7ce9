import * as assert from 'uvu/assert';
import { toKeySchema } from '../../src/domain/key-schema.ts';
import { suite } from '../support/suite.ts';

const test = suite('key schemas');

const cases: readonly (readonly [partition: readonly string[], sort: readonly string[], schema: string])[] = [
  [['a'], [], 'a HASH'],
  [['a'], ['b'], 'a HASH, b RANGE'],
  [['a', 'b'], ['c', 'd'], 'a HASH, b HASH, c RANGE, d RANGE'],
];
for (const [partition, sort, expected] of cases) {
  test(expected, () => {
    const elements = toKeySchema(partition, sort).map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`);
    assert.is(elements.join(', '), expected);
  });
}

test.run();
