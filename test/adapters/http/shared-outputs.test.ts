import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { encodeOutput, sharedOutputEncoder } from '../../../src/adapters/http/encode-output.ts';
import { wire } from '../../../src/adapters/http/wire.ts';
import { operations } from '../../../src/domain/api/operation-models.ts';
import type { Structure } from '../../../src/domain/api/shape.ts';
import type { Item } from '../../../src/domain/dynamodb.ts';
import { items } from '../../property/arbitraries/attribute-values.ts';
import { suite } from '../../support/suite.ts';
import { openNotes } from '../memory/operations/orders.ts';
import { json, request } from './posting.ts';

const test = suite('shared outputs');

for (const sharesBytes of [true, false]) {
  test(`a shared output is encoded like a copied one, ${sharesBytes ? 'with' : 'without'} shared bytes`, () => {
    const encodeShared = sharedOutputEncoder({ sharesBytes });
    const check = (output: object, structure: Structure) => {
      const { bytes, crc32: checksum = crc32(bytes) } = encodeShared(output, structure);
      assert.equal(bytes, encodeOutput(output, structure).bytes);
      assert.is(checksum, crc32(bytes));
    };
    fc.assert(
      fc.property(fc.array(items, { maxLength: 5 }), (found) => {
        const [Item] = found;
        const query = { Items: found, Count: found.length, LastEvaluatedKey: Item, ConsumedCapacity: capacity };
        const batch = { Responses: { things: found, __proto__: found }, UnprocessedKeys: { others: { Keys: found } } };
        for (let times = 0; times < 2; times += 1) {
          check({ Item, requestId: 'a' }, operations.GetItem.output);
          check({ Item, ConsumedCapacity: capacity }, operations.GetItem.output);
          check({ Attributes: Item }, operations.PutItem.output);
          check(query, operations.Query.output);
          check(batch, operations.BatchGetItem.output);
        }
      }),
    );
  });
}

const capacity = {
  TableName: 'things',
  CapacityUnits: 0.5,
  GlobalSecondaryIndexes: { byColour: { CapacityUnits: 1 } },
};

test('drops members without a value and members that the model does not have', () => {
  const answer = { Item: undefined, ConsumedCapacity: { TableName: 'things', Table: undefined }, requestId: 'a' };
  const { bytes } = sharedOutputEncoder({ sharesBytes: true })(answer, operations.GetItem.output);
  assert.is(Buffer.from(bytes).toString(), '{"ConsumedCapacity":{"TableName":"things"}}');
});

test('the JSON of an item is kept as long as the item, for every operation that returns items', () => {
  for (const [operation, output] of [
    ['GetItem', (item: Item) => ({ Item: item })],
    ['Query', (item: Item) => ({ Items: [item] })],
    ['BatchGetItem', (item: Item) => ({ Responses: { notes: [item] } })],
  ] as const) {
    const encode = sharedOutputEncoder({ sharesBytes: true });
    const item: Item = { id: { S: 'a' } };
    const { output: structure } = operations[operation];
    const before = encode(output(item), structure);
    item.id = { S: 'changed, which no database does with an item that it shares' };
    assert.equal(encode(output(item), structure), before, operation);
  }
});

test('a changed item is encoded anew, and as before after a restore', async () => {
  const db = await openNotes();
  const answer = wire(db);
  const scan = async () =>
    json(await answer(request({ target: 'DynamoDB_20120810.Scan', body: '{"TableName":"notes"}' })));
  const put = (text: string) =>
    db.execute('PutItem', { TableName: 'notes', Item: { id: { S: 'a' }, text: { S: text } } });
  await put('first');
  const before = db.snapshot();
  const first = await scan();
  assert.equal(first, { Count: 1, ScannedCount: 1, Items: [{ id: { S: 'a' }, text: { S: 'first' } }] });
  await put('second');
  assert.equal(await scan(), { Count: 1, ScannedCount: 1, Items: [{ id: { S: 'a' }, text: { S: 'second' } }] });
  db.restore(before);
  assert.equal(await scan(), first);
});

test('a caller that changes the bytes of a body changes no later response', async () => {
  const db = await openNotes();
  const respond = wire(db);
  await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: 'a' } } });
  const requests = [
    request({ target: 'DynamoDB_20120810.GetItem', body: '{"TableName":"notes","Key":{"id":{"S":"a"}}}' }),
    request({ target: 'DynamoDB_20120810.GetItem', body: '{"TableName":"notes","Key":{"id":{"S":"missing"}}}' }),
    request({ target: 'DynamoDB_20120810.Query', body: 'no JSON' }),
    request({ path: '/elsewhere' }),
  ];
  for (const each of requests) {
    const { body } = await respond(each);
    const before = Buffer.from(body);
    body.fill(0);
    assert.equal(Buffer.from((await respond(each)).body), before);
  }
});

test.run();
