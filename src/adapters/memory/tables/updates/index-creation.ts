import type { Input } from '../../../../domain/dynamodb.ts';
import { globalSecondaryIndexLimit, projectedAttributesLimit } from '../../../../domain/limits.ts';
import type { AccountTable } from '../../account/account.ts';
import type { Billing, ThroughputSettings } from '../../account/billing.ts';
import type { TableDetails } from '../../account/table-details.ts';
import type { Owner } from '../../storage/ordered-map.ts';
import { withIndexAdded } from '../../storage/table-indexes.ts';
import { indexUpdateErrors } from '../../wording/index-update-errors.ts';
import { indexErrors } from '../../wording/table-errors.ts';
import { provisionedErrors } from '../../wording/throughput-errors.ts';
import { parseAttributeDefinitions } from '../attribute-definitions.ts';
import { includedAttributes, parseGlobalIndex } from '../index-definitions.ts';
import { withStatistics } from '../statistics.ts';
import { newThroughput } from '../throughput/new-throughput.ts';
import { parseThroughput } from '../throughput/parse-throughput.ts';
import type { RequestedIndex } from './requested-update.ts';

type UpdateInput = Input<'UpdateTable'>;
type Definition = NonNullable<NonNullable<UpdateInput['GlobalSecondaryIndexUpdates']>[number]['Create']>;

/**
 * Parses a new global index. The request defines its key attributes, also those that the table defines (behaviour §12).
 *
 * @throws ServiceError - ValidationException.
 */
export function parseIndexCreation(
  definition: Definition,
  attributeDefinitions: UpdateInput['AttributeDefinitions'],
): RequestedIndex {
  const { IndexName: name = '' } = definition;
  if (attributeDefinitions === undefined) throw indexUpdateErrors.noDefinitions(name);
  const types = parseAttributeDefinitions(attributeDefinitions);
  const schema = parseGlobalIndex(definition, {
    definitions: new Set(types.keys()),
    keyTypes: Object.fromEntries(types),
  });
  return { kind: 'index creation', schema, throughput: parseThroughput(definition, name) };
}

/**
 * Returns the table with a new global index, in status CREATING.
 *
 * @throws ServiceError - ValidationException; LimitExceededException: the table has too many indexes.
 */
export function withIndexCreated(
  table: AccountTable,
  { schema, throughput }: RequestedIndex,
  { owner, nowMs }: { readonly owner: Owner; readonly nowMs: number },
): AccountTable {
  const { name } = schema;
  const { indexes } = table.schema;
  if (indexes.some((index) => index.name === name)) throw indexUpdateErrors.exists();
  if (indexes.filter(({ kind }) => kind === 'global').length >= globalSecondaryIndexLimit)
    throw indexUpdateErrors.tooMany(globalSecondaryIndexLimit);
  if (includedAttributes([...indexes, schema]) > projectedAttributesLimit)
    throw indexErrors.tooManyIncluded(projectedAttributesLimit);
  const billing = withCapacity(table.details.billing, name, throughput.capacity);
  const settings = newThroughput(throughput, {
    index: name,
    capacity: billing.mode === 'PROVISIONED' ? throughput.capacity : undefined,
    operation: 'update',
  });
  const grown = withIndexAdded(withStatistics(table, nowMs), schema, owner);
  return { ...grown, details: withSettings({ ...grown.details, billing }, name, settings) };
}

function withCapacity(billing: Billing, index: string, capacity: RequestedIndex['throughput']['capacity']): Billing {
  if (billing.mode === 'PAY_PER_REQUEST') {
    if (capacity !== undefined) throw provisionedErrors.indexOnDemand(index);
    return billing;
  }
  if (capacity === undefined) throw provisionedErrors.missingForIndex(index);
  return { ...billing, indexCapacity: new Map([...billing.indexCapacity, [index, capacity]]) };
}

function withSettings(details: TableDetails, index: string, settings: ThroughputSettings | undefined): TableDetails {
  if (settings === undefined) return details;
  return { ...details, indexThroughput: new Map([...(details.indexThroughput ?? []), [index, settings]]) };
}
