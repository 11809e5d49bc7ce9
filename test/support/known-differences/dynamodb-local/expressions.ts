import type { KnownDifference } from '../known-difference.ts';
import { withoutEnvelope } from './outcomes.ts';

const noExpression = 'ValidationException: ExpressionAttributeValues can only be specified when using expressions: ';

/** What DynamoDB Local makes of expressions, and DynamoDB otherwise. */
export const expressionDifferences: readonly KnownDifference[] = [
  {
    fact: 'PutItem, UpdateItem and DeleteItem report errors in expressions with the prefix "1 validation error detected: ".',
    rows: [
      [
        'expression-rejections',
        /^(PutItem|UpdateItem|DeleteItem) refuses (?!values without expression)/,
        withoutEnvelope,
      ],
      ['update-rejections', /^the update "(?!ADD a :v|DELETE a :v)/, withoutEnvelope],
      ['update-rejections', /^the update "ADD a :v" is refused with (?!B$)/, withoutEnvelope],
    ],
  },
  {
    fact: 'Writes with expression attribute values but no expression are rejected; the message does not list the missing expressions.',
    rows: [
      [
        'expression-rejections',
        /^(PutItem|DeleteItem) refuses values without expression$/,
        `${noExpression}ConditionExpression is null`,
      ],
      [
        'expression-rejections',
        'UpdateItem refuses values without expression',
        `${noExpression}UpdateExpression and ConditionExpression are null`,
      ],
    ],
  },
  {
    fact: "The message about an unknown type in attribute_type lists the valid types in the service's own order.",
    rows: [
      [
        'filter-rejections',
        'the filter "attribute_type(a, :v)" is refused with S',
        'ValidationException: Invalid FilterExpression: Invalid attribute type name found; type: x, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}',
      ],
    ],
  },
  {
    fact: 'An error of DELETE lists the operand types of ADD, and spells binary as Binary.',
    rows: [
      [
        'update-rejections',
        'the update "ADD a :v" is refused with B',
        (expected) => withoutEnvelope(expected).replace('Binary', 'BINARY'),
      ],
      [
        'update-rejections',
        /^the update "DELETE a :v" is refused with/,
        (expected) =>
          withoutEnvelope(expected).replace('Binary', 'BINARY').replace('ALLOWED_FOR_ADD', 'ALLOWED_FOR_DELETE'),
      ],
    ],
  },
  {
    fact: 'A condition function in an update expression is reported with the prefix "1 validation error detected: ".',
    rows: [
      [
        'update-rejections',
        'a function of conditions is refused in an update',
        'ValidationException: Invalid UpdateExpression: The function is not allowed in an update expression; function: size',
      ],
    ],
  },
  {
    fact: 'The size of an expression is counted in bytes.',
    rows: [
      [
        'limits',
        'a filter must not have an expression of 4,096 characters but more bytes',
        'ValidationException: Invalid FilterExpression: Syntax error; token: "#", near: "OR #é"',
      ],
    ],
  },
  {
    fact: 'IN takes at most 100 operands, including the one on its left.',
    rows: [['limits', 'a filter must not have 101 operands of IN', /^served: /]],
  },
  {
    fact: 'The key condition is parsed before the filter.',
    rows: [
      [
        'validation-order',
        'a key condition that cannot be parsed before filter and projection',
        'ValidationException: Invalid FilterExpression: Syntax error; token: "<EOF>", near: "="',
      ],
    ],
  },
  {
    fact: 'An unknown function is reported before a reserved word.',
    rows: [
      [
        'validation-order',
        'a function that there is not before a reserved word',
        'ValidationException: Invalid FilterExpression: Attribute name is a reserved keyword; reserved keyword: status',
      ],
    ],
  },
];
