import * as assert from 'uvu/assert';
import { operations } from '../../../src/domain/api/operation-models.ts';
import { typeViolation } from '../../../src/domain/api/type-violation.ts';
import type { OperationName } from '../../../src/domain/dynamodb.ts';
import { suite } from '../../support/suite.ts';

const test = suite('typeViolation');

const client = 'com.amazonaws.dynamodb.v20120810';

test('accepts a request with correct members of every kind', () => {
  const Item = {
    s: { S: '' },
    n: { N: '1' },
    b: { B: new Uint8Array(1) },
    buffer: { B: Buffer.from('x') },
    sets: { M: { ss: { SS: ['a'] }, ns: { NS: ['1'] }, bs: { BS: [new Uint8Array()] } } },
    list: { L: [{ NULL: true }, { BOOL: false }, { L: [] }] },
  };
  assert.is(problemOf('PutItem', { TableName: 't', Item, ReturnValues: 'NONE' }), undefined);
  assert.is(problemOf('Query', { TableName: 't', Limit: 1, ConsistentRead: true }), undefined);
  assert.is(problemOf('ListBackups', { TimeRangeLowerBound: new Date(0), Limit: 1 }), undefined);
  assert.is(problemOf('BatchWriteItem', { RequestItems: { t: [{ PutRequest: { Item } }] } }), undefined);
});

test('treats undefined and null as absent at any position', () => {
  assert.is(problemOf('PutItem', { TableName: null, Item: undefined }), undefined);
  assert.is(problemOf('PutItem', { TableName: 't', Item: { a: undefined, b: { S: null, N: '1' } } }), undefined);
  assert.is(problemOf('GetItem', { TableName: 't', AttributesToGet: [null] }), undefined);
});

test('ignores members that the model does not have', () => {
  assert.is(problemOf('PutItem', { TableName: 't', Item: {}, Colour: 5 }), undefined);
  assert.is(problemOf('PutItem', { TableName: 't', Item: { a: { X: 5 } } }), undefined);
});

test('reports the token found where a string is expected', () => {
  const problem = (TableName: unknown) => problemOf('DescribeTable', { TableName });
  assert.is(problem(5), 'NUMBER_VALUE cannot be converted to String');
  assert.is(problem(5n), 'NUMBER_VALUE cannot be converted to String');
  assert.is(problem(1.5), 'DECIMAL_VALUE cannot be converted to String');
  assert.is(problem(true), 'TRUE_VALUE cannot be converted to String');
  assert.is(problem(false), 'FALSE_VALUE cannot be converted to String');
  assert.is(problem([]), 'Unrecognized collection type class java.lang.String');
  assert.is(problem({}), 'Start of structure or map found where not expected');
  assert.is(problem(Symbol('t')), 'Start of structure or map found where not expected');
  assert.is(
    problem(() => 't'),
    'Start of structure or map found where not expected',
  );
});

test('rejects a string for a number, and numbers that JSON cannot represent', () => {
  const problem = (Limit: unknown) => problemOf('Query', { TableName: 't', Limit });
  assert.is(problem('1'), 'STRING_VALUE cannot be converted to Integer');
  assert.is(problem(Number.NaN), 'STRING_VALUE cannot be converted to Integer');
  assert.is(problem(Number.POSITIVE_INFINITY), 'STRING_VALUE cannot be converted to Integer');
  assert.is(problem(1.5), undefined);
  const ProvisionedThroughput = { ReadCapacityUnits: '1' };
  assert.is(problemOf('CreateTable', { ProvisionedThroughput }), 'STRING_VALUE cannot be converted to Long');
});

test('rejects strings and numbers for a boolean', () => {
  const problem = (ConsistentRead: unknown) => problemOf('GetItem', { ConsistentRead });
  assert.is(problem('yes'), 'Unexpected token received from parser');
  assert.is(problem(1), 'NUMBER_VALUE cannot be converted to Boolean');
  assert.is(problem([]), '');
  assert.is(problem({}), 'Start of structure or map found where not expected');
});

test('requires a valid Date for a timestamp', () => {
  const problem = (ExportTime: unknown) => problemOf('ExportTableToPointInTime', { ExportTime });
  assert.is(problem('2026-01-01'), 'STRING_VALUE cannot be converted to Double');
  assert.is(problem(0), 'NUMBER_VALUE cannot be converted to Double');
  assert.is(problem(new Date('never')), 'Start of structure or map found where not expected');
  assert.is(problem([]), 'Unrecognized collection type class java.lang.Double');
});

