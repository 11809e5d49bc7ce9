import type { KnownDifference } from '../known-difference.ts';
import { withoutPrefix } from './outcomes.ts';

/** The order in which DynamoDB Local checks expressions and their clauses. */
export const expressionOrderDifferences: readonly KnownDifference[] = [
  {
    fact: 'PutItem, UpdateItem and DeleteItem report operands of a condition with the prefix "1 validation error detected: ".',
    rows: [
      ['clause-order', /^the condition /, withoutPrefix],
      [
        'expression-order',
        /^UpdateItem reports (syntax|undefined names|undefined values|operands) in order$/,
        withoutPrefix,
      ],
    ],
  },
  {
    fact: 'A repeated operand of BETWEEN is reported before an operand of a wrong type.',
    rows: [
      [
        'clause-order',
        'the filter "a BETWEEN :b AND a"',
        'ValidationException: Invalid FilterExpression: Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: BOOL',
      ],
    ],
  },
  {
    fact: 'All expressions are parsed before their placeholders are checked.',
    rows: [
      [
        'expression-order',
        'UpdateItem reports syntax of the condition and placeholders of the update in order',
        /^ValidationException: Invalid UpdateExpression: An expression attribute value used in expression is not defined/,
      ],
    ],
  },
  {
    fact: 'The key condition is checked before the filter and the projection.',
    rows: [
      [
        'expression-order',
        /^Query reports .* of the key condition before /,
        /^ValidationException: Invalid (Filter|Projection)Expression: /,
      ],
    ],
  },
];
