import type { AdapterUnderTest } from '../adapters.ts';
import { sdkDifferences, sdkFallbackDifferences } from './aws-sdk.ts';
import { capacityDifferences } from './dynamodb-local/capacity.ts';
import { expressionOrderDifferences } from './dynamodb-local/expression-order.ts';
import { expressionDifferences } from './dynamodb-local/expressions.ts';
import { keySchemaDifferences } from './dynamodb-local/key-schemas.ts';
import { keyDifferences } from './dynamodb-local/keys.ts';
import { legacyDifferences } from './dynamodb-local/legacy.ts';
import { queryDifferences } from './dynamodb-local/queries.ts';
import { queryPathDifferences } from './dynamodb-local/query-paths.ts';
import { requestDifferences } from './dynamodb-local/requests.ts';
import { streamDifferences } from './dynamodb-local/streams.ts';
import { tableOutputDifferences } from './dynamodb-local/table-outputs.ts';
import { tableSettingDifferences } from './dynamodb-local/table-settings.ts';
import { tableUpdateDifferences } from './dynamodb-local/table-updates.ts';
import { tableDifferences } from './dynamodb-local/tables.ts';
import { transactionDifferences } from './dynamodb-local/transactions.ts';
import { updatedAttributeDifferences } from './dynamodb-local/updated-attributes.ts';
import { updateDifferences } from './dynamodb-local/updates.ts';
import { valueDifferences } from './dynamodb-local/values.ts';
import type { KnownDifference } from './known-difference.ts';

/** The version of DynamoDB Local in which the differences were observed. */
export const dynamoDbLocalVersion = '3.3.1';

const localDifferences: readonly KnownDifference[] = [
  ...capacityDifferences,
  ...expressionOrderDifferences,
  ...expressionDifferences,
  ...keySchemaDifferences,
  ...keyDifferences,
  ...legacyDifferences,
  ...queryPathDifferences,
  ...queryDifferences,
  ...requestDifferences,
  ...streamDifferences,
  ...tableOutputDifferences,
  ...tableDifferences,
  ...tableSettingDifferences,
  ...tableUpdateDifferences,
  ...transactionDifferences,
  ...updatedAttributeDifferences,
  ...updateDifferences,
  ...valueDifferences,
];

/** The known differences of each adapter from DynamoDB. */
export const knownDifferences: Readonly<Record<AdapterUnderTest['name'], readonly KnownDifference[]>> = {
  memory: [],
  'memory behind a request handler': sdkDifferences,
  'memory over HTTP': sdkDifferences,
  'memory over HTTP, direct': sdkFallbackDifferences,
  'DynamoDB Local': [...sdkDifferences, ...localDifferences],
  'DynamoDB Local, direct': [...sdkFallbackDifferences, ...localDifferences],
  AWS: sdkDifferences,
};
