import { isDate } from '../../domain/brands.ts';
import type { Input } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual, expectRejection, expectThat, type Rejection } from './expect.ts';
import { hashTable, keys, type TableShape } from './table-shapes.ts';
import {
  indexCreation,
  indexUpdate,
  onDemandIndexedTable,
  provisionedIndexedTable,
  provisionedTable,
  type TableChange,
  units,
  updateTable,
} from './table-update.ts';

const invalid = 'One or more parameter values were invalid: ';
const infrequent = 'STANDARD_INFREQUENT_ACCESS';

/** What CreateTable and UpdateTable both reject: the settings, and the message. */
type RejectedSettings = readonly [name: string, Pick<Input<'CreateTable'>, 'SSESpecification'>, message: string];

/** Encryption specifications (control-plane §1). */
const ofEncryption: readonly RejectedSettings[] = [
  [
    'an encryption type without encryption',
    { SSESpecification: { Enabled: false, SSEType: 'KMS' } },
    `${invalid}SSEType can not be specified if Enabled is false`,
  ],
  [
    'a key without encryption',
    { SSESpecification: { Enabled: false, KMSMasterKeyId: 'alias/films' } },
    `${invalid}KMSMasterKeyId can not be specified if Enabled is false`,
  ],
  [
    'a key without an encryption type',
    { SSESpecification: { Enabled: true, KMSMasterKeyId: 'alias/films' } },
    `${invalid}SSEType KMS is required if KMSMasterKeyId is specified`,
  ],
  [
    'the encryption type AES256',
    { SSESpecification: { Enabled: true, SSEType: 'AES256' } },
    `${invalid}SSEType AES256 is not supported`,
  ],
];

/** A rejected update of a table of a shape. */
type RejectedUpdate = readonly [name: string, table: TableShape, change: TableChange, message: string];

/** Warm and on-demand throughput (api §1.2, control-plane §1). */
const ofThroughput: readonly RejectedUpdate[] = [
  [
    'less warm throughput than a table has',
    hashTable,
    { WarmThroughput: { ReadUnitsPerSecond: 11_999 } },
    `${invalid}Requested ReadUnitsPerSecond for WarmThroughput for table is lower than current WarmThroughput, decreasing WarmThroughput is not supported`,
  ],
  [
    'less warm throughput of a new index than it would have',
    hashTable,
    indexCreation({ WarmThroughput: { ReadUnitsPerSecond: 11_999 } }),
    `${invalid}Requested ReadUnitsPerSecond for WarmThroughput for index byColour is lower than initial throughput for OnDemand`,
  ],
  [
    'a maximum of on-demand throughput of a provisioned table',
    provisionedTable,
    { OnDemandThroughput: { MaxReadRequestUnits: 5, MaxWriteRequestUnits: 5 } },
    `${invalid}MaxReadRequestUnits for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED`,
  ],
  [
    'a maximum of on-demand writes of a provisioned table, before its range',
    provisionedTable,
    { OnDemandThroughput: { MaxWriteRequestUnits: 0 } },
    `${invalid}MaxWriteRequestUnits for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED`,
  ],
  [
    'a maximum of 0 on-demand reads',
    hashTable,
    { OnDemandThroughput: { MaxReadRequestUnits: 0 } },
    `${invalid}Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range`,
  ],
  [
    'a maximum of -2 on-demand writes of an index',
    onDemandIndexedTable,
    indexUpdate('byTeam', { OnDemandThroughput: { MaxWriteRequestUnits: -2 } }),
    `${invalid}Requested MaxWriteRequestUnits for OnDemandThroughput for index : byTeam is outside of valid range`,
  ],
  [
    'the default encryption of a table that has it',
    hashTable,
    { SSESpecification: { Enabled: false } },
    `${invalid}Table is already encrypted by default`,
  ],
  [
    'an empty encryption specification for a table with the default encryption',
    hashTable,
    { SSESpecification: {} },
    `${invalid}Table is already encrypted by default`,
  ],
];

