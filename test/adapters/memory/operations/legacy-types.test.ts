import type { OperationName } from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { suite } from '../../../support/suite.ts';
import { errorOf } from './orders.ts';

const test = suite('types in legacy parameters');

const Key = { id: { S: 'a' } };
const x = { S: 'x' };
const isX = { ComparisonOperator: 'EQ', AttributeValueList: [x] };

/** Sends a request as a JavaScript caller could, without type checks. */
async function send(operation: OperationName, members: object): Promise<unknown> {
  const db = new MemoryDynamoDb();
  await db.execute('CreateTable', {
    TableName: 'notes',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  });
  await db.execute('PutItem', { TableName: 'notes', Item: { ...Key, b: x } });
  return Reflect.apply(db.execute, db, [operation, { TableName: 'notes', ...members }]);
}

const put = (expected: object) => send('PutItem', { Item: Key, ...expected });

// Behaviour §3: `Exists` is read as other booleans are.
for (const Exists of [false, 'false', 'FALSE', 'f', 'no', 'n', '0']) {
  test(`Exists ${JSON.stringify(Exists)} requires that the attribute does not exist`, async () => {
    await put({ Expected: { a: { Exists } } });
    const error = await errorOf(Promise.resolve(put({ Expected: { b: { Exists } } })));
    assert.is(error.name, 'ConditionalCheckFailedException');
  });
}

for (const Exists of [true, 'true', 'True', 't', 'yes', 'y', '1', null]) {
  test(`Exists ${JSON.stringify(Exists)} requires the value`, async () => {
    await put({ Expected: { b: { Exists, Value: x } } });
    const error = await errorOf(Promise.resolve(put({ Expected: { a: { Exists, Value: x } } })));
    assert.is(error.name, 'ConditionalCheckFailedException');
  });
}

const unreadable: readonly (readonly [members: object, message: string])[] = [
  ...['maybe', '', ' true', 'truely'].map(
    (Exists) => [{ Expected: { a: { Exists } } }, 'Unexpected token received from parser'] as const,
  ),
  [{ Expected: { a: { Exists: 0 } } }, 'NUMBER_VALUE cannot be converted to Boolean'],
  [{ Expected: { a: { Exists: 1.5 } } }, 'DECIMAL_VALUE cannot be converted to Boolean'],
  [{ Expected: { a: { Exists: [] } } }, ''],
  [{ Expected: { a: { Exists: {} } } }, 'Start of structure or map found where not expected'],
  [{ Expected: 'x' }, 'Unexpected field type'],
  [{ Expected: { a: 'x' } }, 'Unexpected value type in payload'],
  [{ Expected: { a: { Value: 7 } } }, 'Unexpected value type in payload'],
  [{ Expected: { a: { ComparisonOperator: 7 } } }, 'NUMBER_VALUE cannot be converted to String'],
  [
    { Expected: { a: { ComparisonOperator: 'EQ', AttributeValueList: {} } } },
    'Start of structure or map found where not expected',
  ],
  [{ Expected: { a: { ComparisonOperator: 'EQ', AttributeValueList: 'x' } } }, 'Unexpected field type'],
  [{ Expected: { a: { Exists: false } }, ConditionalOperator: 7 }, 'NUMBER_VALUE cannot be converted to String'],
];
for (const [members, message] of unreadable) {
  test(`${JSON.stringify(members)} cannot be read`, async () => {
    const error = await errorOf(Promise.resolve(put(members)));
    assert.equal([error.name, error.message], ['SerializationException', message]);
  });
}

/** DynamoDB Local 3.3.1 rejects them with other texts; what the service does is not known. */
const nulls: readonly (readonly [operation: OperationName, members: object, message: RegExp])[] = [
  ['PutItem', { Item: Key, Expected: { a: null } }, /Value must be provided when Exists is null for Attribute: a$/],
  ['PutItem', { Item: Key, Expected: { b: { Value: x }, a: null } }, /when Exists is null for Attribute: a$/],
  ['UpdateItem', { Key, AttributeUpdates: { a: null } }, /Only DELETE action is allowed when no attribute value is/],
  ['Scan', { ScanFilter: { a: null } }, /scanFilter\.a\.member\.comparisonOperator/],
  ['Query', { KeyConditions: { id: isX }, QueryFilter: { a: null } }, /queryFilter\.a\.member\.comparisonOperator/],
  ['Query', { KeyConditions: { id: isX, a: null } }, /keyConditions\.a\.member\.comparisonOperator/],
];
for (const [operation, members, message] of nulls) {
  test(`null in ${JSON.stringify(members)} is rejected, not dropped`, async () => {
    const error = await errorOf(Promise.resolve(send(operation, members)));
    assert.is(error.name, 'ValidationException');
    assert.match(error.message, message);
  });
}

test.run();