test('has a special message for a scalar where a list or map is expected as an element', () => {
  // behaviour §23
  const text =
    "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class (sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of loader 'bootstrap')";
  for (const scalar of ['a', 1, true]) {
    assert.is(problemOf('BatchGetItem', { RequestItems: { t: { Keys: [scalar] } } }), text);
    assert.is(problemOf('BatchWriteItem', { RequestItems: { t: scalar } }), text);
  }
  assert.is(problemOf('BatchWriteItem', { RequestItems: { t: ['a'] } }), 'Unexpected value type in payload');
});

test('lets the caller decide which values are booleans', () => {
  const problem = (input: unknown) =>
    typeViolation(input, operations.PutItem.input, (value) => value === 'yes' || typeof value === 'boolean');
  assert.is(problem({ Item: { a: { BOOL: 'yes' }, b: { NULL: 'yes' }, c: { BOOL: true } } }), undefined);
  assert.is(problem({ Item: { a: { BOOL: 'oui' } } }), 'Unexpected token received from parser');
  assert.is(problemOfValue({ BOOL: 'yes' }), 'Unexpected token received from parser');
});

test('reports the first violation in the request, at any depth', () => {
  const [ofNumber, ofBoolean] = ['NUMBER_VALUE', 'TRUE_VALUE'].map((token) => `${token} cannot be converted to String`);
  const deep = { L: [{ S: 'a' }, { M: { a: { S: true } } }, { S: 5 }] };
  assert.is(problemOf('PutItem', { Item: { a: deep, b: { S: 5 } }, TableName: 5 }), ofBoolean);
  assert.is(problemOf('PutItem', { TableName: 5, Item: { a: deep } }), ofNumber);
  assert.is(problemOf('PutItem', { Item: { b: { S: 5 }, a: deep } }), ofNumber);
  assert.is(problemOfValue({ N: true, S: 5 }), ofBoolean);
  assert.is(problemOfValue({ S: 5, N: true }), ofNumber);
  assert.is(problemOfValue({ SS: ['a', true, 5] }), ofBoolean);
  const writes = [{ PutRequest: { Item: { a: deep } } }, { DeleteRequest: { Key: { a: { S: 5 } } } }];
  assert.is(problemOf('BatchWriteItem', { RequestItems: { t: writes } }), ofBoolean);
  assert.is(problemOf('BatchWriteItem', { RequestItems: { t: writes.reverse() } }), ofNumber);
});

test('distinguishes a scalar member from one in a list or map', () => {
  assert.is(problemOf('CreateTable', { KeySchema: 'id' }), 'Unexpected field type');
  assert.is(problemOf('CreateTable', { KeySchema: ['id'] }), 'Unexpected value type in payload');
  assert.is(problemOf('CreateTable', { KeySchema: {} }), 'Start of structure or map found where not expected');
  assert.is(problemOf('BatchGetItem', { RequestItems: 1 }), 'Unexpected field type');
  assert.is(problemOf('BatchGetItem', { RequestItems: { t: 1 } }), 'Unexpected value type in payload');
});

test('reports the expected type if a list is found', () => {
  const problem = 'Unrecognized collection type';
  assert.is(problemOfValue({ B: [1] }), `${problem} class java.nio.ByteBuffer`);
  assert.is(problemOfValue({ SS: [[]] }), `${problem} class java.lang.String`);
  assert.is(problemOf('CreateTable', { StreamSpecification: [] }), `${problem} class ${client}.StreamSpecification`);
  assert.is(problemOf('PutItem', { Item: [] }), `${problem} java.util.Map<java.lang.String, ${client}.AttributeValue>`);
  assert.is(
    problemOf('BatchWriteItem', { RequestItems: [] }),
    `${problem} java.util.Map<java.lang.String, java.util.List<${client}.WriteRequest>>`,
  );
  assert.is(
    problemOf('GetItem', { ExpressionAttributeNames: [] }),
    `${problem} java.util.Map<java.lang.String, java.lang.String>`,
  );
});

