import { errorStructures } from '../../domain/api/error-structures.ts';
import type { OperationName } from '../../domain/dynamodb.ts';
import type { ServiceError } from '../../domain/errors.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { encodeMembers, type Members } from './encode-members.ts';

/**
 * Returns an error as the body of a response: its name with its namespace, its message unless that is empty, and the other
 * members of its structure in the model.
 */
export function encodeError(error: ServiceError, operation?: OperationName): Members {
  const { name, message, item, cancellationReasons, throttlingReasons } = error;
  const structure = ownProperty(errorStructures, name) ?? {};
  const details = {
    Item: item,
    CancellationReasons: cancellationReasons,
    ThrottlingReasons: throttlingReasons,
    throttlingReasons,
  };
  return {
    __type: `${nameSpaceOf(name)}#${name}`,
    ...(message === '' ? {} : { [textMember(error, operation)]: message }),
    ...encodeMembers(details, structure),
  };
}

/** Namespaces of the layers in front of the service; all other errors have the service's own. */
const nameSpaces: ReadonlyMap<string, string> = new Map([
  ['ValidationException', 'com.amazon.coral.validate'],
  ...[
    'AccessDeniedException',
    'ExpiredTokenException',
    'IncompleteSignatureException',
    'InternalFailure',
    'InvalidSignatureException',
    'MissingAuthenticationTokenException',
    'NotImplementedError',
    'SerializationException',
    'ServiceUnavailable',
    'UnknownOperationException',
    'UnrecognizedClientException',
  ].map((name) => [name, 'com.amazon.coral.service'] as const),
]);

function nameSpaceOf(name: string): string {
  return nameSpaces.get(name) ?? 'com.amazonaws.dynamodb.v20120810';
}

/**
 * Returns the name of the member that holds the text. SearchVectors runs on another stack, which always writes `message`. An
 * error about a condition has `Message` if it carries the item, otherwise `message`.
 *
 * Observed: on the service, October 2025 (behaviour §23): the latter with DeleteItem; PutItem and UpdateItem are inferred.
 */
function textMember({ name, item }: ServiceError, operation: OperationName | undefined): 'message' | 'Message' {
  if (operation === 'SearchVectors') return 'message';
  const isCapital =
    name === 'SerializationException' || errorStructures[name]?.Message !== undefined || item !== undefined;
  return isCapital ? 'Message' : 'message';
}
