import { isDate } from '../../domain/brands.ts';
import type { AttributeValue, Item } from '../../domain/dynamodb.ts';
import { systemClock } from '../../domain/environment.ts';
import type { ConformanceContext, ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual, expectThat } from './expect.ts';
import { type StreamRecord, type StreamViewType, settledRecords, streamedTable } from './stream-reading.ts';
import { sortedTable } from './table-shapes.ts';
import { withSource } from './with-source.ts';

const Key = { pk: { S: 'a' } };
const before: Item = { ...Key, title: { S: 'x' }, size: { N: '1' } };
const after: Item = { ...Key, title: { S: 'y' }, size: { N: '12' } };

/** The images that records contain, by view type (behaviour §18). */
const images: { readonly [View in StreamViewType]: { readonly old: boolean; readonly new: boolean } } = {
  KEYS_ONLY: { old: false, new: false },
  NEW_IMAGE: { old: false, new: true },
  OLD_IMAGE: { old: true, new: false },
  NEW_AND_OLD_IMAGES: { old: true, new: true },
};

type Write = (context: ConformanceContext, TableName: string) => Promise<unknown>;

const put =
  (Item: Item): Write =>
  ({ db }, TableName) =>
    db.execute('PutItem', { TableName, Item });

const update =
  (UpdateExpression: string, values?: Record<string, AttributeValue>): Write =>
  ({ db }, TableName) =>
    db.execute('UpdateItem', { TableName, Key, UpdateExpression, ExpressionAttributeValues: values });

const sets: Item = {
  ...Key,
  strings: { SS: ['a', 'b'] },
  numbers: { NS: ['1', '20'] },
  bytes: { BS: [new Uint8Array([1]), new Uint8Array([2])] },
  nested: { L: [{ M: { set: { SS: ['x', 'y'] } } }] },
};

/** Writes that change nothing; the stored item is `sets` (behaviour §18, api §8.1). */
const unchanging: readonly (readonly [name: string, write: Write])[] = [
  ['a put of the same item', put(sets)],
  [
    'a put of the same item with its sets in another order',
    put({
      ...sets,
      strings: { SS: ['b', 'a'] },
      numbers: { NS: ['20', '1'] },
      bytes: { BS: [new Uint8Array([2]), new Uint8Array([1])] },
      nested: { L: [{ M: { set: { SS: ['y', 'x'] } } }] },
    }),
  ],
  ['a put of the same item with its numbers in another notation', put({ ...sets, numbers: { NS: ['1.0', '2e1'] } })],
  ['an update to the same value', update('SET strings = :same', { ':same': { SS: ['b', 'a'] } })],
  ['an update that adds nothing', update('ADD strings :some', { ':some': { SS: ['a'] } })],
  ['a REMOVE of a missing attribute', update('REMOVE gone')],
  ['an update without an expression', ({ db }, TableName) => db.execute('UpdateItem', { TableName, Key })],
  [
    'a delete of a missing item',
    ({ db }, TableName) => db.execute('DeleteItem', { TableName, Key: { pk: { S: 'missing' } } }),
  ],
  [
    'a write whose condition fails',
    ({ db }, TableName) =>
      db.execute('PutItem', { TableName, Item: Key, ConditionExpression: 'attribute_not_exists(pk)' }).catch(() => {}),
  ],
];

