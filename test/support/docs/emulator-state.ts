import { type Input, NotImplementedError, type OperationName } from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import { operationNames } from '../../../src/domain/api/operation-models.ts';

/** What the emulator has of an operation. */
export interface OperationState {
  readonly operation: OperationName;
  readonly isBuilt: boolean;
  /** Parameters that a built operation rejects because they are not built. */
  readonly unbuiltParameters: readonly string[];
}

/** Executes every operation, and every parameter that was once unbuilt, and reports what throws a `NotImplementedError`. */
export async function emulatorStates(): Promise<OperationState[]> {
  return await Promise.all(
    operationNames.map(async (operation) => {
      const isBuilt = !(await isUnbuilt(operation, {}));
      return { operation, isBuilt, unbuiltParameters: isBuilt ? await unbuiltParameters(operation) : [] };
    }),
  );
}

async function unbuiltParameters(operation: OperationName): Promise<string[]> {
  const unbuilt: string[] = [];
  for (const [parameter, input] of Object.entries(samples[operation] ?? {})) {
    if (await isUnbuilt(operation, input)) unbuilt.push(parameter);
  }
  return unbuilt;
}

async function isUnbuilt<N extends OperationName>(operation: N, input: Input<N> | object): Promise<boolean> {
  const db = new MemoryDynamoDb();
  await db.execute('CreateTable', table);
  try {
    // An incomplete input is rejected by a built operation, which is all that is asked here.
    await db.execute(operation, input as Input<N>);
    return false;
  } catch (error) {
    return error instanceof NotImplementedError;
  }
}

const table: Input<'CreateTable'> = {
  TableName: 'films',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
};
const another: Input<'CreateTable'> = { ...table, TableName: 'actors' };
const withIndex = (settings: object): Input<'CreateTable'> => ({
  ...another,
  GlobalSecondaryIndexes: [
    { IndexName: 'byId', KeySchema: table.KeySchema, Projection: { ProjectionType: 'ALL' }, ...settings },
  ],
});
const key = { id: { S: 'a' } };
const item: Input<'GetItem'> = { TableName: 'films', Key: key };
const put: Input<'PutItem'> = { TableName: 'films', Item: key };
const query: Input<'Query'> = {
  TableName: 'films',
  KeyConditionExpression: 'id = :id',
  ExpressionAttributeValues: { ':id': key.id },
};

const expected = { Expected: { year: { Exists: false } } };
const conditionalOperator = { ConditionalOperator: 'AND' } as const;
const attributesToGet = { AttributesToGet: ['id'] };
const isAbsent = { ComparisonOperator: 'NULL' } as const;

/** A request for each parameter that was unbuilt when it was listed here. */
const samples: { readonly [N in OperationName]?: Readonly<Record<string, Input<N>>> } = {
  CreateTable: {
    StreamSpecification: { ...another, StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } },
    SSESpecification: { ...another, SSESpecification: { Enabled: true } },
    Tags: { ...another, Tags: [{ Key: 'team', Value: 'films' }] },
    WarmThroughput: { ...another, WarmThroughput: { ReadUnitsPerSecond: 13_000, WriteUnitsPerSecond: 5_000 } },
    OnDemandThroughput: { ...another, OnDemandThroughput: { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 10 } },
    ResourcePolicy: { ...another, ResourcePolicy: '{}' },
    GlobalTableSourceArn: {
      ...another,
      GlobalTableSourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/films',
    },
    GlobalTableSettingsReplicationMode: { ...another, GlobalTableSettingsReplicationMode: 'ENABLED' },
    VectorIndexes: {
      ...another,
      VectorIndexes: [
        {
          IndexName: 'byPlot',
          VectorAttribute: { AttributeName: 'plot' },
          Projection: { ProjectionType: 'ALL' },
          Dimensions: 3,
          DistanceFunction: 'COSINE',
        },
      ],
    },
    'GlobalSecondaryIndexes[].WarmThroughput': withIndex({
      WarmThroughput: { ReadUnitsPerSecond: 13_000, WriteUnitsPerSecond: 5_000 },
    }),
    'GlobalSecondaryIndexes[].OnDemandThroughput': withIndex({
      OnDemandThroughput: { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 10 },
    }),
  },
  GetItem: { AttributesToGet: { ...item, ...attributesToGet } },
  PutItem: { Expected: { ...put, ...expected }, ConditionalOperator: { ...put, ...expected, ...conditionalOperator } },
  DeleteItem: {
    Expected: { ...item, ...expected },
    ConditionalOperator: { ...item, ...expected, ...conditionalOperator },
  },
  UpdateItem: {
    AttributeUpdates: { ...item, AttributeUpdates: { year: { Action: 'DELETE' } } },
    Expected: { ...item, ...expected },
    ConditionalOperator: { ...item, ...expected, ...conditionalOperator },
  },
  UpdateTable: {
    StreamSpecification: {
      TableName: 'films',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    },
    ReplicaUpdates: { TableName: 'films', ReplicaUpdates: [{ Create: { RegionName: 'us-west-2' } }] },
    GlobalTableWitnessUpdates: {
      TableName: 'films',
      GlobalTableWitnessUpdates: [{ Create: { RegionName: 'us-west-2' } }],
    },
    MultiRegionConsistency: { TableName: 'films', MultiRegionConsistency: 'STRONG' },
    GlobalTableSettingsReplicationMode: { TableName: 'films', GlobalTableSettingsReplicationMode: 'ENABLED' },
    DisassociationProtectionEnabled: { TableName: 'films', DisassociationProtectionEnabled: true },
    VectorIndexUpdates: { TableName: 'films', VectorIndexUpdates: [{ Delete: { IndexName: 'byPlot' } }] },
  },
  Query: {
    KeyConditions: {
      TableName: 'films',
      KeyConditions: { id: { ComparisonOperator: 'EQ', AttributeValueList: [key.id] } },
    },
    QueryFilter: { ...query, QueryFilter: { year: isAbsent } },
    ConditionalOperator: { ...query, ...conditionalOperator },
    AttributesToGet: { ...query, ...attributesToGet },
  },
  Scan: {
    ScanFilter: { TableName: 'films', ScanFilter: { year: isAbsent } },
    ConditionalOperator: { TableName: 'films', ScanFilter: { year: isAbsent }, ...conditionalOperator },
    AttributesToGet: { TableName: 'films', ...attributesToGet },
  },
  BatchGetItem: { AttributesToGet: { RequestItems: { films: { Keys: [key], ...attributesToGet } } } },
};
