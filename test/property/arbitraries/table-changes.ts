import fc from 'fast-check';
import type { Input } from '../../../src/domain/dynamodb.ts';

/** An update of a table, without its name. */
export type TableChange = Omit<Input<'UpdateTable'>, 'TableName'>;

const units = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .map(([ReadCapacityUnits, WriteCapacityUnits]) => ({ ReadCapacityUnits, WriteCapacityUnits }));

const indexNames = fc.constantFrom('byA', 'byB');

const creations = fc.tuple(indexNames, fc.constantFrom('S', 'N', 'B'), fc.option(units, { nil: undefined })).map(
  ([IndexName, AttributeType, ProvisionedThroughput]): TableChange => ({
    AttributeDefinitions: [{ AttributeName: IndexName === 'byA' ? 'a' : 'b', AttributeType }],
    GlobalSecondaryIndexUpdates: [
      {
        Create: {
          IndexName,
          KeySchema: [{ AttributeName: IndexName === 'byA' ? 'a' : 'b', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'KEYS_ONLY' },
          ProvisionedThroughput,
        },
      },
    ],
  }),
);

const deletions = indexNames.map(
  (IndexName): TableChange => ({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] }),
);

const updates = fc.tuple(indexNames, units).map(
  ([IndexName, ProvisionedThroughput]): TableChange => ({
    GlobalSecondaryIndexUpdates: [{ Update: { IndexName, ProvisionedThroughput } }],
  }),
);

const settings = fc.constantFrom<TableChange>(
  { BillingMode: 'PAY_PER_REQUEST' },
  { DeletionProtectionEnabled: false },
  { TableClass: 'STANDARD' },
  { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
  { SSESpecification: { Enabled: true } },
  { SSESpecification: { Enabled: false } },
  { OnDemandThroughput: { MaxReadRequestUnits: 3 } },
  { OnDemandThroughput: { MaxReadRequestUnits: -1, MaxWriteRequestUnits: 2 } },
  { WarmThroughput: { ReadUnitsPerSecond: 20_000 } },
);

/** Updates of a table and of its indexes `byA` and `byB`, on the attributes `a` and `b`; many of them are rejected. */
export const tableChanges: fc.Arbitrary<TableChange> = fc.oneof(
  { weight: 3, arbitrary: creations },
  { weight: 2, arbitrary: deletions },
  { weight: 1, arbitrary: updates },
  { weight: 2, arbitrary: units.map((ProvisionedThroughput) => ({ ProvisionedThroughput })) },
  {
    weight: 1,
    arbitrary: units.map((ProvisionedThroughput) => ({ BillingMode: 'PROVISIONED' as const, ProvisionedThroughput })),
  },
  { weight: 3, arbitrary: settings },
);
