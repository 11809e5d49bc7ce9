import type { Input } from '../../../../../domain/dynamodb.ts';
import type { Condition, ItemUpdate, Projection } from '../../../../../domain/expressions/tree.ts';
import type { Wording } from '../../../wording/validation-errors.ts';
import { bindAttributeUpdates } from './bind-attribute-updates.ts';
import { bindAttributesToGet } from './bind-attributes-to-get.ts';
import { bindExpected, bindFilter } from './bind-conditions.ts';

/** The parameters of a request that expressions have replaced, after the model's checks. */
export interface LegacyParameters {
  readonly AttributesToGet?: readonly string[] | undefined;
  readonly AttributeUpdates?: Input<'UpdateItem'>['AttributeUpdates'];
  readonly Expected?: Input<'PutItem'>['Expected'];
  readonly KeyConditions?: Input<'Query'>['KeyConditions'];
  readonly QueryFilter?: Input<'Query'>['QueryFilter'];
  readonly ScanFilter?: Input<'Scan'>['ScanFilter'];
  readonly ConditionalOperator?: Input<'Query'>['ConditionalOperator'];
}

/** The trees of a request's expressions, or of the legacy parameters in their place. */
export interface BoundParameters {
  readonly condition?: Condition | undefined;
  readonly filter?: Condition | undefined;
  readonly update?: ItemUpdate | undefined;
  readonly projection?: Projection | undefined;
}

/**
 * Binds the legacy parameters of a request to the trees of expressions, with all checks that the service makes before it
 * looks up the table. `KeyConditions` have `bindKeyConditions`, because the service checks them later.
 *
 * Inferred from older recordings: `AttributeUpdates` are checked before `Expected`, which DynamoDB Local 3.3.1 checks first.
 * Observed: on DynamoDB Local 3.3.1, November 2026: filters are checked before `AttributesToGet`, the entries of each parameter in
 * the order of the request.
 *
 * @throws ServiceError - ValidationException
 * @throws UnreadableRequest
 */
export function bindLegacyParameters(parameters: LegacyParameters, wording: Wording): BoundParameters {
  const { AttributeUpdates, Expected, QueryFilter, ScanFilter, AttributesToGet, ConditionalOperator } = parameters;
  const join = ConditionalOperator === 'OR' ? 'or' : 'and';
  const bound: { -readonly [Name in keyof BoundParameters]: BoundParameters[Name] } = {};
  if (AttributeUpdates !== undefined) bound.update = bindAttributeUpdates(AttributeUpdates, wording);
  if (Expected !== undefined) bound.condition = bindExpected(Expected, join, wording);
  if (QueryFilter !== undefined) bound.filter = bindFilter(QueryFilter, join, wording);
  // Values of a ScanFilter can have one level more than others (behaviour §4).
  if (ScanFilter !== undefined) bound.filter = bindFilter(ScanFilter, join, { ...wording, extraLevels: 1 });
  if (AttributesToGet !== undefined) bound.projection = bindAttributesToGet(AttributesToGet, wording);
  return bound;
}
