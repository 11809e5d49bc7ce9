import { keySchema, listOf, optional, required, structure } from '../../../../domain/api/member-shapes.ts';
import { operations } from '../../../../domain/api/operation-models.ts';
import type { Structure } from '../../../../domain/api/shape.ts';
import type { Input, OperationName } from '../../../../domain/dynamodb.ts';
import { streamPageLimit, streamRecordsLimit } from '../../../../domain/limits.ts';
import { type WordingProfile, wordingProfiles } from '../../wording/wording-profile.ts';
import { compileReader, type MemberReader, unsure } from './member-reader.ts';
import { memberViolationError } from './operation-passes.ts';
import { parseMembers } from './parse-members.ts';

/**
 * Parses the members of a request and validates them against the service model. Attribute values stay as they are.
 *
 * @param profile - the wording of the account. Default: that of most Regions.
 * @throws UnreadableRequest - a value has the wrong JavaScript type; comes before all other errors.
 * @throws ServiceError - ValidationException: a member breaks a rule of the model. RequestEntityTooLarge: a list is longer
 * than any request.
 */
export function checkMembers<N extends OperationName>(
  operation: N,
  input: unknown,
  profile: WordingProfile = wordingProfiles.current,
): Input<N> {
  const read = readerOf(operation)(input);
  if (read !== unsure) return read as Input<N>; // they were read by the model of the operation's input
  const request = parseMembers(input, inputOf(operation));
  const error = memberViolationError(operation, request, profile);
  if (error !== undefined) throw error;
  return request.members as Input<N>; // they were parsed by the model of the operation's input
}

const readers = new Map<OperationName, MemberReader>();

/** Compiles the reader of an operation's members at its first request. */
function readerOf(operation: OperationName): MemberReader {
  let reader = readers.get(operation);
  if (reader === undefined) {
    reader = compileReader(inputOf(operation));
    readers.set(operation, reader);
  }
  return reader;
}

function inputOf(operation: OperationName): Structure {
  return { ...operations[operation].input, ...stricterMembers[operation] };
}

const streamPage = optional({ kind: 'integer', min: 1, max: streamPageLimit });

/** The values of `ReturnValues` that PutItem and DeleteItem support. */
const previousItem = optional({ kind: 'string', values: ['ALL_OLD', 'NONE'] });

/** Members of inputs with rules that the service's model does not have. */
const stricterMembers: { readonly [N in OperationName]?: Structure } = {
  PutItem: { ReturnValues: previousItem },
  DeleteItem: { ReturnValues: previousItem },
  // The limits are documented, and in the model only at their lower end (api §8.1).
  ListStreams: { Limit: streamPage },
  DescribeStream: { Limit: streamPage },
  GetRecords: { Limit: optional({ kind: 'integer', min: 1, max: streamRecordsLimit }) },
  // In the model these two are optional, for the sake of tables that join a global table.
  CreateTable: {
    AttributeDefinitions: required(listOf(structure('AttributeDefinition'))),
    KeySchema: required(keySchema),
  },
};
