import type { DynamoDb, Input } from '../../domain/dynamodb.ts';
import { systemClock } from '../../domain/environment.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual, expectRejection, expectThat, type Rejection } from './expect.ts';
import { untyped } from './rejection-test.ts';
import { hashTable, numberHashTable } from './table-shapes.ts';

type Specification = NonNullable<Input<'UpdateTimeToLive'>['TimeToLiveSpecification']>;
type Section =
  | 'api §1.1'
  | 'api §1.2'
  | 'api §8.2'
  | 'behaviour §11'
  | 'behaviour §19'
  | 'control plane §2'
  | 'inferred';

/** Changes of one table's time to live, of which the last is rejected; with the section that says so. */
interface RejectedChange {
  readonly name: string;
  readonly section: Section;
  readonly before: readonly Specification[];
  readonly change: Specification | undefined;
  readonly message: string;
}

const on = (AttributeName: string): Specification => ({ Enabled: true, AttributeName });
const off = (AttributeName: string): Specification => ({ Enabled: false, AttributeName });
const member = (name: string, constraint: string, value = 'null') =>
  `1 validation error detected: Value ${value} at '${name}' failed to satisfy constraint: Member must ${constraint}`;
const attribute = 'timeToLiveSpecification.attributeName';
const long = 'a'.repeat(256);

const rejectedChanges: readonly RejectedChange[] = [
  {
    name: 'enabling it again',
    section: 'api §1.2',
    before: [on('expires')],
    change: on('expires'),
    message: 'TimeToLive is already enabled',
  },
  {
    name: 'enabling it for another attribute',
    section: 'api §1.2',
    before: [on('expires')],
    change: on('other'),
    message: 'TimeToLive is active on a different AttributeName: current AttributeName is expires',
  },
  {
    name: 'disabling it for another attribute',
    section: 'api §1.2',
    before: [on('expires')],
    change: off('other'),
    message: 'TimeToLive is active on a different AttributeName: current AttributeName is expires',
  },
  {
    name: 'disabling it if it was never enabled',
    section: 'api §1.2',
    before: [],
    change: off('expires'),
    message: 'TimeToLive is already disabled',
  },
  {
    name: 'a second change within a fixed interval',
    section: 'behaviour §19',
    before: [on('expires')],
    change: off('expires'),
    message: 'Time to live has been modified multiple times within a fixed interval',
  },
  {
    name: 'a change without an attribute',
    section: 'control plane §2',
    before: [],
    change: { Enabled: true, AttributeName: undefined },
    message: member(attribute, 'not be null'),
  },
  {
    name: 'a change that neither enables nor disables',
    section: 'control plane §2',
    before: [],
    change: { Enabled: undefined, AttributeName: 'expires' },
    message: member('timeToLiveSpecification.enabled', 'not be null'),
  },
  {
    name: 'a request without a change',
    section: 'inferred',
    before: [],
    change: undefined,
    message: member('timeToLiveSpecification', 'not be null'),
  },
  {
    name: 'an attribute name of 256 characters',
    section: 'api §1.1',
    before: [],
    change: on(long),
    message: member(attribute, 'have length less than or equal to 255', `'${long}'`),
  },
  {
    name: 'an empty attribute name',
    section: 'api §1.1',
    before: [],
    change: on(''),
    message: member(attribute, 'have length greater than or equal to 1', "''"),
  },
];

