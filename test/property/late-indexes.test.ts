import { ManualClock, MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { AttributeValue, Input, Item } from '../../src/domain/dynamodb.ts';
import { ServiceError } from '../../src/domain/errors.ts';
import { suite } from '../support/suite.ts';

const test = suite('late indexes');

type Definition = NonNullable<Input<'CreateTable'>['GlobalSecondaryIndexes']>[number];

const tableDelayMs = 10;

/** Values of the index's key attributes: of both types, empty, too long, and absent. */
const values = fc.constantFrom<AttributeValue | undefined>(
  { S: 'red' },
  { S: 'blue' },
  { S: '' },
  { S: 'x'.repeat(1025) },
  { S: 'x'.repeat(2049) },
  { N: '1' },
  { BOOL: true },
  undefined,
);

/** Values that can always be keys of the index. */
const validValues = fc.constantFrom<AttributeValue | undefined>({ S: 'red' }, { S: 'blue' }, { S: 'green' }, undefined);

const keys = fc.constantFrom('1', '2', '3', '4', '5').map((S) => ({ id: { S } }));

const definitions = fc.tuple(fc.boolean(), fc.constantFrom('ALL', 'KEYS_ONLY', 'INCLUDE')).map(
  ([isSorted, ProjectionType]): Definition => ({
    IndexName: 'late',
    KeySchema: [
      { AttributeName: 'colour', KeyType: 'HASH' },
      ...(isSorted ? [{ AttributeName: 'size', KeyType: 'RANGE' as const }] : []),
    ],
    Projection: { ProjectionType, ...(ProjectionType === 'INCLUDE' && { NonKeyAttributes: ['title'] }) },
  }),
);

type Write = (db: MemoryDynamoDb) => Promise<unknown>;

function writesOf(attribute: fc.Arbitrary<AttributeValue | undefined>): fc.Arbitrary<Write> {
  const items = fc.tuple(keys, attribute, attribute, fc.constantFrom('a', 'bb')).map(
    ([key, colour, size, title]): Item => ({
      ...key,
      ...(colour && { colour }),
      ...(size && { size }),
      title: { S: title },
    }),
  );
  return fc.oneof(
    {
      weight: 3,
      arbitrary: items.map(
        (Item): Write =>
          (db) =>
            db.execute('PutItem', { TableName: 'things', Item }),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(keys, fc.constantFrom('colour', 'size', 'title'), attribute).map(
        ([Key, name, value]): Write =>
          (db) =>
            db.execute('UpdateItem', {
              TableName: 'things',
              Key,
              UpdateExpression: value === undefined ? 'REMOVE #n' : 'SET #n = :v',
              ExpressionAttributeNames: { '#n': name },
              ExpressionAttributeValues: value && { ':v': value },
            }),
      ),
    },
    {
      weight: 1,
      arbitrary: keys.map(
        (Key): Write =>
          (db) =>
            db.execute('DeleteItem', { TableName: 'things', Key }),
      ),
    },
  );
}

test('an index created late equals one created early', () =>
  fc.assert(
    fc.asyncProperty(
      definitions,
      fc.array(writesOf(validValues), { maxLength: 30 }),
      fc.array(writesOf(validValues), { maxLength: 10 }),
      async (definition, history, continuation) => {
        const [early, late] = [new Subject(definition), new Subject(undefined)];
        await early.create();
        await late.create();
        for (const write of history) for (const { db } of [early, late]) await write(db);
        await late.addIndex(definition);
        for (const write of continuation) {
          for (const { db, clock } of [early, late]) {
            await write(db);
            clock.advance(3);
          }
        }
        for (const { clock } of [early, late]) clock.advance(2 * tableDelayMs);
        assert.equal(await late.contents(), await early.contents());
      },
    ),
    { numRuns: 100 },
  ));

test('a backfill skips exactly the items that a write would reject', () =>
  fc.assert(
    fc.asyncProperty(definitions, fc.array(writesOf(values), { maxLength: 30 }), async (definition, history) => {
      const [early, late] = [new Subject(definition), new Subject(undefined)];
      await early.create();
      await late.create();
      for (const write of history) await write(late.db);
      await late.addIndex(definition);
      late.clock.advance(2 * tableDelayMs);
      const { Items = [] } = await late.db.execute('Scan', { TableName: 'things' });
      for (const Item of Items) {
        await early.db.execute('PutItem', { TableName: 'things', Item }).catch((error: unknown) => {
          if (!(error instanceof ServiceError)) throw error;
        });
      }
      const [lateContents, earlyContents] = [await late.contents(), await early.contents()];
      assert.equal(lateContents.entries, earlyContents.entries);
      assert.equal(lateContents.counts, earlyContents.counts);
    }),
    { numRuns: 100 },
  ));

test.run();

const definedAttributes = [
  { AttributeName: 'colour', AttributeType: 'S' as const },
  { AttributeName: 'size', AttributeType: 'S' as const },
];

/** A database with a table `things`, perhaps with an index. */
class Subject {
  readonly clock = new ManualClock();
  readonly db = new MemoryDynamoDb({ clock: this.clock, tableDelayMs });
  readonly #index: Definition | undefined;

  constructor(index: Definition | undefined) {
    this.#index = index;
  }

  async create(): Promise<void> {
    await this.db.execute('CreateTable', {
      TableName: 'things',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }, ...attributesOf(this.#index)],
      ...(this.#index && { GlobalSecondaryIndexes: [this.#index] }),
    });
    this.clock.advance(tableDelayMs);
  }

  async addIndex(definition: Definition): Promise<void> {
    await this.db.execute('UpdateTable', {
      TableName: 'things',
      AttributeDefinitions: attributesOf(definition),
      GlobalSecondaryIndexUpdates: [{ Create: definition }],
    });
  }

  async contents() {
    const { Table } = await this.db.execute('DescribeTable', { TableName: 'things' });
    const { Items } = await this.db.execute('Scan', { TableName: 'things' });
    const { Items: entries } = await this.db.execute('Scan', { TableName: 'things', IndexName: 'late' });
    const [index] = Table?.GlobalSecondaryIndexes ?? [];
    return {
      description: { ...Table, CreationDateTime: undefined, BillingModeSummary: undefined },
      items: Items,
      entries,
      counts: [index?.ItemCount, index?.IndexSizeBytes],
    };
  }
}

function attributesOf(definition: Definition | undefined) {
  return definedAttributes.filter(({ AttributeName }) =>
    definition?.KeySchema?.some((element) => element.AttributeName === AttributeName),
  );
}
