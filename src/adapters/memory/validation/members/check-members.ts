import { keySchema, listOf, optional, required, structure } from '../../../../domain/api/member-shapes.ts';
import { operations } from '../../../../domain/api/operation-models.ts';
import type { Structure } from '../../../../domain/api/shape.ts';
import type { Input, OperationName } from '../../../../domain/dynamodb.ts';
import { refuseLegacyParameters } from '../legacy-parameters.ts';
import { memberProblem } from './member-problem.ts';
import { readMembers } from './member-types.ts';
import { memberViolations } from './member-violations.ts';

/**
 * Reads the members of a request as the model says, all but attribute values, which are handed on as they came.
 *
 * @throws ServiceError - ValidationException: a member does not keep the model's rules.
 * @throws UnreadableRequest
 */
export function checkMembers<N extends OperationName>(operation: N, input: unknown): Input<N> {
  const model = inputs[operation] ?? operations[operation].input;
  const { members, isRounded } = readMembers(input, model);
  refuseLegacyParameters(operation, members);
  const violations = memberViolations(members, model);
  const problem = memberProblem(operation, { members, violations, isRounded });
  if (problem !== undefined) throw problem;
  return members as Input<N>; // the model that they were read by is that of the operation's input
}

const { CreateTable, DeleteItem, PutItem } = operations;

/** What PutItem and DeleteItem can return, other than UpdateItem. */
const previousItem = optional({ kind: 'string', values: ['ALL_OLD', 'NONE'] });

/** Inputs with rules that the service's model does not tell. */
const inputs: { readonly [N in OperationName]?: Structure } = {
  PutItem: { ...PutItem.input, ReturnValues: previousItem },
  DeleteItem: { ...DeleteItem.input, ReturnValues: previousItem },
  // The model lets these two be absent for the sake of tables that join a global one.
  CreateTable: {
    ...CreateTable.input,
    AttributeDefinitions: required(listOf(structure('AttributeDefinition'))),
    KeySchema: required(keySchema),
  },
};
