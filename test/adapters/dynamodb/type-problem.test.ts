import * as assert from 'uvu/assert';
import { typeProblem } from '../../../src/adapters/dynamodb/type-problem.ts';
import { suite } from '../../support/suite.ts';

const test = suite('typeProblem');

const client = 'com.amazonaws.dynamodb.v20120810';

test('finds nothing in a request that has every kind of member right', () => {
  const Item = {
    s: { S: '' },
    n: { N: '1' },
    b: { B: new Uint8Array(1) },
    buffer: { B: Buffer.from('x') },
    sets: { M: { ss: { SS: ['a'] }, ns: { NS: ['1'] }, bs: { BS: [new Uint8Array()] } } },
    list: { L: [{ NULL: true }, { BOOL: false }, { L: [] }] },
  };
  assert.is(typeProblem('PutItem', { TableName: 't', Item, ReturnValues: 'NONE' }), undefined);
  assert.is(typeProblem('Query', { TableName: 't', Limit: 1, ConsistentRead: true }), undefined);
  assert.is(typeProblem('ListBackups', { TimeRangeLowerBound: new Date(0), Limit: 1 }), undefined);
  assert.is(typeProblem('BatchWriteItem', { RequestItems: { t: [{ PutRequest: { Item } }] } }), undefined);
});

test('takes undefined and null for absent, wherever they stand', () => {
  assert.is(typeProblem('PutItem', { TableName: null, Item: undefined }), undefined);
  assert.is(typeProblem('PutItem', { TableName: 't', Item: { a: undefined, b: { S: null, N: '1' } } }), undefined);
  assert.is(typeProblem('GetItem', { TableName: 't', AttributesToGet: [null] }), undefined);
});

test('ignores what the model does not have', () => {
  assert.is(typeProblem('PutItem', { TableName: 't', Item: {}, Colour: 5 }), undefined);
  assert.is(typeProblem('PutItem', { TableName: 't', Item: { a: { X: 5 } } }), undefined);
});

test('names the token that stands where text is expected', () => {
  const problem = (TableName: unknown) => typeProblem('DescribeTable', { TableName });
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

test('refuses text for a number, and numbers that JSON cannot hold', () => {
  const problem = (Limit: unknown) => typeProblem('Query', { TableName: 't', Limit });
  assert.is(problem('1'), 'STRING_VALUE cannot be converted to Integer');
  assert.is(problem(Number.NaN), 'STRING_VALUE cannot be converted to Integer');
  assert.is(problem(Number.POSITIVE_INFINITY), 'STRING_VALUE cannot be converted to Integer');
  assert.is(problem(1.5), undefined);
  const ProvisionedThroughput = { ReadCapacityUnits: '1' };
  assert.is(typeProblem('CreateTable', { ProvisionedThroughput }), 'STRING_VALUE cannot be converted to Long');
});

test('refuses text and numbers for a boolean', () => {
  const problem = (ConsistentRead: unknown) => typeProblem('GetItem', { ConsistentRead });
  assert.is(problem('yes'), 'Unexpected token received from parser');
  assert.is(problem(1), 'NUMBER_VALUE cannot be converted to Boolean');
  assert.is(problem([]), '');
  assert.is(problem({}), 'Start of structure or map found where not expected');
});

test('wants a moment as a valid Date', () => {
  const problem = (ExportTime: unknown) => typeProblem('ExportTableToPointInTime', { ExportTime });
  assert.is(problem('2026-01-01'), 'STRING_VALUE cannot be converted to Double');
  assert.is(problem(0), 'NUMBER_VALUE cannot be converted to Double');
  assert.is(problem(new Date('never')), 'Start of structure or map found where not expected');
  assert.is(problem([]), 'Unrecognized collection type class java.lang.Double');
});

test('tells a scalar as a member from one inside a list or map', () => {
  assert.is(typeProblem('CreateTable', { KeySchema: 'id' }), 'Unexpected field type');
  assert.is(typeProblem('CreateTable', { KeySchema: ['id'] }), 'Unexpected value type in payload');
  assert.is(typeProblem('CreateTable', { KeySchema: {} }), 'Start of structure or map found where not expected');
  assert.is(typeProblem('BatchGetItem', { RequestItems: 1 }), 'Unexpected field type');
  assert.is(typeProblem('BatchGetItem', { RequestItems: { t: 1 } }), 'Unexpected value type in payload');
});

test('names the type that a list stands in the place of', () => {
  const problem = 'Unrecognized collection type';
  assert.is(typeProblem('CreateTable', { StreamSpecification: [] }), `${problem} class ${client}.StreamSpecification`);
  assert.is(
    typeProblem('PutItem', { Item: [] }),
    `${problem} java.util.Map<java.lang.String, ${client}.AttributeValue>`,
  );
  assert.is(
    typeProblem('BatchWriteItem', { RequestItems: [] }),
    `${problem} java.util.Map<java.lang.String, java.util.List<${client}.WriteRequest>>`,
  );
  assert.is(
    typeProblem('GetItem', { ExpressionAttributeNames: [] }),
    `${problem} java.util.Map<java.lang.String, java.lang.String>`,
  );
});

test('finds a wrong type however deep it is', () => {
  const RequestItems = { t: [{ PutRequest: { Item: { a: { L: [{ M: { b: { SS: ['x', 5] } } }] } } } }] };
  assert.is(typeProblem('BatchWriteItem', { RequestItems }), 'NUMBER_VALUE cannot be converted to String');
});

test('refuses what the SDK would write as something else', () => {
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
  assert.is(problemOfValue('text'), 'Unexpected value type in payload');
  assert.is(problemOfValue([]), `Unrecognized collection type class ${client}.AttributeValue`);
});

test('reads as deep as the service does', () => {
  const nested = (levels: number) => {
    let value: object = { S: 'x' };
    for (let level = 0; level < levels; level += 1) value = { L: [value] };
    return value;
  };
  assert.is(problemOfValue(nested(2000)), undefined);
  assert.match(String(problemOfValue(nested(2001))), 'too far to be read');
});

test('comes to an end with a value that holds itself, once or often', () => {
  const once: { L: unknown[] } = { L: [] };
  once.L.push(once);
  assert.match(String(problemOfValue(once)), 'has no end');
  const twice: { L: unknown[] } = { L: [] };
  twice.L.push(twice, twice);
  assert.match(String(problemOfValue(twice)), 'has no end');
});

test('takes names of inherited properties for ordinary ones', () => {
  const Item: unknown = JSON.parse('{ "__proto__": { "S": "x" }, "constructor": { "S": 5 } }');
  assert.is(typeProblem('PutItem', { TableName: 't', Item }), 'NUMBER_VALUE cannot be converted to String');
});

test('refuses a request that is no object', () => {
  for (const input of [undefined, null, 'x', 5, []]) {
    assert.is(typeProblem('ListTables', input), 'Unexpected value type in payload');
  }
});

test.run();

function problemOfValue(a: unknown): string | undefined {
  return typeProblem('PutItem', { TableName: 't', Item: { a } });
}