/** A rejected creation of a table. */
type RejectedTable = readonly [name: string, changes: Partial<Input<'CreateTable'>>, message: string];

const ofCreation: readonly RejectedTable[] = [
  [
    'a maximum of on-demand throughput with provisioned billing',
    { ...provisionedTable, OnDemandThroughput: { MaxReadRequestUnits: 5 } },
    `${invalid}MaxReadRequestUnits for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED.`,
  ],
  [
    'a maximum of 0 on-demand writes',
    { OnDemandThroughput: { MaxWriteRequestUnits: 0 } },
    `${invalid}Requested MaxWriteRequestUnits for OnDemandThroughput for table is outside of valid range`,
  ],
  [
    'less warm throughput than provisioned throughput',
    { ...provisionedTable, WarmThroughput: { ReadUnitsPerSecond: 4 } },
    `${invalid}Requested ReadUnitsPerSecond for WarmThroughput for table is lower than ReadCapacityUnits of ProvisionedThroughput`,
  ],
  [
    'an unknown table class',
    { TableClass: 'GLACIER' as never }, // the types forbid it
    'Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS].',
  ],
];

/** Settings of tables: encryption, table class, on-demand and warm throughput (api §1.2, control-plane §1). */
export const tableSettingsSuite: ConformanceSuite = {
  name: 'table-settings',
  tests: [
    ...ofEncryption.flatMap(([name, settings, message]) => [
      rejectsCreation([name, settings, message]),
      rejectsUpdate([name, hashTable, settings, message]),
    ]),
    ...ofThroughput.map(rejectsUpdate),
    ...ofCreation.map(rejectsCreation),
    {
      name: 'the default encryption is not described',
      async run({ db, ownTable }) {
        const TableName = await ownTable({ ...hashTable, SSESpecification: { Enabled: false } });
        expectEqual((await db.execute('DescribeTable', { TableName })).Table?.SSEDescription, undefined);
      },
    },
    {
      name: 'CreateTable with encryption by a KMS key describes the key',
      async run({ db, ownTable }) {
        const TableName = await ownTable({ ...hashTable, SSESpecification: { Enabled: true } });
        const { Table } = await db.execute('DescribeTable', { TableName });
        const { KMSMasterKeyArn, ...others } = Table?.SSEDescription ?? {};
        expectEqual(others, { Status: 'ENABLED', SSEType: 'KMS' });
        expectThat(
          /^arn:aws:kms:[a-z\d-]+:\d{12}:key\//.test(String(KMSMasterKeyArn)),
          `the ARN is ${KMSMasterKeyArn}`,
        );
      },
    },
    {
      name: 'UpdateTable encrypts a table with a KMS key while it is ACTIVE, and then with the default again',
      async run(context) {
        const { db } = context;
        const TableName = await context.ownTable(hashTable);
        const update = await db.execute('UpdateTable', { TableName, SSESpecification: { Enabled: true } });
        expectEqual(update.TableDescription?.TableStatus, 'ACTIVE', 'the status');
        const status = async () => (await db.execute('DescribeTable', { TableName })).Table?.SSEDescription?.Status;
        await context.settled(async () => expectEqual(await status(), 'ENABLED'));
        await expectRejection(db.execute('UpdateTable', { TableName, SSESpecification: { Enabled: true } }), {
          message: `${invalid}Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key`,
        });
        await db.execute('UpdateTable', { TableName, SSESpecification: { Enabled: false } });
        await context.settled(async () => expectEqual(await status(), undefined));
      },
    },
    {
      name: 'UpdateTable changes the table class, twice in 30 days',
      async run(context) {
        const TableName = await context.ownTable(hashTable);
        const first = await updateTable(context, TableName, { TableClass: infrequent });
        expectEqual(first.TableClassSummary?.TableClass, infrequent);
        expectThat(isDate(first.TableClassSummary?.LastUpdateDateTime), 'it has no date');
        const second = await updateTable(context, TableName, { TableClass: 'STANDARD' });
        expectEqual(second.TableClassSummary?.TableClass, 'STANDARD');
        for (const TableClass of [infrequent, 'STANDARD'] as const) {
          await expectRejection(context.db.execute('UpdateTable', { TableName, TableClass }), {
            error: 'LimitExceededException',
            message: 'Subscriber limit exceeded: Updates to TableClass are limited to 2 times in 30 day(s).',
          });
        }
      },
    },
    {
      name: 'a table has no table class until one is set',
      async run({ db, ownTable }) {
        const { Table } = await db.execute('DescribeTable', { TableName: await ownTable(hashTable) });
        expectEqual(Table?.TableClassSummary, undefined);
      },
    },
    {
      name: 'UpdateTable sets on-demand maxima one after the other, and removes one',
      async run(context) {
        const TableName = await context.ownTable(hashTable);
        const set = async (OnDemandThroughput: NonNullable<TableChange['OnDemandThroughput']>) =>
          (await updateTable(context, TableName, { OnDemandThroughput })).OnDemandThroughput;
        expectEqual(await set({ MaxReadRequestUnits: 50 }), { MaxReadRequestUnits: 50 });
        expectEqual(await set({ MaxWriteRequestUnits: 20 }), { MaxReadRequestUnits: 50, MaxWriteRequestUnits: 20 });
        expectEqual(await set({ MaxReadRequestUnits: -1 }), { MaxWriteRequestUnits: 20 });
      },
    },
    {
      name: 'UpdateTable returns the -1 that removes an on-demand maximum, also one that was never set',
      async run({ db, ownTable }) {
        const TableName = await ownTable(hashTable);
        const OnDemandThroughput = { MaxReadRequestUnits: -1 };
        const { TableDescription } = await db.execute('UpdateTable', { TableName, OnDemandThroughput });
        expectEqual(TableDescription?.OnDemandThroughput, OnDemandThroughput);
      },
    },
    {
      name: 'a switch to provisioned billing clears the on-demand maxima',
      async run(context) {
        const TableName = await context.ownTable({ ...hashTable, OnDemandThroughput: { MaxReadRequestUnits: 9 } });
        const provisioned = { BillingMode: 'PROVISIONED', ProvisionedThroughput: units(1, 1) } as const;
        expectEqual((await updateTable(context, TableName, provisioned)).OnDemandThroughput, undefined);
        const again = await updateTable(context, TableName, { BillingMode: 'PAY_PER_REQUEST' });
        expectEqual(again.OnDemandThroughput, undefined);
      },
    },
    {
      name: 'on-demand maxima can be set together with on-demand billing',
      async run(context) {
        const TableName = await context.ownTable(provisionedTable);
        const table = await updateTable(context, TableName, {
          BillingMode: 'PAY_PER_REQUEST',
          OnDemandThroughput: { MaxReadRequestUnits: 9 },
        });
        expectEqual(table.OnDemandThroughput, { MaxReadRequestUnits: 9 });
      },
    },
    {
      name: 'UpdateTable sets the on-demand maxima of an index',
      async run(context) {
        const TableName = await context.ownTable(onDemandIndexedTable);
        const update = indexUpdate('byTeam', { OnDemandThroughput: { MaxReadRequestUnits: 9 } });
        const table = await updateTable(context, TableName, update);
        expectEqual(table.GlobalSecondaryIndexes?.[0]?.OnDemandThroughput, { MaxReadRequestUnits: 9 });
        expectEqual(table.OnDemandThroughput, undefined, 'the table');
      },
    },
    {
      name: 'CreateTable and new indexes have on-demand maxima and warm throughput',
      async run(context) {
        const settings = {
          OnDemandThroughput: { MaxReadRequestUnits: 9, MaxWriteRequestUnits: 8 },
          WarmThroughput: { ReadUnitsPerSecond: 13_000, WriteUnitsPerSecond: 5000 },
        };
        const TableName = await context.ownTable({
          ...onDemandIndexedTable,
          ...settings,
          GlobalSecondaryIndexes: [
            { IndexName: 'byTeam', KeySchema: keys('team'), Projection: { ProjectionType: 'ALL' }, ...settings },
          ],
        });
        const table = await updateTable(context, TableName, indexCreation(settings));
        for (const described of [table, ...(table.GlobalSecondaryIndexes ?? [])]) {
          expectEqual(described.OnDemandThroughput, settings.OnDemandThroughput);
          expectEqual(described.WarmThroughput, { ...settings.WarmThroughput, Status: 'ACTIVE' });
        }
        expectEqual(table.GlobalSecondaryIndexes?.length, 2);
      },
    },
    {
      name: 'UpdateTable raises one value of the warm throughput of a table',
      async run(context) {
        const TableName = await context.ownTable(hashTable);
        const update = await context.db.execute('UpdateTable', {
          TableName,
          WarmThroughput: { WriteUnitsPerSecond: 4500 },
        });
        expectEqual(update.TableDescription?.WarmThroughput?.Status, 'UPDATING', 'the status');
        const expected = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4500, Status: 'ACTIVE' };
        await context.settled(async () => {
          const { Table } = await context.db.execute('DescribeTable', { TableName });
          expectEqual(Table?.WarmThroughput, expected);
        });
      },
    },
    {
      name: 'UpdateTable raises the warm throughput of an index',
      async run(context) {
        const TableName = await context.ownTable(onDemandIndexedTable);
        const update = indexUpdate('byTeam', { WarmThroughput: { ReadUnitsPerSecond: 12_500 } });
        const table = await updateTable(context, TableName, update);
        expectEqual(table.GlobalSecondaryIndexes?.[0]?.WarmThroughput?.ReadUnitsPerSecond, 12_500);
      },
    },
    {
      name: 'empty on-demand and warm throughput count as absent beside another change',
      async run(context) {
        const TableName = await context.ownTable(provisionedIndexedTable);
        const table = await updateTable(context, TableName, {
          ProvisionedThroughput: units(6, 6),
          OnDemandThroughput: {},
          WarmThroughput: {},
        });
        expectEqual(table.ProvisionedThroughput?.ReadCapacityUnits, 6);
      },
    },
    {
      name: 'empty on-demand and warm throughput of an index count as absent in CreateTable',
      async run({ db, ownTable }) {
        const TableName = await ownTable({
          ...onDemandIndexedTable,
          GlobalSecondaryIndexes: [
            {
              IndexName: 'byTeam',
              KeySchema: keys('team'),
              Projection: { ProjectionType: 'ALL' },
              OnDemandThroughput: {},
              WarmThroughput: {},
            },
          ],
        });
        const { Table } = await db.execute('DescribeTable', { TableName });
        const [index] = Table?.GlobalSecondaryIndexes ?? [];
        expectEqual([index?.OnDemandThroughput, index?.WarmThroughput?.ReadUnitsPerSecond], [undefined, 12_000]);
      },
    },
  ],
};

function rejectsCreation([name, changes, message]: RejectedTable): ConformanceTest {
  return {
    name: `CreateTable rejects ${name}`,
    async run({ db, tableName }) {
      const input = { TableName: tableName('conformance-rejected'), ...hashTable, ...changes };
      await expectRejection(db.execute('CreateTable', input), { message });
    },
  };
}

function rejectsUpdate([name, shape, change, message]: RejectedUpdate): ConformanceTest {
  const rejection: Rejection = { message };
  return {
    name: `UpdateTable rejects ${name}`,
    async run({ db, ownTable }) {
      await expectRejection(db.execute('UpdateTable', { TableName: await ownTable(shape), ...change }), rejection);
    },
  };
}
