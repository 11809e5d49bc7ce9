import type { AttributeValue, Input } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { rejectionTest, untyped } from './rejection-test.ts';

type Expected = NonNullable<Input<'PutItem'>['Expected']>;
type Comparison = Expected[string];
type Operator = NonNullable<Comparison['ComparisonOperator']>;

const Key = { pk: { S: 'a' } };
const prefix = '1 validation error detected: ';
const invalid = `${prefix}One or more parameter values were invalid: `;

const samples = {
  S: { S: 'x' },
  N: { N: '1' },
  B: { B: Uint8Array.of(1) },
  BOOL: { BOOL: true },
  NULL: { NULL: true },
  SS: { SS: ['x'] },
  NS: { NS: ['1'] },
  BS: { BS: [Uint8Array.of(1)] },
  L: { L: [] },
  M: { M: {} },
} satisfies Readonly<Record<string, AttributeValue>>;

type Type = keyof typeof samples;

const collections: readonly Type[] = ['SS', 'NS', 'BS', 'L', 'M'];
const unordered: readonly Type[] = ['BOOL', 'NULL', ...collections];

/** The types that an operator does not support. */
const unsupportedTypes: readonly (readonly [operator: Operator, types: readonly Type[]])[] = [
  ['LT', unordered],
  ['LE', unordered],
  ['GT', unordered],
  ['GE', unordered],
  ['BETWEEN', unordered],
  ['IN', unordered],
  ['BEGINS_WITH', ['N', ...unordered]],
  ['CONTAINS', collections],
  ['NOT_CONTAINS', collections],
];

/** Operators and numbers of values that they do not support. */
const unsupportedCounts: readonly (readonly [operators: readonly Operator[], counts: readonly number[]])[] = [
  [
    ['EQ', 'NE', 'LT', 'LE', 'GT', 'GE', 'BEGINS_WITH', 'CONTAINS', 'NOT_CONTAINS'],
    [0, 2],
  ],
  [['BETWEEN'], [0, 1, 3]],
  [['IN'], [0]],
  [['NULL', 'NOT_NULL'], [1]],
];

/** A condition on the attribute `a`, and the message. */
type Rejected = readonly [name: string, condition: Comparison, message: string];

const x: AttributeValue = samples.S;
const n: AttributeValue = samples.N;

const malformed: readonly Rejected[] = [
  [
    'Value and AttributeValueList',
    { ComparisonOperator: 'EQ', Value: x, AttributeValueList: [x] },
    `${invalid}Value and AttributeValueList cannot be used together for Attribute: a`,
  ],
  [
    'Exists and ComparisonOperator',
    { ComparisonOperator: 'EQ', Exists: true, Value: x },
    `${invalid}Exists and ComparisonOperator cannot be used together for Attribute: a`,
  ],
  [
    'an operator without values',
    { ComparisonOperator: 'EQ' },
    `${invalid}Value or AttributeValueList must be used with ComparisonOperator: EQ for Attribute: a`,
  ],
  [
    'AttributeValueList without operator',
    { AttributeValueList: [x] },
    `${invalid}AttributeValueList can only be used with a ComparisonOperator for Attribute: a`,
  ],
  [
    'AttributeValueList with Exists',
    { Exists: false, AttributeValueList: [x] },
    `${invalid}AttributeValueList can only be used with a ComparisonOperator for Attribute: a`,
  ],
  ['no members', {}, `${invalid}Value must be provided when Exists is null for Attribute: a`],
  [
    'Exists true without value',
    { Exists: true },
    `${invalid}Value must be provided when Exists is true for Attribute: a`,
  ],
  [
    'Exists false with a value',
    { Exists: false, Value: x },
    `${invalid}Value cannot be used when Exists is false for Attribute: a`,
  ],
  ['an unknown operator', { ComparisonOperator: untyped('EQUALS'), Value: x }, `${invalid}Invalid comparison operator`],
  [
    'an operator in lower case',
    { ComparisonOperator: untyped('eq'), Value: x },
    `${invalid}Invalid comparison operator`,
  ],
  [
    'bounds of two types',
    { ComparisonOperator: 'BETWEEN', AttributeValueList: [x, n] },
    `${invalid}AttributeValues inside AttributeValueList must be of same type`,
  ],
  [
    'candidates of two types',
    { ComparisonOperator: 'IN', AttributeValueList: [x, n] },
    `${invalid}AttributeValues inside AttributeValueList must be of same type`,
  ],
  [
    'bounds out of order',
    { ComparisonOperator: 'BETWEEN', AttributeValueList: [{ N: '10' }, { N: '9' }] },
    `${prefix}The BETWEEN condition was provided a range where the lower bound is greater than the upper bound`,
  ],
  ['an empty set', { Value: { SS: [] } }, `${invalid}An string set  may not be empty`],
  [
    'an invalid number',
    { ComparisonOperator: 'LT', Value: { N: 'x' } },
    `${prefix}The parameter cannot be converted to a numeric value: x`,
  ],
  ['a false NULL', { Value: { NULL: false } }, `${invalid}Null attribute value types must have the value of true`],
  [
    'an empty value',
    { Value: untyped({}) },
    'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
  ],
  ['an empty attribute name in a value', { Value: { M: { '': x } } }, `${prefix}Empty attribute name`],
];