/** The records of a stream: which changes have one, and what it contains (behaviour §18, api §8.1). */
export const streamRecordsSuite: ConformanceSuite = {
  name: 'stream-records',
  tests: withSource('behaviour §18, api §8.1', [
    ...(Object.keys(images) as StreamViewType[]).map(recordsImages), // an object literal has no other keys
    ...unchanging.map(recordsNothing),
    {
      name: 'a record describes its change',
      async run(context) {
        const { db } = context;
        const { TableName, StreamArn } = await streamedTable(context, 'KEYS_ONLY');
        await db.execute('PutItem', { TableName, Item: before });
        const [record] = await settledRecords(context, StreamArn, 1);
        const { eventID = '', eventName, eventVersion, eventSource, awsRegion = '', dynamodb } = record ?? {};
        expectEqual(
          { eventName, eventVersion, eventSource, userIdentity: record?.userIdentity },
          { eventName: 'INSERT', eventVersion: '1.1', eventSource: 'aws:dynamodb', userIdentity: undefined },
        );
        expectThat(/^[0-9a-f]{32}$/.test(eventID), `the event id is ${eventID}`);
        expectThat(StreamArn.includes(`:${awsRegion}:`), `the Region is ${awsRegion}`);
        expectEqual(dynamodb?.StreamViewType, 'KEYS_ONLY', 'the view type');
      },
    },
    {
      name: 'a record has the time of its change in whole seconds',
      async run(context) {
        const { db } = context;
        const { TableName, StreamArn } = await streamedTable(context);
        await db.execute('PutItem', { TableName, Item: before });
        const [record] = await settledRecords(context, StreamArn, 1);
        const time = record?.dynamodb?.ApproximateCreationDateTime;
        expectThat(isDate(time) && time.getTime() % 1000 === 0, `the time is ${String(time)}`);
        const ageMs = systemClock.nowMs() - (time?.getTime() ?? 0);
        expectThat(ageMs > -1000 && ageMs < 90_000, `the record is ${ageMs} ms old`);
      },
    },
    {
      name: 'event ids differ and sequence numbers of 21 to 40 digits grow, by more than one',
      async run(context) {
        const { db } = context;
        const { TableName, StreamArn } = await streamedTable(context);
        for (const size of ['1', '2', '3']) {
          await db.execute('PutItem', { TableName, Item: { ...Key, size: { N: size } } });
        }
        const records = await settledRecords(context, StreamArn, 3);
        expectThat(new Set(records.map(({ eventID }) => eventID)).size === 3, 'event ids repeat');
        const texts = records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '');
        expectThat(
          texts.every((text) => /^\d{21,40}$/.test(text)),
          `the sequence numbers are ${texts.join(', ')}`,
        );
        const [first = 0n, second = 0n, third = 0n] = texts.map(BigInt);
        expectThat(second > first + 1n && third > second + 1n, `the sequence numbers are ${texts.join(', ')}`);
      },
    },
    {
      name: 'the size of a record is that of its keys and images',
      async run(context) {
        const { db } = context;
        const { TableName, StreamArn } = await streamedTable(context);
        await db.execute('PutItem', { TableName, Item: before });
        await db.execute('PutItem', { TableName, Item: after });
        await db.execute('DeleteItem', { TableName, Key });
        const records = await settledRecords(context, StreamArn, 3);
        // Keys: 3 bytes; images: 3 + 6 for the title + 6 for the size, as a number of one or two digits takes 2 bytes.
        expectEqual(
          records.map(({ dynamodb }) => dynamodb?.SizeBytes),
          [18, 33, 18],
        );
      },
    },
    {
      name: 'an image of an item with only its key contains the key',
      async run(context) {
        const { db } = context;
        const { TableName, StreamArn } = await streamedTable(context);
        await db.execute('PutItem', { TableName, Item: Key });
        await db.execute('DeleteItem', { TableName, Key });
        const records = await settledRecords(context, StreamArn, 2);
        expectEqual(records.map(imagesOf), [
          { eventName: 'INSERT', Keys: Key, NewImage: Key },
          { eventName: 'REMOVE', Keys: Key, OldImage: Key },
        ]);
      },
    },
    {
      name: 'a record has all key attributes, and the records of an item are in the order of its changes',
      async run(context) {
        const { db } = context;
        const { TableName, StreamArn } = await streamedTable(context, 'NEW_IMAGE', sortedTable);
        const Keys = { pk: { S: 'a' }, sk: { S: 'b' } };
        await db.execute('PutItem', { TableName, Item: { ...Keys, step: { N: '1' } } });
        for (const step of ['2', '3']) {
          await db.execute('UpdateItem', {
            TableName,
            Key: Keys,
            UpdateExpression: 'SET step = :step',
            ExpressionAttributeValues: { ':step': { N: step } },
          });
        }
        const records = await settledRecords(context, StreamArn, 3);
        expectEqual(
          records.map(imagesOf),
          ['1', '2', '3'].map((step, index) => ({
            eventName: index === 0 ? 'INSERT' : 'MODIFY',
            Keys,
            NewImage: { ...Keys, step: { N: step } },
          })),
        );
      },
    },
    {
      name: 'each change of a batch and of a transaction has a record',
      async run(context) {
        const { db } = context;
        const { TableName, StreamArn } = await streamedTable(context, 'KEYS_ONLY');
        await db.execute('BatchWriteItem', {
          RequestItems: { [TableName]: ['a', 'b'].map((pk) => ({ PutRequest: { Item: { pk: { S: pk } } } })) },
        });
        await db.execute('TransactWriteItems', {
          TransactItems: [
            { Delete: { TableName, Key: { pk: { S: 'a' } } } },
            { Put: { TableName, Item: { pk: { S: 'c' } } } },
            { ConditionCheck: { TableName, Key: { pk: { S: 'b' } }, ConditionExpression: 'attribute_exists(pk)' } },
          ],
        });
        const records = await settledRecords(context, StreamArn, 4);
        const changes = records.map(({ eventName, dynamodb }) => `${eventName} ${dynamodb?.Keys?.pk?.S}`);
        expectEqual(changes.sort(), ['INSERT a', 'INSERT b', 'INSERT c', 'REMOVE a']);
      },
    },
    {
      name: 'a transaction that is cancelled has no records',
      async run(context) {
        const { db } = context;
        const { TableName, StreamArn } = await streamedTable(context, 'KEYS_ONLY');
        const transaction = db.execute('TransactWriteItems', {
          TransactItems: [
            { Put: { TableName, Item: { pk: { S: 'a' } } } },
            { ConditionCheck: { TableName, Key: { pk: { S: 'b' } }, ConditionExpression: 'attribute_exists(pk)' } },
          ],
        });
        await transaction.catch(() => {});
        await db.execute('PutItem', { TableName, Item: { pk: { S: 'last' } } });
        const records = await settledRecords(context, StreamArn, 1);
        expectEqual(
          records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S),
          ['last'],
        );
      },
    },
  ]),
};

