import { ServiceError } from '../../../domain/errors.ts';

/**
 * How an operation words its validation errors. The service has two layers of validation: in the current layer, writes
 * put most violations into an envelope; the older layer still validates batch writes and transactions.
 *
 * Observed: October 2026.
 */
export interface Wording {
  /** The prefix of the text for a violation in a value or an expression. */
  readonly envelope: '' | '1 validation error detected: ';
  readonly layer: 'current' | 'older';
  /** The expressions that the error for values without an expression lists. Default: none. */
  readonly valueExpressions?: readonly ExpressionName[] | undefined;
  /** Whether the error for an expression that is too long reports its size (behaviour §5). Default: no. */
  readonly reportsExpressionSize?: boolean | undefined;
}

/** The members of a request that hold an expression. */
export type ExpressionName =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'UpdateExpression'
  | 'ProjectionExpression';

/** PutItem, UpdateItem and DeleteItem. */
export const writeWording: Wording = { envelope: '1 validation error detected: ', layer: 'current' };
/** GetItem and BatchGetItem. */
export const readWording: Wording = { envelope: '', layer: 'current' };
/** BatchWriteItem and the transactions. */
export const olderWording: Wording = { envelope: '', layer: 'older' };

/** Creates a ValidationException: the request can be read, but breaks a rule of the service. */
export function validationError(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}

/**
 * Creates a ValidationException whose message has the usual prefix for parameter values.
 *
 * @param wording - Default: no envelope.
 */
export function invalidParameter(message: string, { envelope }: Pick<Wording, 'envelope'> = noEnvelope): ServiceError {
  return validationError(`${envelope}One or more parameter values were invalid: ${message}`);
}

const noEnvelope = { envelope: '' } as const;

/** Creates an error for a request whose members do not have the types of the service model. */
export function serializationError(message: string): ServiceError {
  return new ServiceError('SerializationException', message);
}

/** Creates an error for a change of a resource whose status does not allow it. */
export function stillInUse(reason: string): ServiceError {
  return new ServiceError('ResourceInUseException', `Attempt to change a resource which is still in use: ${reason}`);
}

/** Creates an error for a resource that does not exist. */
export function notFound(what: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', `Requested resource not found: ${what}`);
}

/** Creates an error for a limit of the service on control operations. */
export function limitExceeded(message: string): ServiceError {
  return new ServiceError('LimitExceededException', `Subscriber limit exceeded: ${message}`);
}
