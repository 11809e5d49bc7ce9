import type { AttributeValue, Input } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { type RejectedRequest, rejectionTest, untyped } from './rejection-test.ts';
import { hashTable, indexedTable, numberSortedTable, type TableShape } from './table-shapes.ts';

type Conditions = NonNullable<Input<'Query'>['KeyConditions']>;
type Condition = Conditions[string];
type Operator = NonNullable<Condition['ComparisonOperator']>;

const prefix = '1 validation error detected: ';
const invalid = 'One or more parameter values were invalid: ';
const wrongSchemaType = `${invalid}Condition parameter type does not match schema type`;
const notIndexable = 'Attempted conditional constraint is not an indexable operation';

const comparedWith = (ComparisonOperator: Operator, ...AttributeValueList: AttributeValue[]): Condition => ({
  ComparisonOperator,
  AttributeValueList,
});
const x: AttributeValue = { S: 'x' };
const one: AttributeValue = { N: '1' };
const pk = comparedWith('EQ', x);
const missingOperator: Condition = untyped({ AttributeValueList: [x] });

/** Conditions on the key of a table with the sort key `sk`, a number, and the message. */
const keyConditions: readonly (readonly [name: string, conditions: Conditions, message: string])[] = [
  ['no conditions', {}, 'Conditions must be at least length 1'],
  [
    'no condition on the partition key',
    { sk: comparedWith('EQ', one) },
    'Query condition missed key schema element: pk',
  ],
  ['a condition on another attribute', { pk, a: pk }, 'Query condition missed key schema element: sk'],
  [
    'a condition on another attribute with an operator of filters',
    { pk, a: comparedWith('NULL') },
    'Query condition missed key schema element: sk',
  ],
  [
    'three conditions',
    { pk, sk: comparedWith('EQ', one), a: pk },
    'The number of query conditions (3) exceeds the number of key attributes defined in the schema (2)',
  ],
  ...(['LT', 'LE', 'GT', 'GE', 'BEGINS_WITH'] as const).map(
    (operator) =>
      [
        `${operator} on the partition key`,
        { pk: comparedWith(operator, x) },
        'Query key condition not supported',
      ] as const,
  ),
  ['BETWEEN on the partition key', { pk: comparedWith('BETWEEN', x, x) }, 'Query key condition not supported'],
  ...(['NE', 'IN', 'CONTAINS', 'NOT_CONTAINS'] as const).flatMap((operator) => [
    [`${operator} on the partition key`, { pk: comparedWith(operator, x) }, notIndexable] as const,
    [`${operator} on the sort key`, { pk, sk: comparedWith(operator, one) }, notIndexable] as const,
  ]),
  ...(['NULL', 'NOT_NULL'] as const).flatMap((operator) => [
    [`${operator} on the partition key`, { pk: comparedWith(operator) }, notIndexable] as const,
    [`${operator} on the sort key`, { pk, sk: comparedWith(operator) }, notIndexable] as const,
  ]),
  ['a partition key of another type', { pk: comparedWith('EQ', one) }, wrongSchemaType],
  ['a partition key of a type that keys cannot have', { pk: comparedWith('EQ', { BOOL: true }) }, wrongSchemaType],
  ['a sort key of another type', { pk, sk: comparedWith('GT', x) }, wrongSchemaType],
  [
    'an operator that the type does not support',
    { pk, sk: comparedWith('BEGINS_WITH', one) },
    `${invalid}ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type`,
  ],
  [
    'bounds of two types',
    { pk, sk: comparedWith('BETWEEN', one, x) },
    `${invalid}AttributeValues inside AttributeValueList must be of same type`,
  ],
  [
    'bounds out of order',
    { pk, sk: comparedWith('BETWEEN', { N: '2' }, one) },
    'The BETWEEN condition was provided a range where the lower bound is greater than the upper bound',
  ],
  ['no values', { pk: comparedWith('EQ') }, `${invalid}Invalid number of argument(s) for the EQ ComparisonOperator`],
  [
    'two values',
    { pk: comparedWith('EQ', x, x) },
    `${invalid}Invalid number of argument(s) for the EQ ComparisonOperator`,
  ],
  ['an unknown operator', { pk: comparedWith(untyped('eq'), x) }, `${invalid}Invalid comparison operator`],
  [
    'a condition without operator',
    { pk: missingOperator },
    `${prefix}Value null at 'keyConditions.pk.member.comparisonOperator' failed to satisfy constraint: Member must not be null`,
  ],
  [
    'an empty key value',
    { pk: comparedWith('EQ', { S: '' }) },
    'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
  ],
];

