import { attributeNameViolation } from '../../../values/value-violation.ts';
import type { Wording } from '../../../wording/validation-errors.ts';
import type { LegacyParameters } from './legacy-parameters.ts';

/**
 * Checks the attribute names in legacy parameters, and those inside their values, which the service does before all other
 * checks. Names of the attributes in filters and key conditions are not checked (behaviour §3).
 *
 * Observed: DynamoDB Local 3.3.1, 2026-11-30, for the names of the attributes in `Expected` and `AttributeUpdates`.
 *
 * @throws ServiceError - ValidationException: a name is empty or too long.
 * @throws UnreadableRequest
 */
export function checkAttributeNames(parameters: LegacyParameters, wording: Wording): void {
  const { AttributesToGet = [], AttributeUpdates, Expected, KeyConditions, QueryFilter, ScanFilter } = parameters;
  for (const name of AttributesToGet) check({ [name]: { NULL: true } }, wording);
  for (const [name, { Value }] of entriesOf(AttributeUpdates)) check({ [name]: Value ?? { NULL: true } }, wording);
  for (const [name, { Value, AttributeValueList = [] }] of entriesOf(Expected)) {
    check({ [name]: { L: Value === undefined ? AttributeValueList : [Value, ...AttributeValueList] } }, wording);
  }
  for (const conditions of [QueryFilter, ScanFilter, KeyConditions]) {
    for (const [, { AttributeValueList = [] }] of entriesOf(conditions)) {
      check({ condition: { L: AttributeValueList } }, wording);
    }
  }
}

function check(item: Readonly<Record<string, unknown>>, wording: Wording): void {
  const violation = attributeNameViolation({ M: item }, wording);
  if (violation !== undefined) throw violation;
}

function entriesOf<Entry>(map: Readonly<Record<string, Entry>> | undefined): readonly (readonly [string, Entry])[] {
  return map === undefined ? [] : Object.entries(map);
}