function recordsImages(view: StreamViewType): ConformanceTest {
  const has = images[view];
  return {
    name: `records of the view type ${view} have ${has.new ? 'the new' : 'no new'} and ${has.old ? 'the old' : 'no old'} image`,
    async run(context) {
      const { db } = context;
      const { TableName, StreamArn } = await streamedTable(context, view);
      await db.execute('PutItem', { TableName, Item: before });
      await db.execute('PutItem', { TableName, Item: after });
      await db.execute('DeleteItem', { TableName, Key });
      const records = await settledRecords(context, StreamArn, 3);
      const [oldImages, newImages] = [
        (Item: Item) => has.old && { OldImage: Item },
        (Item: Item) => has.new && { NewImage: Item },
      ];
      expectEqual(records.map(imagesOf), [
        { eventName: 'INSERT', Keys: Key, ...newImages(before) },
        { eventName: 'MODIFY', Keys: Key, ...newImages(after), ...oldImages(before) },
        { eventName: 'REMOVE', Keys: Key, ...oldImages(after) },
      ]);
    },
  };
}

function recordsNothing([name, write]: (typeof unchanging)[number]): ConformanceTest {
  return {
    name: `${name} has no record`,
    async run(context) {
      const { db } = context;
      const { TableName, StreamArn } = await streamedTable(context, 'KEYS_ONLY');
      await db.execute('PutItem', { TableName, Item: sets });
      await write(context, TableName);
      await db.execute('PutItem', { TableName, Item: { pk: { S: 'last' } } });
      const records = await settledRecords(context, StreamArn, 2);
      expectEqual(
        records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S),
        ['a', 'last'],
      );
    },
  };
}

function imagesOf({ eventName, dynamodb }: StreamRecord): object {
  const { Keys, NewImage, OldImage } = dynamodb ?? {};
  return { eventName, Keys, NewImage, OldImage };
}
