import type { Condition, Projection, Update } from '../../../../domain/expressions/tree.ts';
import type { PlaceholderParameters } from './expression-attributes.ts';
import type { KeyClause } from './key-clauses.ts';

/** The expressions of a request, and its expression attribute names and values, before they are validated. */
export interface ExpressionParameters extends PlaceholderParameters {
  readonly ConditionExpression?: string | undefined;
  readonly FilterExpression?: string | undefined;
  readonly KeyConditionExpression?: string | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly ProjectionExpression?: string | undefined;
}

/**
 * The parsed expressions of a request with their placeholders replaced; `undefined` for those that the request does
 * not have.
 */
export interface BoundExpressions {
  readonly condition?: Condition | undefined;
  readonly filter?: Condition | undefined;
  readonly keyClauses?: readonly KeyClause[] | undefined;
  readonly update?: Update | undefined;
  readonly projection?: Projection | undefined;
  /** Whether no path leads into an attribute. Default: unknown. */
  readonly hasTopLevelPaths?: boolean | undefined;
  /** An upper bound of the bytes that UpdateItem counts for the update itself. Default: unknown. */
  readonly mostChargedBytes?: number | undefined;
}
