import { MemoryDynamoDb } from 'dynarepo/memory';
import { conformanceContext } from 'dynarepo/testing';
import * as assert from 'uvu/assert';
import { hashTable } from '../../../src/testing/conformance/table-shapes.ts';
import { suite } from '../../support/suite.ts';

const test = suite('conformance context');

function contextWith(capabilities: { indexesLag: boolean; tablesTakeTime: boolean }) {
  let names = 0;
  return conformanceContext({ db: new MemoryDynamoDb(), capabilities, tableName: (prefix) => `${prefix}-${++names}` });
}

test('shares one table for a shape, even between concurrent calls', async () => {
  const { table } = contextWith({ indexesLag: false, tablesTakeTime: false });
  const [first, second] = await Promise.all([table(hashTable), table(hashTable)]);
  assert.is(first, second);
});

test('ownTable creates a new table for each call', async () => {
  const { ownTable } = contextWith({ indexesLag: false, tablesTakeTime: false });
  assert.is.not(await ownTable(hashTable), await ownTable(hashTable));
});

test('newKey returns a different key for each call', () => {
  const { newKey } = contextWith({ indexesLag: false, tablesTakeTime: false });
  assert.is.not(newKey(), newKey());
});

test('settled runs assertions once without lag, and until they pass with lag', async () => {
  const failing = (times: number) => {
    let left = times;
    return async () => {
      left -= 1;
      if (left >= 0) throw new Error('not yet');
    };
  };
  await contextWith({ indexesLag: true, tablesTakeTime: false }).settled(failing(2));
  const once = contextWith({ indexesLag: false, tablesTakeTime: false }).settled(failing(1));
  assert.is(await once.catch((error: Error) => error.message), 'not yet');
});

test.run();