/** Filters on the attribute `a`, and the message. */
const filters: readonly (readonly [name: string, condition: Condition, message: string | RegExp])[] = [
  [
    'an operator that the type does not support',
    comparedWith('LT', { SS: ['x'] }),
    `${invalid}ComparisonOperator LT is not valid for SS AttributeValue type`,
  ],
  [
    'no values',
    comparedWith('CONTAINS'),
    `${invalid}Invalid number of argument(s) for the CONTAINS ComparisonOperator`,
  ],
  ['an unknown operator', comparedWith(untyped('LIKE'), x), `${invalid}Invalid comparison operator`],
  ['an invalid number', comparedWith('EQ', { N: 'x' }), 'The parameter cannot be converted to a numeric value: x'],
  [
    'a set with duplicates',
    comparedWith('EQ', { SS: ['b', 'a', 'b'] }),
    `${invalid}Input collection ["a", "b", "b"] contains duplicates.`,
  ],
  ['an empty attribute name in a value', comparedWith('EQ', { M: { '': x } }), 'Empty attribute name'],
  [
    'a condition without operator',
    missingOperator,
    /^1 validation error detected: Value null at '(query|scan)Filter\.a\.member\.comparisonOperator' failed to satisfy constraint: Member must not be null$/,
  ],
];

