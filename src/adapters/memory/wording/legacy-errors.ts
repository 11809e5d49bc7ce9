import type { ServiceError } from '../../../domain/errors.ts';
import type { DataType } from '../../../domain/values/attribute-value.ts';
import { invalidParameter, validationError, type Wording } from './validation-errors.ts';

/**
 * The texts that the service reports for the legacy parameters: `Expected`, `AttributeUpdates`, `KeyConditions`,
 * `QueryFilter`, `ScanFilter`, `AttributesToGet` and `ConditionalOperator`.
 */

/** A request has legacy parameters and expressions. */
export const mixedStyles = (
  legacy: readonly string[],
  expressions: readonly string[],
  { envelope }: Wording,
): ServiceError =>
  validationError(
    `${envelope}Can not use both expression and non-expression parameters in the same request: ` +
      `Non-expression parameters: {${legacy.join(', ')}} Expression parameters: {${expressions.join(', ')}}`,
  );

/** Errors about `ConditionalOperator`. */
export const conditionalOperatorErrors = {
  noConditions: ({ envelope }: Wording): ServiceError =>
    validationError(`${envelope}ConditionalOperator cannot be used without Filter or Expected`),
  oneCondition: ({ envelope }: Wording): ServiceError =>
    validationError(`${envelope}ConditionalOperator can only be used when Filter or Expected has two or more elements`),
  // The service's text lists ALL, although it accepts AND.
  unknown: ({ envelope }: Wording): ServiceError =>
    validationError(`${envelope}Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]`),
};

/** Errors about the operator of a condition and the values that it compares with. */
export const comparisonErrors = {
  unknownOperator: (wording: Wording): ServiceError => invalidParameter('Invalid comparison operator', wording),
  wrongCount: (operator: string, wording: Wording): ServiceError =>
    invalidParameter(`Invalid number of argument(s) for the ${operator} ComparisonOperator`, wording),
  wrongType: (operator: string, type: DataType, wording: Wording): ServiceError =>
    invalidParameter(`ComparisonOperator ${operator} is not valid for ${type} AttributeValue type`, wording),
  severalTypes: (wording: Wording): ServiceError =>
    invalidParameter('AttributeValues inside AttributeValueList must be of same type', wording),
  boundsOutOfOrder: ({ envelope }: Wording): ServiceError =>
    validationError(
      `${envelope}The BETWEEN condition was provided a range where the lower bound is greater than the upper bound`,
    ),
};

/** Errors about the members of one condition in `Expected`. */
export const expectedErrors = {
  valueAndList: (attribute: string, wording: Wording): ServiceError =>
    invalidParameter(`Value and AttributeValueList cannot be used together for Attribute: ${attribute}`, wording),
  existsAndOperator: (attribute: string, wording: Wording): ServiceError =>
    invalidParameter(`Exists and ComparisonOperator cannot be used together for Attribute: ${attribute}`, wording),
  noValues: (attribute: string, operator: string, wording: Wording): ServiceError =>
    invalidParameter(
      `Value or AttributeValueList must be used with ComparisonOperator: ${operator} for Attribute: ${attribute}`,
      wording,
    ),
  listWithoutOperator: (attribute: string, wording: Wording): ServiceError =>
    invalidParameter(
      `AttributeValueList can only be used with a ComparisonOperator for Attribute: ${attribute}`,
      wording,
    ),
  noValue: (attribute: string, exists: true | undefined, wording: Wording): ServiceError =>
    invalidParameter(`Value must be provided when Exists is ${exists ?? 'null'} for Attribute: ${attribute}`, wording),
  valueOfAbsent: (attribute: string, wording: Wording): ServiceError =>
    invalidParameter(`Value cannot be used when Exists is false for Attribute: ${attribute}`, wording),
};

/**
 * Errors about `AttributeUpdates`. Inferred: that all but the last have the envelope, which is recorded for the first and which
 * DynamoDB Local 3.3.1 never adds.
 */
export const attributeUpdateErrors = {
  // The service's text has one quotation mark.
  unknownAction: ({ envelope }: Wording): ServiceError =>
    validationError(`${envelope}Member must satisfy enum value set: [ADD, DELETE, PUT]' for Action`),
  noValue: (wording: Wording): ServiceError =>
    invalidParameter('Only DELETE action is allowed when no attribute value is specified', wording),
  wrongDeleteType: (type: DataType, wording: Wording): ServiceError =>
    invalidParameter(`DELETE action with value is not supported for the type ${type}`, wording),
  wrongAddType: (type: DataType, wording: Wording): ServiceError =>
    invalidParameter(`ADD action is not supported for the type ${type}`, wording),
  /** The stored attribute has another type than the value of ADD or DELETE. */
  typeMismatch: (): ServiceError => validationError('Type mismatch for attribute to update'),
};

/** `AttributesToGet` has a name twice. */
export const duplicateAttribute = (name: string, wording: Wording): ServiceError =>
  invalidParameter(`Duplicate value in attribute name: ${name}`, wording);
