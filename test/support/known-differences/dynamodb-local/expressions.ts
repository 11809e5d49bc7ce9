import type { KnownDifference } from '../known-difference.ts';
import { withoutPrefix } from './outcomes.ts';

const noExpression = 'ValidationException: ExpressionAttributeValues can only be specified when using expressions: ';

/** Differences of DynamoDB Local in expressions. */
export const expressionDifferences: readonly KnownDifference[] = [
  {
    fact: 'The messages of PutItem, UpdateItem and DeleteItem on expressions have the prefix "1 validation error detected: ".',
    rows: [
      [
        'expression-rejections',
        /^(PutItem|UpdateItem|DeleteItem) rejects (?!expression attribute values without an expression)/,
        withoutPrefix,
      ],
      ['update-rejections', /^the update "(?!ADD a :v|DELETE a :v)/, withoutPrefix],
      ['update-rejections', /^the update "ADD a :v" is rejected with (?!B$)/, withoutPrefix],
    ],
  },
  {
    fact: 'The message on a write with expression attribute values but no expression does not name the missing expressions.',
    rows: [
      [
        'expression-rejections',
        /^(PutItem|DeleteItem) rejects expression attribute values without an expression$/,
        `${noExpression}ConditionExpression is null`,
      ],
      [
        'expression-rejections',
        'UpdateItem rejects expression attribute values without an expression',
        `${noExpression}UpdateExpression and ConditionExpression are null`,
      ],
    ],
  },
  {
    fact: 'The message on an unknown type in attribute_type lists the valid types in a different order.',
    rows: [
      [
        'filter-rejections',
        'the filter "attribute_type(a, :v)" is rejected with S',
        'ValidationException: Invalid FilterExpression: Invalid attribute type name found; type: x, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}',
      ],
    ],
  },
  {
    fact: 'The message of DELETE refers to the operand types of ADD and spells the binary type "Binary".',
    rows: [
      [
        'update-rejections',
        'the update "ADD a :v" is rejected with B',
        (expected) => withoutPrefix(expected).replace('Binary', 'BINARY'),
      ],
      [
        'update-rejections',
        /^the update "DELETE a :v" is rejected with/,
        (expected) =>
          withoutPrefix(expected).replace('Binary', 'BINARY').replace('ALLOWED_FOR_ADD', 'ALLOWED_FOR_DELETE'),
      ],
    ],
  },
  {
    fact: 'The message on a condition function in an update has the prefix "1 validation error detected: ".',
    rows: [
      [
        'update-rejections',
        'a condition function is rejected in an update',
        'ValidationException: Invalid UpdateExpression: The function is not allowed in an update expression; function: size',
      ],
    ],
  },
  {
    fact: 'The size of an expression is measured in bytes.',
    rows: [
      [
        'limits',
        'a filter with 4,096 characters in more than 4,096 bytes is rejected',
        'ValidationException: Invalid FilterExpression: Syntax error; token: "#", near: "OR #é"',
      ],
    ],
  },
  {
    fact: 'IN accepts at most 100 operands, including the left one.',
    rows: [['limits', 'a filter with 101 operands of IN is rejected', /^succeeded: /]],
  },
  {
    fact: 'A key condition is parsed before the filter.',
    rows: [
      [
        'validation-order',
        'reports a syntax error in the key condition before one in the filter or the projection',
        'ValidationException: Invalid FilterExpression: Syntax error; token: "<EOF>", near: "="',
      ],
    ],
  },
  {
    fact: 'An unknown function is reported before a reserved word.',
    rows: [
      [
        'validation-order',
        'reports an unknown function before a reserved word',
        'ValidationException: Invalid FilterExpression: Attribute name is a reserved keyword; reserved keyword: status',
      ],
    ],
  },
];