/** UpdateTimeToLive and DescribeTimeToLive. When expired items disappear depends on the engine's clock, and is not tested here. */
export const timeToLiveSuite: ConformanceSuite = {
  name: 'time-to-live',
  tests: [
    {
      name: 'a new table has none, and no attribute',
      source: 'api §8.2',
      async run({ db, table }) {
        expectEqual(await described(db, await table(hashTable)), { TimeToLiveStatus: 'DISABLED' });
      },
    },
    {
      name: 'enabling it returns the specification',
      source: 'api §8.2',
      async run({ db, ownTable }) {
        const TableName = await ownTable(hashTable);
        const TimeToLiveSpecification = on('expires');
        const output = await db.execute('UpdateTimeToLive', { TableName, TimeToLiveSpecification });
        expectEqual({ ...output, requestId: undefined }, { TimeToLiveSpecification });
      },
    },
    ...['expires', 'a'.repeat(255), 'Größe.of[this]', '__proto__', 'pk'].map(enables),
    {
      name: 'takes the ARN of a table as its name',
      source: 'api §1',
      async run({ db, ownTable }) {
        const { Table } = await db.execute('DescribeTable', { TableName: await ownTable(hashTable) });
        const TableName = Table?.TableArn;
        await db.execute('UpdateTimeToLive', { TableName, TimeToLiveSpecification: on('expires') });
        expectEqual((await described(db, TableName))?.AttributeName, 'expires');
      },
    },
    ...rejectedChanges.map(rejectsChange),
    rejectsTable('UpdateTimeToLive', (db, TableName) =>
      db.execute('UpdateTimeToLive', { TableName, TimeToLiveSpecification: on('expires') }),
    ),
    rejectsTable('DescribeTimeToLive', (db, TableName) => db.execute('DescribeTimeToLive', { TableName })),
    {
      name: 'an item that has expired can be read and updated until it is deleted',
      source: 'behaviour §19',
      async run({ db, ownTable }) {
        const TableName = await ownTable(hashTable);
        await db.execute('UpdateTimeToLive', { TableName, TimeToLiveSpecification: on('expires') });
        const Key = { pk: { S: 'a' } };
        const expires = { N: String(Math.floor(systemClock.nowMs() / 1000) - 60) };
        await db.execute('PutItem', { TableName, Item: { ...Key, expires } });
        expectEqual((await db.execute('GetItem', { TableName, Key })).Item, { ...Key, expires });
        const update = { UpdateExpression: 'SET seen = :yes', ExpressionAttributeValues: { ':yes': { BOOL: true } } };
        await db.execute('UpdateItem', { TableName, Key, ...update, ConditionExpression: 'attribute_exists(pk)' });
      },
    },
  ],
};

function enables(AttributeName: string): ConformanceTest {
  const shown = AttributeName.length > 50 ? `${AttributeName.length} characters` : AttributeName;
  const section = AttributeName === 'pk' ? 'control plane §2' : 'api §1.1';
  return {
    name: `can be enabled for the attribute ${shown}, a key attribute or not`,
    source: section,
    async run({ db, ownTable, settled }) {
      const TableName = await ownTable(numberHashTable);
      await db.execute('UpdateTimeToLive', { TableName, TimeToLiveSpecification: on(AttributeName) });
      const first = await described(db, TableName);
      expectThat(
        /^(?:ENABLING|ENABLED)$/.test(first?.TimeToLiveStatus ?? ''),
        `the status is ${first?.TimeToLiveStatus}`,
      );
      expectEqual(first?.AttributeName, AttributeName);
      await settled(async () =>
        expectEqual(await described(db, TableName), { TimeToLiveStatus: 'ENABLED', AttributeName }),
      );
    },
  };
}

function rejectsChange({ name, section, before, change, message }: RejectedChange): ConformanceTest {
  return {
    name: `rejects ${name}`,
    source: section === 'inferred' ? undefined : section,
    async run({ db, ownTable }) {
      const TableName = await ownTable(hashTable);
      for (const TimeToLiveSpecification of before) {
        await db.execute('UpdateTimeToLive', { TableName, TimeToLiveSpecification });
      }
      const earlier = await described(db, TableName);
      const request = untyped({ TableName, TimeToLiveSpecification: change });
      await expectRejection(db.execute('UpdateTimeToLive', request), { message });
      expectEqual(await described(db, TableName), earlier, 'the description');
    },
  };
}

function rejectsTable(
  operation: string,
  request: (db: DynamoDb, TableName: string) => Promise<unknown>,
): ConformanceTest {
  return {
    name: `${operation} rejects the name of an unknown table`,
    source: 'behaviour §11',
    async run({ db, tableName }) {
      const TableName = tableName('conformance-missing');
      const rejection: Rejection = {
        error: 'ResourceNotFoundException',
        message: `Requested resource not found: Table: ${TableName} not found`,
      };
      await expectRejection(request(db, TableName), rejection);
    },
  };
}

async function described(db: DynamoDb, TableName: string | undefined) {
  return (await db.execute('DescribeTimeToLive', { TableName })).TimeToLiveDescription;
}
