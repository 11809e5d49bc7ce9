import type { KnownDifference } from '../known-difference.ts';
import { internalFailure, noSuchTable, withoutPrefix } from './outcomes.ts';

const notNumber = 'ValidationException: A value provided cannot be converted into a number';
const unknownOperator = 'ValidationException: Comparison type does not exist in DynamoDB';
const duplicateName = 'ValidationException: Cannot have two attributes with the same name';
const emptySet = 'ValidationException: One or more parameter values were invalid: An number set  may not be empty';
const keyNotSupported = 'ValidationException: Query key condition not supported';
const longTypeNames: Readonly<Record<string, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  BOOL: 'BOOLEAN',
  NULL: 'NULL',
  L: 'LIST',
  M: 'MAP',
};

/** Differences of DynamoDB Local in legacy parameters. */
export const legacyDifferences: readonly KnownDifference[] = [
  {
    fact: 'The messages of PutItem, UpdateItem and DeleteItem on legacy parameters have the prefix "1 validation error detected: ".',
    rows: [
      [
        'legacy-condition-rejections',
        /^rejects (?!an empty value$|an unknown op|an op.* in lower|an invalid)/,
        withoutPrefix,
      ],
      ['legacy-condition-rejections', /^reports (?!Value and|the first|Expected|an empty)/, withoutPrefix],
      ['legacy-condition-rejections', / does not support /, withoutPrefix],
      ['legacy-condition-rejections', /Item rejects ConditionalOperator/, withoutPrefix],
      ['legacy-updates', / needs a value$|^rejects an empty (?!value)|^reports an invalid/, withoutPrefix],
      ['parameter-styles', /^(Put|Update|Delete)Item rejects (?!an empty|expression attribute v)/, withoutPrefix],
      ['parameter-styles', 'reports both styles before an invalid value of the item', withoutPrefix],
    ],
  },
  {
    fact: 'An unknown ComparisonOperator is rejected with "Invalid comparison operator", a missing one with a message on the member.',
    rows: [
      ['legacy-condition-rejections', /^rejects an (unknown operator|operator in lower case)$/, unknownOperator],
      [
        'legacy-read-rejections',
        /^rejects .* with (an unknown operator|a condition without operator)$/,
        unknownOperator,
      ],
      ['legacy-read-rejections', 'reports a Scan with a condition without operator in the older form', unknownOperator],
    ],
  },
  {
    fact: 'An unknown ConditionalOperator is rejected.',
    rows: [
      ['legacy-condition-rejections', /Item rejects an unknown ConditionalOperator/, internalFailure],
      // Evaluated for each item, if there are any.
      [
        'legacy-read-rejections',
        /^rejects an unknown ConditionalOperator of a (Query|Scan)$/,
        /^(succeeded: |InternalFailure: )/,
      ],
    ],
  },
  {
    fact: 'ConditionalOperator is checked before the conditions that it joins.',
    rows: [
      [
        'legacy-condition-rejections',
        /Item reports ConditionalOperator before Expected$/,
        'ValidationException: One or more parameter values were invalid: Value must be provided when Exists is null for Attribute: a',
      ],
      [
        'legacy-read-rejections',
        'reports ConditionalOperator before the ScanFilter',
        'ValidationException: One or more parameter values were invalid: Invalid number of argument(s) for the LT ComparisonOperator',
      ],
      [
        'legacy-read-rejections',
        'reports ConditionalOperator before a missing key condition',
        'ValidationException: Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
      ],
    ],
  },
  {
    fact: 'Members, expressions and values are validated before the existence of the table.',
    rows: [
      ['legacy-condition-rejections', 'reports Expected before a table that does not exist', noSuchTable],
      ['legacy-updates', 'reports AttributeUpdates before a table that does not exist', noSuchTable],
      ['parameter-styles', 'reports both styles before a table that does not exist', noSuchTable],
    ],
  },
  {
    fact: 'The message on an N value that is not a number contains the value.',
    rows: [
      ['legacy-condition-rejections', /^rejects an invalid number$|^reports the first attribute with/, notNumber],
      ['legacy-read-rejections', /^rejects a (Query|Scan)Filter with an invalid number$/, notNumber],
    ],
  },
  {
    fact: 'The message on duplicate members of a set depends on the operation; for string and binary sets it has the members.',
    rows: [
      [
        'legacy-read-rejections',
        /^rejects a (Query|Scan)Filter with a set with duplicates$/,
        'ValidationException: One or more parameter values were invalid: Input collection [b, a, b] contains duplicates',
      ],
    ],
  },
  {
    fact: 'A value that is nested too deeply is rejected in every member.',
    rows: [
      ['legacy-read-rejections', 'rejects a QueryFilter with 32 levels', /^succeeded: /],
      [
        'legacy-read-rejections',
        'rejects KeyConditions with 32 levels',
        'ValidationException: One or more parameter values were invalid: Condition parameter type does not match schema type',
      ],
    ],
  },
  {
    fact: 'An empty attribute name is reported before every invalid value.',
    rows: [
      [
        'legacy-condition-rejections',
        'reports an empty attribute name in Expected before an invalid value of the item',
        emptySet,
      ],
      ['legacy-read-rejections', 'rejects an empty name in AttributesToGet', duplicateName],
      [
        'parameter-styles',
        'reports an empty attribute name before both styles',
        /^ValidationException: Can not use both expression and non-expression parameters/,
      ],
    ],
  },
  {
    // Inferred for the service from older recordings.
    fact: 'Value together with AttributeValueList is reported before Exists together with ComparisonOperator.',
    rows: [
      [
        'legacy-condition-rejections',
        'reports Value and AttributeValueList before Exists and ComparisonOperator',
        'ValidationException: One or more parameter values were invalid: Exists and ComparisonOperator cannot be used together for Attribute: a',
      ],
    ],
  },
  {
    fact: 'The message on AttributesToGet with a duplicate names it; empty AttributesToGet are rejected.',
    rows: [
      [
        'legacy-read-rejections',
        /^(rejects|reports) duplicate AttributesToGet (of (Get|Query|Scan)|before a table)/,
        duplicateName,
      ],
      ['legacy-read-rejections', 'reports an invalid value of the key before duplicate AttributesToGet', duplicateName],
      ['legacy-read-rejections', 'reports duplicate AttributesToGet before the start key', emptySet],
      ['legacy-read-rejections', 'rejects empty AttributesToGet of GetItem', /^succeeded: /],
    ],
  },
  {
    fact: 'The messages of Query and Scan on Select have the prefix "1 validation error detected: ".',
    rows: [['legacy-read-rejections', /^rejects AttributesToGet of .* with (ALL_ATTRIBUTES|COUNT)$/, withoutPrefix]],
  },
  {
    fact: 'The message on a key condition without a key attribute names the attribute.',
    rows: [
      [
        'legacy-read-rejections',
        /^rejects KeyConditions with (no condition on the partition key|a condition on another attribute)/,
        'ValidationException: Query condition missed key schema element',
      ],
    ],
  },
  {
    fact: 'The message on a key condition with too many clauses has the number of clauses and of key attributes.',
    rows: [
      [
        'legacy-read-rejections',
        'rejects KeyConditions with three conditions',
        'ValidationException: Conditions can be of length 1 or 2 only',
      ],
      ['legacy-read-rejections', 'rejects a second condition on a table without sort key', keyNotSupported],
    ],
  },
  {
    fact: 'Operators that only filters support are rejected in KeyConditions with a message of their own.',
    rows: [
      ['legacy-read-rejections', /with (NE|IN|(NOT_)?CONTAINS) on the partition key$/, keyNotSupported],
      ['legacy-read-rejections', 'rejects KeyConditions with NE on the sort key', internalFailure],
      [
        'legacy-read-rejections',
        /with (NOT_)?NULL on the (partition|sort) key$/,
        /^ValidationException: Only scalar types can be used as (Hash|Range) Key values$/,
      ],
    ],
  },
  {
    fact: 'A QueryFilter is checked before KeyConditions.',
    rows: [
      [
        'legacy-read-rejections',
        'reports the QueryFilter before the KeyConditions',
        'ValidationException: One or more parameter values were invalid: Invalid number of argument(s) for the EQ ComparisonOperator',
      ],
    ],
  },
  {
    fact: 'An update without action is a PUT.',
    rows: [['legacy-updates', 'an update without action is a PUT', 'a.M: expected {b: {S: "x"}}, got undefined']],
  },
  {
    fact: 'An update with only REMOVE or DELETE creates no item.',
    rows: [['legacy-updates', /^DELETE .* creates no item$/, /^expected undefined, got \{pk: /]],
  },
  {
    fact: 'DELETE compares the members of number sets by value.',
    rows: [['legacy-updates', 'DELETE compares numbers by value', 'a: expected {NS: {"2"}}, got {NS: {"1", "2"}}']],
  },
  {
    fact: 'Messages on AttributeUpdates have the short names of types.',
    rows: [
      ['legacy-updates', /^(ADD|DELETE with a value) does not support /, withLongTypeName],
      ['legacy-updates', 'reports the first attribute with a violation', withLongTypeName],
    ],
  },
  {
    fact: 'The message on an unknown action in AttributeUpdates ends with "for Action".',
    rows: [
      [
        'legacy-updates',
        /^rejects the action/,
        'ValidationException: Member must satisfy enum value set: [ADD, DELETE, PUT]',
      ],
    ],
  },
  {
    // Inferred for the service from older recordings.
    fact: 'AttributeUpdates are checked before Expected.',
    rows: [
      [
        'legacy-updates',
        'reports AttributeUpdates before Expected',
        'ValidationException: One or more parameter values were invalid: Value must be provided when Exists is null for Attribute: a',
      ],
    ],
  },
  {
    fact: 'Legacy parameters and expressions exclude each other even if they are empty.',
    rows: [
      [
        'parameter-styles',
        'DeleteItem rejects an empty Expected with ConditionExpression',
        'ConditionalCheckFailedException: The conditional request failed',
      ],
      [
        'parameter-styles',
        /^Query rejects AttributesToGet, QueryFilter, ConditionalOperator, KeyConditions/,
        (expected) => expected.replace('ProjectionExpression, ', ''),
      ],
    ],
  },
  {
    fact: 'The message on a write with expression attribute values but no expression does not name the missing expressions.',
    rows: [
      [
        'parameter-styles',
        'DeleteItem rejects expression attribute values with Expected',
        'ValidationException: ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null',
      ],
    ],
  },
  {
    fact: 'The message on an index key of the wrong type names the attribute, both types and the index.',
    rows: [
      [
        'legacy-updates',
        'rejects an index key of the wrong type',
        'ValidationException: One or more parameter values were invalid: Type mismatch for Index Key',
      ],
    ],
  },
  {
    fact: 'CreateTable rejects invalid tags.',
    rows: [['table-tags', /^CreateTable rejects tags with/, /^succeeded: /]],
  },
];

function withLongTypeName(expected: string): string {
  return withoutPrefix(expected).replace(/\w+$/, (type) => longTypeNames[type] ?? type);
}
