import * as assert from 'uvu/assert';
import { isWorkbenchModel, parseWorkbenchModel } from '../../../src/cli/table-files/workbench-model.ts';
import { suite } from '../../support/suite.ts';

const test = suite('model of NoSQL Workbench');

const model = {
  ModelName: 'Music',
  ModelMetadata: { Author: 'x', AWSService: 'Amazon DynamoDB', Version: '3.0' },
  DataModel: [
    {
      TableName: 'Songs',
      KeyAttributes: {
        PartitionKey: { AttributeName: 'Artist', AttributeType: 'S' },
        SortKey: { AttributeName: 'Year', AttributeType: 'N' },
      },
      NonKeyAttributes: [{ AttributeName: 'Title', AttributeType: 'S' }],
      TableFacets: [{ FacetName: 'Song', KeyAttributeAlias: { PartitionKeyAlias: 'Artist' } }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'ByYear',
          KeyAttributes: {
            PartitionKey: { AttributeName: 'Year', AttributeType: 'N' },
            SortKey: { AttributeName: 'Title', AttributeType: 'S' },
          },
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['Label'] },
        },
      ],
      TableData: [{ Artist: { S: 'a' }, Year: { N: '1999' } }],
      DataAccess: { MySql: {} },
      BillingMode: 'PROVISIONED',
      ProvisionedCapacitySettings: {
        ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 6 },
        AutoScalingRead: { ScalableTargetRequest: { MinCapacity: 1, MaxCapacity: 10 } },
      },
    },
    { TableName: 'Artists', KeyAttributes: { PartitionKey: { AttributeName: 'Id', AttributeType: 'B' } } },
  ],
};

test('becomes a CreateTable input for each table', () => {
  const { tables } = parseWorkbenchModel(model);
  const throughput = { ReadCapacityUnits: 5, WriteCapacityUnits: 6 };
  assert.equal(tables, [
    {
      location: 'table 1 of the model (Songs)',
      input: {
        TableName: 'Songs',
        AttributeDefinitions: [
          { AttributeName: 'Artist', AttributeType: 'S' },
          { AttributeName: 'Year', AttributeType: 'N' },
          { AttributeName: 'Title', AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: 'Artist', KeyType: 'HASH' },
          { AttributeName: 'Year', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'ByYear',
            KeySchema: [
              { AttributeName: 'Year', KeyType: 'HASH' },
              { AttributeName: 'Title', KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['Label'] },
            ProvisionedThroughput: throughput,
          },
        ],
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: throughput,
      },
      settings: [{ name: 'auto scaling' }, { name: 'sample items' }],
    },
    {
      location: 'table 2 of the model (Artists)',
      input: {
        TableName: 'Artists',
        AttributeDefinitions: [{ AttributeName: 'Id', AttributeType: 'B' }],
        KeySchema: [{ AttributeName: 'Id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      },
      settings: [],
    },
  ]);
});

test('names sample items that are in a facet', () => {
  const table = { TableName: 'Artists', KeyAttributes: { PartitionKey: { AttributeName: 'Id', AttributeType: 'B' } } };
  const settingsOf = (members: object) =>
    parseWorkbenchModel({ DataModel: [{ ...table, ...members }] }).tables[0]?.settings;
  assert.equal(settingsOf({ TableFacets: [{ FacetName: 'x' }, { FacetName: 'y', TableData: [{}] }] }), [
    { name: 'sample items' },
  ]);
  assert.equal(settingsOf({ TableFacets: [{ FacetName: 'x', TableData: [] }], TableData: [] }), []);
});

test('is recognized by its list of tables', () => {
  assert.ok(isWorkbenchModel(model));
  assert.not.ok(isWorkbenchModel({ DataModel: {} }));
  assert.not.ok(isWorkbenchModel([]));
});

test.run();
