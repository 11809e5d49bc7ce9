import { errorStructures } from '../../domain/api/errors.ts';
import type { OperationName } from '../../domain/dynamodb.ts';
import type { ServiceError } from '../../domain/errors.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { encodeMembers, type Members } from './encode-members.ts';

/**
 * An error as the body of an answer has it: its name behind the name space that it comes from, its text, and whatever else
 * the model gives it. A text that is empty is left out.
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
    ...(message === '' ? {} : { [textMember(name, operation)]: message }),
    ...encodeMembers(details, structure),
  };
}

/** Names of the layers in front of the service; whatever is not theirs comes from the service itself. */
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

/** SearchVectors runs on a stack of its own, which writes every text alike. */
function textMember(name: string, operation: OperationName | undefined): 'message' | 'Message' {
  if (operation === 'SearchVectors') return 'message';
  const isCapital = name === 'SerializationException' || errorStructures[name]?.Message !== undefined;
  return isCapital ? 'Message' : 'message';
}