const order: readonly Rejected[] = [
  [
    'Value and AttributeValueList before Exists and ComparisonOperator',
    { Value: x, AttributeValueList: [x], Exists: true, ComparisonOperator: 'EQ' },
    `${invalid}Value and AttributeValueList cannot be used together for Attribute: a`,
  ],
  [
    'the members of a condition before its values',
    { Exists: false, Value: { N: 'x' } },
    `${invalid}Value cannot be used when Exists is false for Attribute: a`,
  ],
  [
    'an invalid value before an unknown operator',
    { ComparisonOperator: untyped('EQUALS'), Value: { NS: [] } },
    `${invalid}An number set  may not be empty`,
  ],
  [
    'an invalid value before the number of values',
    { ComparisonOperator: 'EQ', AttributeValueList: [{ NS: [] }, x] },
    `${invalid}An number set  may not be empty`,
  ],
  [
    'the number of values before their types',
    { ComparisonOperator: 'LT', AttributeValueList: [samples.SS, x] },
    `${invalid}Invalid number of argument(s) for the LT ComparisonOperator`,
  ],
  [
    'an unsupported type before different types',
    { ComparisonOperator: 'IN', AttributeValueList: [x, samples.BOOL] },
    `${invalid}ComparisonOperator IN is not valid for BOOL AttributeValue type`,
  ],
];

/** `Expected` and `ConditionalOperator` that the service rejects. */
export const legacyConditionRejectionsSuite: ConformanceSuite = {
  name: 'legacy-condition-rejections',
  tests: [
    ...malformed.map(([name, condition, message]) => expectedTest(`rejects ${name}`, condition, message)),
    ...order.map(([name, condition, message]) => expectedTest(`reports ${name}`, condition, message)),
    ...unsupportedTypes.flatMap(([operator, types]) =>
      types.map((type) => {
        const AttributeValueList = operator === 'BETWEEN' ? [samples[type], samples[type]] : [samples[type]];
        return expectedTest(
          `${operator} does not support ${type}`,
          { ComparisonOperator: operator, AttributeValueList },
          `${invalid}ComparisonOperator ${operator} is not valid for ${type} AttributeValue type`,
        );
      }),
    ),
    ...unsupportedCounts.flatMap(([operators, counts]) =>
      operators.flatMap((operator) =>
        counts.map((count) =>
          expectedTest(
            `${operator} does not support ${count} values`,
            { ComparisonOperator: operator, AttributeValueList: Array<AttributeValue>(count).fill(x) },
            `${invalid}Invalid number of argument(s) for the ${operator} ComparisonOperator`,
          ),
        ),
      ),
    ),
    ...(['PutItem', 'UpdateItem', 'DeleteItem'] as const).flatMap(conditionalOperatorTests),
    rejectionTest('reports the first attribute with a violation', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key, Expected: { b: { Value: { N: 'x' } }, a: {} } }),
      message: `${prefix}The parameter cannot be converted to a numeric value: x`,
    }),
    rejectionTest('reports Expected before a table that does not exist', {
      operation: 'DeleteItem',
      input: (TableName) => ({ TableName: `${TableName}-absent`, Key, Expected: { a: {} } }),
      message: `${invalid}Value must be provided when Exists is null for Attribute: a`,
    }),
    rejectionTest('reports an invalid value of the item before Expected', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { ...Key, b: { NS: [] } }, Expected: { a: {} } }),
      message: `${invalid}An number set  may not be empty`,
    }),
    rejectionTest('reports an empty attribute name in Expected before an invalid value of the item', {
      operation: 'PutItem',
      input: (TableName) => ({
        TableName,
        Item: { ...Key, b: { NS: [] } },
        Expected: { a: { Value: { L: [{ M: { '': x } }] } } },
      }),
      message: `${prefix}Empty attribute name`,
    }),
  ],
};

function expectedTest(name: string, a: Comparison, message: string): ConformanceTest {
  return rejectionTest(name, {
    operation: 'PutItem',
    input: (TableName) => ({ TableName, Item: Key, Expected: { a } }),
    message,
  });
}

function conditionalOperatorTests(operation: 'PutItem' | 'UpdateItem' | 'DeleteItem'): readonly ConformanceTest[] {
  const rejected = (name: string, members: Partial<Input<'UpdateItem'>>, message: string): ConformanceTest =>
    rejectionTest(`${operation} ${name}`, {
      operation,
      // Items and keys have the same attributes here.
      input: (TableName) => ({ TableName, Item: Key, Key, ...members }),
      message: `${prefix}${message}`,
    });
  const noConditions = 'ConditionalOperator cannot be used without Filter or Expected';
  const oneCondition = 'ConditionalOperator can only be used when Filter or Expected has two or more elements';
  const two: Expected = { a: { Exists: false }, b: { Exists: false } };
  return [
    rejected('rejects ConditionalOperator without Expected', { ConditionalOperator: 'AND' }, noConditions),
    rejected(
      'rejects ConditionalOperator with an empty Expected',
      { ConditionalOperator: 'OR', Expected: {} },
      noConditions,
    ),
    rejected(
      'rejects ConditionalOperator with one condition',
      { ConditionalOperator: untyped('XOR'), Expected: { a: { Exists: false } } },
      oneCondition,
    ),
    rejected(
      'rejects an unknown ConditionalOperator with two conditions',
      { ConditionalOperator: untyped('XOR'), Expected: two },
      'Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]',
    ),
    rejected(
      'reports ConditionalOperator before Expected',
      { ConditionalOperator: 'AND', Expected: { a: {} } },
      oneCondition,
    ),
  ];
}
