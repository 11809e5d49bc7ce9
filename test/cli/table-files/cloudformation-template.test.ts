import * as assert from 'uvu/assert';
import { parseTableFile } from '../../../src/cli/table-files/parse-table-file.ts';
import { parseText } from '../../../src/cli/table-files/parse-text.ts';
import type { TableInFile } from '../../../src/cli/table-files/table-in-file.ts';
import { suite } from '../../support/suite.ts';

const test = suite('tables of a template');

async function tablesIn(text: string, parameters: Record<string, string> = {}): Promise<readonly TableInFile[]> {
  const context = { region: 'eu-west-1', parameters: new Map(Object.entries(parameters)) };
  return parseTableFile(await parseText(text, false), context).tables;
}

const settingsOf = (table: TableInFile | undefined) => table?.settings.map(({ name }) => name);

const synthesizedByCdk = {
  Resources: {
    OrdersTable315BB997: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
          { AttributeName: 'gsi1pk', AttributeType: 'S' },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'gsi1',
            KeySchema: [{ AttributeName: 'gsi1pk', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
            ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
            ContributorInsightsSpecification: { Enabled: true },
          },
        ],
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
        SSESpecification: {
          KMSMasterKeyId: { 'Fn::GetAtt': ['Key961B73FD', 'Arn'] },
          SSEEnabled: true,
          SSEType: 'KMS',
        },
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
      },
      UpdateReplacePolicy: 'Retain',
      DeletionPolicy: 'Retain',
      Metadata: { 'aws:cdk:path': 'OrdersStack/OrdersTable/Resource' },
    },
    Key961B73FD: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: [] } } },
    CDKMetadata: { Type: 'AWS::CDK::Metadata', Condition: 'CDKMetadataAvailable' },
  },
  Conditions: {
    CDKMetadataAvailable: { 'Fn::Or': [{ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] }] },
  },
  Parameters: {
    BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' },
  },
};

test('has the table of a template that CDK synthesized, under its logical id', async () => {
  const [table, ...others] = await tablesIn(JSON.stringify(synthesizedByCdk));
  const { Properties } = synthesizedByCdk.Resources.OrdersTable315BB997;
  assert.is(others.length, 0);
  assert.is(table?.location, 'resource OrdersTable315BB997');
  const { SSESpecification, GlobalSecondaryIndexes, ...input } = table?.input ?? {};
  assert.equal(input, {
    TableName: 'OrdersTable315BB997',
    AttributeDefinitions: Properties.AttributeDefinitions,
    KeySchema: Properties.KeySchema,
    ProvisionedThroughput: Properties.ProvisionedThroughput,
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  const { ContributorInsightsSpecification, ...index } = Properties.GlobalSecondaryIndexes[0] ?? {};
  assert.equal(GlobalSecondaryIndexes, [index]);
  assert.equal(Object.keys(Object(SSESpecification)), ['Enabled', 'SSEType', 'KMSMasterKeyId']);
  assert.equal(settingsOf(table), [
    'PointInTimeRecoverySpecification',
    'TimeToLiveSpecification',
    'ContributorInsightsSpecification of an index',
  ]);
  assert.equal(table?.settings[1]?.request, {
    operation: 'UpdateTimeToLive',
    input: {
      TableName: 'OrdersTable315BB997',
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    },
  });
});

const sam = `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String, Default: dev }
  ReadUnits: { Type: Number, Default: 5 }
Globals:
  SimpleTable:
    SSESpecification: { SSEEnabled: true }
Conditions:
  HasAudit: !Equals [!Ref Stage, prod]
Resources:
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Environment: { Variables: { TABLE: !Ref Sessions } }
  Sessions:
    Type: AWS::Serverless::SimpleTable
  Films:
    Type: AWS::Serverless::SimpleTable
    Properties:
      TableName: !Sub '\${Stage}-films'
      PrimaryKey: { Name: year, Type: Number }
      ProvisionedThroughput: { ReadCapacityUnits: !Ref ReadUnits, WriteCapacityUnits: '2' }
      Tags: { team: !Ref Stage, of: !GetAtt Sessions.Arn }
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false }
  Audit:
    Type: AWS::DynamoDB::Table
    Condition: HasAudit
    Properties:
      TableName: !Join ['-', [!Ref Stage, audit]]
      BillingMode: PAY_PER_REQUEST
      DeletionProtectionEnabled: 'true'
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      AttributeDefinitions: [{ AttributeName: id, AttributeType: N }]
`;

test('has the simple tables of a SAM template, with defaults and globals', async () => {
  const [sessions, films, ...others] = await tablesIn(sam);
  assert.is(others.length, 0);
  assert.equal(sessions?.input, {
    TableName: 'Sessions',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    SSESpecification: { Enabled: true },
  });
  assert.equal(films?.input, {
    TableName: 'dev-films',
    AttributeDefinitions: [{ AttributeName: 'year', AttributeType: 'N' }],
    KeySchema: [{ AttributeName: 'year', KeyType: 'HASH' }],
    BillingMode: 'PROVISIONED',
    ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 2 },
    SSESpecification: { Enabled: true },
    Tags: [
      { Key: 'team', Value: 'dev' },
      { Key: 'of', Value: 'arn:aws:dynamodb:eu-west-1:000000000000:table/Sessions' },
    ],
  });
  assert.equal(settingsOf(films), []);
});

test('has a table whose condition is met, with texts as booleans', async () => {
  const tables = await tablesIn(sam, { Stage: 'prod' });
  assert.equal(
    tables.map(({ input }) => input.TableName),
    ['Sessions', 'prod-films', 'prod-audit'],
  );
  assert.is(tables[2]?.input.DeletionProtectionEnabled, true);
});

const globalTable = `
Resources:
  Orders:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      TableName: orders
      BillingMode: PROVISIONED
      AttributeDefinitions:
        - { AttributeName: id, AttributeType: S }
        - { AttributeName: day, AttributeType: S }
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      StreamSpecification: { StreamViewType: NEW_IMAGE }
      SSESpecification: { SSEEnabled: true, SSEType: KMS }
      WriteProvisionedThroughputSettings:
        WriteCapacityAutoScalingSettings:
          MinCapacity: 3
          MaxCapacity: 30
          TargetTrackingScalingPolicyConfiguration: { TargetValue: 70 }
      GlobalSecondaryIndexes:
        - IndexName: byDay
          KeySchema: [{ AttributeName: day, KeyType: HASH }]
          Projection: { ProjectionType: KEYS_ONLY }
          WriteProvisionedThroughputSettings:
            WriteCapacityAutoScalingSettings: { MinCapacity: 4, MaxCapacity: 40, SeedCapacity: 6 }
      Replicas:
        - Region: us-east-1
          ReadProvisionedThroughputSettings: { ReadCapacityUnits: 11 }
        - Region: !Ref AWS::Region
          TableClass: STANDARD_INFREQUENT_ACCESS
          DeletionProtectionEnabled: true
          SSESpecification: { KMSMasterKeyId: alias/orders }
          Tags: [{ Key: team, Value: sales }]
          ReadProvisionedThroughputSettings:
            ReadCapacityAutoScalingSettings: { MinCapacity: 7, MaxCapacity: 70 }
          GlobalSecondaryIndexes:
            - IndexName: byDay
              ReadProvisionedThroughputSettings: { ReadCapacityUnits: 8 }
`;

test('has a global table as the replica in the Region', async () => {
  const [table] = await tablesIn(globalTable);
  assert.equal(table?.input, {
    TableName: 'orders',
    BillingMode: 'PROVISIONED',
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'day', AttributeType: 'S' },
    ],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    TableClass: 'STANDARD_INFREQUENT_ACCESS',
    DeletionProtectionEnabled: true,
    Tags: [{ Key: 'team', Value: 'sales' }],
    ProvisionedThroughput: { ReadCapacityUnits: 7, WriteCapacityUnits: 3 },
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byDay',
        KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
        ProvisionedThroughput: { ReadCapacityUnits: 8, WriteCapacityUnits: 6 },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'alias/orders' },
  });
  assert.equal(settingsOf(table), ['Replicas', 'auto scaling']);
});

