import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { operationNames, operations } from '../../../src/domain/api/operation-models.ts';
import { formOfInput } from '../../../src/domain/api/plain-input.ts';
import { typeViolation } from '../../../src/domain/api/type-violation.ts';
import { suite } from '../../support/suite.ts';

const test = suite('formOfInput');

const isSurelyTyped = (operation: string, input: unknown) => formOfInput(operation, input) !== 'unknown';

const Item = {
  s: { S: '' },
  sets: { M: { ss: { SS: ['a'] }, ns: { NS: ['1'] }, bs: { BS: [new Uint8Array()] } } },
  list: { L: [{ NULL: true }, { BOOL: false }, { L: [] }, { B: Buffer.from('x') }] },
};

test('is sure of plain requests for items', () => {
  const TableName = 't';
  assert.ok(
    isSurelyTyped('GetItem', { TableName, Key: Item, ConsistentRead: true, ReturnConsumedCapacity: undefined }),
  );
  assert.ok(isSurelyTyped('PutItem', { TableName, Item, ExpressionAttributeNames: { '#a': 'b' } }));
  assert.ok(isSurelyTyped('Query', { TableName, Limit: 1, ExpressionAttributeValues: Item, Select: 'COUNT' }));
  assert.ok(isSurelyTyped('BatchGetItem', { RequestItems: { t: { Keys: [Item] } } }));
  assert.ok(isSurelyTyped('BatchWriteItem', { RequestItems: { t: [{ PutRequest: { Item } }] } }));
  assert.ok(isSurelyTyped('TransactWriteItems', { TransactItems: [{ Put: { TableName, Item } }] }));
});

test('reports whether the input is JSON as it is', () => {
  const Key = { a: { S: '', N: undefined }, __proto__: null };
  assert.is(formOfInput('GetItem', { TableName: 't', Key: { a: { L: [{ N: '1' }] } }, IndexName: undefined }), 'json');
  assert.is(formOfInput('GetItem', { TableName: 't', Key }), 'typed');
  assert.is(formOfInput('GetItem', Object.create({ TableName: 't' })), 'typed');
  assert.is(formOfInput('GetItem', { TableName: null }), 'typed');
  assert.is(formOfInput('PutItem', { Item: { a: { BS: [new Uint8Array()] } } }), 'typed');
  assert.is(formOfInput('PutItem', { Item: { a: { S: '', N: '' } } }), 'unknown');
  assert.is(formOfInput('PutItem', { Item: { a: undefined } }), 'unknown');
});

test('leaves everything else to the model', () => {
  assert.not(isSurelyTyped('GetItem', undefined));
  assert.not(isSurelyTyped('GetItem', { TableName: 5 }));
  assert.not(isSurelyTyped('GetItem', { Key: { a: { X: 1 } } }));
  assert.not(isSurelyTyped('BatchWriteItem', { RequestItems: { t: { Keys: [] } } }));
  assert.not(isSurelyTyped('Scan', { ScanFilter: {} }));
  assert.not(isSurelyTyped('BatchGetItem', { RequestItems: { t: { Keys: new Array(1e9) } } }));
});

test('is sure of no input in which the model finds a violation', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 6 }, tie('leaf'), fc.array(tie('any'), { maxLength: 3 }), tie('members')),
    leaf: fc.constantFrom(
      'a',
      1,
      Number.NaN,
      5n,
      true,
      null,
      undefined,
      new Uint8Array(1),
      new Date(0),
      new Set(['a']),
    ),
    members: fc.dictionary(fc.constantFrom(...names), tie('any'), { maxKeys: 3 }),
  }));
  let sure = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...operationNames),
      fc.oneof(value.members, inputLike(value.any)),
      (operation, input) => {
        if (!isSurelyTyped(operation, input)) return;
        sure += 1;
        assert.is(typeViolation(input, operations[operation].input, isBoolean), undefined);
      },
    ),
    { numRuns: 5_000 },
  );
  assert.ok(sure > 100, String(sure));
});

const names = [
  'S',
  'N',
  'B',
  'SS',
  'BS',
  'L',
  'M',
  'NULL',
  'BOOL',
  'Key',
  'Keys',
  'Item',
  'TableName',
  'Limit',
  'Select',
]
  .concat([
    'RequestItems',
    'TransactItems',
    'Put',
    'Update',
    'Delete',
    'PutRequest',
    'ConsistentRead',
    'a',
    'constructor',
  ])
  .concat(['ReturnValues', 'ExpressionAttributeNames', 'ExpressionAttributeValues', 'ExclusiveStartKey', '__proto__']);

/** Inputs of which at most one value is wrong. */
function inputLike(any: fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  const right = fc.constant({ S: 'a' });
  const item = fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), fc.oneof({ weight: 9, arbitrary: right }, any));
  const request = fc.record(
    { TableName: fc.constantFrom('t', undefined), Key: item, Item: item, Limit: fc.constantFrom(1, 2.5) },
    { requiredKeys: [] },
  );
  return fc.oneof(
    request,
    fc.record({
      RequestItems: fc.dictionary(fc.constant('t'), fc.oneof(request, fc.array(fc.record({ PutRequest: request })))),
    }),
    fc.record({ TransactItems: fc.array(fc.record({ Update: request, Get: request }, { requiredKeys: [] })) }),
  );
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}

test.run();