/** `AttributesToGet`, `KeyConditions`, `QueryFilter` and `ScanFilter` that the service rejects. */
export const legacyReadRejectionsSuite: ConformanceSuite = {
  name: 'legacy-read-rejections',
  tests: [
    ...keyConditions.map(([name, KeyConditions, message]) =>
      queryTest(`rejects KeyConditions with ${name}`, { KeyConditions }, message),
    ),
    ...filters.flatMap(([name, a, message]) => [
      queryTest(`rejects a QueryFilter with ${name}`, { KeyConditions: { pk }, QueryFilter: { a } }, message),
      scanTest(`rejects a ScanFilter with ${name}`, { ScanFilter: { a } }, message),
    ]),
    ...depthTests(),
    ...conditionalOperatorTests(),
    ...attributesToGetTests(),
    ...selectTests(),
    queryTest(
      'rejects a second condition on a table without sort key',
      { KeyConditions: { pk, a: pk } },
      'The number of query conditions (2) exceeds the number of key attributes defined in the schema (1)',
      hashTable,
    ),
    ...['pk', 'sk'].map((name) =>
      queryTest(
        `rejects a QueryFilter on the key attribute ${name}`,
        { KeyConditions: { pk }, QueryFilter: { a: pk, [name]: comparedWith('NOT_NULL') } },
        `QueryFilter can only contain non-primary key attributes: Primary key attribute: ${name}`,
      ),
    ),
    queryTest(
      'rejects a QueryFilter on an attribute that the index does not project',
      { IndexName: 'keys', KeyConditions: { team: pk }, QueryFilter: { a: pk } },
      `${invalid}Secondary index keys does not project one or more filter attributes: [a]`,
      indexedTable,
    ),
    queryTest(
      'rejects AttributesToGet with an attribute that the index does not project',
      { IndexName: 'keys', KeyConditions: { team: pk }, AttributesToGet: ['a'] },
      `${invalid}Global secondary index keys does not project [a]`,
      indexedTable,
    ),
    queryTest(
      'reports ConditionalOperator before a missing key condition',
      { ConditionalOperator: 'AND' },
      'ConditionalOperator cannot be used without Filter or Expected',
    ),
    queryTest(
      'reports the QueryFilter before the KeyConditions',
      { KeyConditions: { pk: comparedWith('EQ') }, QueryFilter: { a: comparedWith('LT') } },
      `${invalid}Invalid number of argument(s) for the LT ComparisonOperator`,
    ),
    queryTest(
      'reports a filter expression before the KeyConditions',
      { KeyConditions: { pk: comparedWith('EQ') }, FilterExpression: 'a =' },
      'Invalid FilterExpression: Syntax error; token: "<EOF>", near: "="',
    ),
    queryTest(
      'reports an index that does not exist before KeyConditions that do not fit the key',
      { IndexName: 'absent', KeyConditions: { a: comparedWith('NULL') } },
      'The table does not have the specified index: absent',
    ),
    scanTest(
      'reports the ScanFilter before duplicate AttributesToGet',
      { ScanFilter: { a: comparedWith('LT') }, AttributesToGet: ['a', 'a'] },
      `${invalid}Invalid number of argument(s) for the LT ComparisonOperator`,
    ),
    scanTest(
      'reports duplicate AttributesToGet before the start key',
      { AttributesToGet: ['a', 'a'], ExclusiveStartKey: { pk: { NS: [] } } },
      `${invalid}Duplicate value in attribute name: a`,
    ),
    scanTest(
      'reports an empty attribute name in the ScanFilter before ConditionalOperator',
      { ScanFilter: { a: comparedWith('EQ', { M: { '': x } }) }, ConditionalOperator: 'AND' },
      'Empty attribute name',
    ),
    scanTest(
      'reports a Scan with a condition without operator in the older form',
      { ScanFilter: { a: missingOperator }, ConditionalOperator: untyped('XOR'), Limit: 0 },
      "3 validation errors detected: Value 'XOR' at 'conditionalOperator' failed to satisfy constraint: Member must satisfy enum value set: [OR, AND]; Value null at 'scanFilter.a.member.comparisonOperator' failed to satisfy constraint: Member must not be null; Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ),
  ],
};

function queryTest(
  name: string,
  members: Partial<Input<'Query'>>,
  message: string | RegExp,
  table: TableShape = numberSortedTable,
): ConformanceTest {
  return rejectionTest(name, { operation: 'Query', table, input: (TableName) => ({ TableName, ...members }), message });
}

function scanTest(name: string, members: Partial<Input<'Scan'>>, message: string | RegExp): ConformanceTest {
  return rejectionTest(name, { operation: 'Scan', input: (TableName) => ({ TableName, ...members }), message });
}

function depthTests(): readonly ConformanceTest[] {
  const message =
    'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit';
  const nested = (levels: number): AttributeValue => (levels === 0 ? x : { L: [nested(levels - 1)] });
  const filter = (levels: number) => ({ a: comparedWith('EQ', nested(levels)) });
  return [
    queryTest('rejects a QueryFilter with 32 levels', { KeyConditions: { pk }, QueryFilter: filter(32) }, message),
    queryTest(
      'rejects KeyConditions with 32 levels',
      { KeyConditions: { pk: comparedWith('EQ', nested(32)) } },
      message,
    ),
    scanTest('rejects a ScanFilter with 33 levels', { ScanFilter: filter(33) }, message),
    {
      name: 'accepts a ScanFilter with 32 levels',
      async run({ db, table }) {
        await db.execute('Scan', { TableName: await table(hashTable), ScanFilter: filter(32) });
      },
    },
  ];
}

function conditionalOperatorTests(): readonly ConformanceTest[] {
  const noConditions = 'ConditionalOperator cannot be used without Filter or Expected';
  const oneCondition = 'ConditionalOperator can only be used when Filter or Expected has two or more elements';
  const unknown = 'Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]';
  const ConditionalOperator = 'AND';
  const other: 'AND' = untyped('and');
  const two = { a: pk, b: pk };
  return [
    queryTest(
      'rejects ConditionalOperator of a Query without filter',
      { KeyConditions: { pk }, ConditionalOperator },
      noConditions,
    ),
    queryTest(
      'rejects ConditionalOperator of a Query with one condition',
      { KeyConditions: { pk }, QueryFilter: { a: pk }, ConditionalOperator },
      oneCondition,
    ),
    queryTest(
      'rejects an unknown ConditionalOperator of a Query',
      { KeyConditions: { pk }, QueryFilter: two, ConditionalOperator: other },
      unknown,
    ),
    scanTest('rejects ConditionalOperator of a Scan without filter', { ConditionalOperator }, noConditions),
    scanTest(
      'rejects ConditionalOperator of a Scan with an empty filter',
      { ScanFilter: {}, ConditionalOperator },
      noConditions,
    ),
    scanTest(
      'rejects ConditionalOperator of a Scan with one condition',
      { ScanFilter: { a: pk }, ConditionalOperator },
      oneCondition,
    ),
    scanTest(
      'rejects an unknown ConditionalOperator of a Scan',
      { ScanFilter: two, ConditionalOperator: other },
      unknown,
    ),
    scanTest(
      'reports ConditionalOperator before the ScanFilter',
      { ScanFilter: { a: comparedWith('LT') }, ConditionalOperator },
      oneCondition,
    ),
  ];
}

function attributesToGetTests(): readonly ConformanceTest[] {
  const duplicate = `${invalid}Duplicate value in attribute name: b`;
  const AttributesToGet = ['a', 'b', 'b', 'a'];
  const Key = { pk: x };
  const getTest = (name: string, rejected: Omit<RejectedRequest<'GetItem'>, 'operation'>) =>
    rejectionTest(name, { operation: 'GetItem', ...rejected });
  const batchOf = (TableName: string, members: object) => ({
    RequestItems: { [TableName]: { Keys: [Key], ...members } },
  });
  return [
    getTest('rejects duplicate AttributesToGet of GetItem', {
      input: (TableName) => ({ TableName, Key, AttributesToGet }),
      message: duplicate,
    }),
    getTest('rejects empty AttributesToGet of GetItem', {
      input: (TableName) => ({ TableName, Key, AttributesToGet: [] }),
      message: `${prefix}Value '[]' at 'attributesToGet' failed to satisfy constraint: Member must have length greater than or equal to 1`,
    }),
    getTest('rejects an empty name in AttributesToGet', {
      input: (TableName) => ({ TableName, Key, AttributesToGet: ['a', 'a', ''] }),
      message: 'Empty attribute name',
    }),
    getTest('reports an invalid value of the key before duplicate AttributesToGet', {
      input: (TableName) => ({ TableName, Key: { pk: { NS: [] } }, AttributesToGet }),
      message: `${invalid}An number set  may not be empty`,
    }),
    getTest('reports duplicate AttributesToGet before a table that does not exist', {
      input: (TableName) => ({ TableName: `${TableName}-absent`, Key, AttributesToGet }),
      message: duplicate,
    }),
    rejectionTest('rejects duplicate AttributesToGet of BatchGetItem', {
      operation: 'BatchGetItem',
      input: (TableName) => batchOf(TableName, { AttributesToGet }),
      message: duplicate,
    }),
    queryTest('rejects duplicate AttributesToGet of Query', { KeyConditions: { pk }, AttributesToGet }, duplicate),
    scanTest('rejects duplicate AttributesToGet of Scan', { AttributesToGet }, duplicate),
  ];
}

function selectTests(): readonly ConformanceTest[] {
  const AttributesToGet = ['a'];
  const whole = [
    ['ALL_ATTRIBUTES', 'ALL_ATTRIBUTES'],
    ['COUNT', 'only the Count'],
  ] as const;
  return whole.flatMap(([Select, text]) => {
    const message = `${prefix}Cannot specify the AttributesToGet when choosing to get ${text}`;
    return [
      queryTest(
        `rejects AttributesToGet of Query with ${Select}`,
        { KeyConditions: { pk }, Select, AttributesToGet },
        message,
      ),
      scanTest(`rejects AttributesToGet of Scan with ${Select}`, { Select, AttributesToGet }, message),
    ];
  });
}