test('finds a wrong type at any depth', () => {
  const RequestItems = { t: [{ PutRequest: { Item: { a: { L: [{ M: { b: { SS: ['x', 5] } } }] } } } }] };
  assert.is(problemOf('BatchWriteItem', { RequestItems }), 'NUMBER_VALUE cannot be converted to String');
});

test('finds every value that does not match its data type', () => {
  assert.is(problemOfValue({ S: 5 }), 'NUMBER_VALUE cannot be converted to String');
  assert.is(problemOfValue({ N: 5 }), 'NUMBER_VALUE cannot be converted to String');
  assert.is(problemOfValue({ N: 5n }), 'NUMBER_VALUE cannot be converted to String');
  assert.is(problemOfValue({ S: new Date(0) }), 'Start of structure or map found where not expected');
  assert.is(problemOfValue({ BOOL: 'no' }), 'Unexpected token received from parser');
  assert.is(problemOfValue({ SS: new Set(['a']) }), 'Start of structure or map found where not expected');
  assert.is(problemOfValue({ SS: 'a' }), 'Unexpected field type');
  assert.is(problemOfValue({ M: new Map() }), 'Unexpected field type');
  assert.is(problemOfValue({ B: 'text' }), 'only base-64-encoded strings are convertible to bytes');
  assert.is(problemOfValue({ B: new ArrayBuffer(1) }), 'only base-64-encoded strings are convertible to bytes');
  assert.is(problemOfValue({ B: {} }), 'Start of structure or map found where not expected');
  assert.is(problemOfValue('text'), 'Unexpected value type in payload');
  assert.is(problemOfValue([]), `Unrecognized collection type class ${client}.AttributeValue`);
});

test('parses to the same depth as DynamoDB', () => {
  const nested = (levels: number) => {
    let value: object = { S: 'x' };
    for (let level = 0; level < levels; level += 1) value = { L: [value] };
    return value;
  };
  assert.is(problemOfValue(nested(2000)), undefined);
  assert.is(problemOfValue(nested(2001)), '');
  assert.is(problemOfValue(nested(300_000)), '');
  assert.is(
    problemOf('GetItem', { TableName: 5, Key: { a: nested(300_000) } }),
    'NUMBER_VALUE cannot be converted to String',
  );
});

test('terminates for circular values', () => {
  const once: { L: unknown[] } = { L: [] };
  once.L.push(once);
  assert.is(problemOfValue(once), '');
  const twice: { L: unknown[] } = { L: [] };
  twice.L.push(twice, twice);
  assert.is(problemOfValue(twice), '');
});

test('rejects more values than fit into one request', () => {
  const isTooLarge = (error: Error) => error.name === 'RequestEntityTooLarge';
  let doubled: unknown = { S: 'a' };
  for (let level = 0; level < 30; level += 1) doubled = { L: [doubled, doubled] };
  assert.throws(() => problemOfValue(doubled), isTooLarge);
  assert.throws(() => problemOfValue({ SS: new Array(2 ** 32 - 1) }), isTooLarge);
  const SS = new Array(100_000).fill('');
  assert.throws(() => problemOfValue({ L: new Array(100).fill({ SS }) }), isTooLarge);
});

test('treats inherited members as members', () => {
  class Text {
    readonly S: unknown;
    constructor(S: unknown) {
      this.S = S;
    }
  }
  assert.is(problemOfValue(new Text('a')), undefined);
  assert.is(problemOfValue(new Text(5)), 'NUMBER_VALUE cannot be converted to String');
  assert.is(problemOfValue(Object.create({ S: 5 })), 'NUMBER_VALUE cannot be converted to String');
});

test('treats names such as constructor as ordinary unknown members', () => {
  const Item: unknown = JSON.parse('{ "__proto__": { "S": "x" }, "constructor": { "S": 5 } }');
  assert.is(problemOf('PutItem', { TableName: 't', Item }), 'NUMBER_VALUE cannot be converted to String');
});

test('returns an empty message for a request that is not an object', () => {
  for (const input of [undefined, null, 'x', 5, [], new Map()]) {
    assert.is(problemOf('ListTables', input), '');
  }
});

test.run();

function problemOf(operation: OperationName, input: unknown): string | undefined {
  return typeViolation(input, operations[operation].input, (value) => typeof value === 'boolean');
}

function problemOfValue(a: unknown): string | undefined {
  return problemOf('PutItem', { TableName: 't', Item: { a } });
}