test('has an on-demand global table with its limits', async () => {
  const template = {
    Resources: {
      Orders: {
        Type: 'AWS::DynamoDB::GlobalTable',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: 20 },
          MultiRegionConsistency: 'STRONG',
          Replicas: [{ Region: 'us-west-2', ReadOnDemandThroughputSettings: { MaxReadRequestUnits: 10 } }],
        },
      },
    },
  };
  const [table] = await tablesIn(JSON.stringify(template));
  assert.equal(table?.input, {
    TableName: 'Orders',
    BillingMode: 'PAY_PER_REQUEST',
    OnDemandThroughput: { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 20 },
  });
  assert.equal(settingsOf(table), ['MultiRegionConsistency']);
});

test('is rejected without a table, and for a condition that cannot be resolved', async () => {
  const error = async (template: object) =>
    String(await tablesIn(JSON.stringify(template)).catch((thrown: unknown) => thrown));
  assert.match(await error({ Resources: {} }), 'the template has no DynamoDB table');
  const conditional = {
    Conditions: { IsShared: { 'Fn::Equals': [{ 'Fn::ImportValue': 'shared' }, 'yes'] } },
    Resources: { Films: { Type: 'AWS::DynamoDB::Table', Condition: 'IsShared' } },
  };
  assert.match(
    await error(conditional),
    'resource Films: its condition has Fn::ImportValue, which cannot be resolved locally',
  );
});

test('is rejected with a loop over tables, and not with one over other resources', async () => {
  const loop = (Type: string) => ({ 'Fn::ForEach::Names': ['Name', ['A', 'B'], { 'Film${Name}': { Type } }] });
  const Films = { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'films' } };
  const read = (type: string) => tablesIn(JSON.stringify({ Resources: { ...loop(type), Films } }));
  assert.is((await read('AWS::SNS::Topic')).length, 1);
  const error: unknown = await read('AWS::DynamoDB::Table').catch((thrown: unknown) => thrown);
  assert.match(
    String(error),
    'Fn::ForEach::Names has tables and cannot be resolved locally; use the template after its transforms: aws cloudformation',
  );
});

test.run();
