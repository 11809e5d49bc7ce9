import type { MemoryDynamoDbOptions } from 'dynarepo/memory';
import fc from 'fast-check';
import type { Item, OperationName } from '../../../src/domain/dynamodb.ts';
import { tableChanges } from './table-changes.ts';

/** Milliseconds of an hour. */
export const hourMs: number = 60 * 60 * 1000;
/** The names of the tables. */
export const tableNames = ['things', 'others'] as const;

/** Settings of a database that `serve` has options for. */
export type Settings = Pick<MemoryDynamoDbOptions, 'statistics' | 'streams' | 'sweepDelayMs' | 'tableDelayMs'>;

/** A request or an action after some time, and whether the process ends before it: by a kill, or by a close that compacts. */
export interface Command {
  readonly afterMs: number;
  /** Whether the time passes by an admin request, not on the system's clock. */
  readonly isAdvance: boolean;
  readonly restart: Restart | undefined;
  readonly operation: OperationName | 'split' | 'sweep' | 'tokens';
  readonly input: object;
}

/** How a process ends: by a close, by a kill, or by a kill before a start with other settings. */
export type Restart = 'close' | 'kill' | Settings;

/** Settings of any kind. */
export const settings: fc.Arbitrary<Settings> = fc.record({
  tableDelayMs: fc.constantFrom<Settings['tableDelayMs'][]>('service', 50, undefined),
  sweepDelayMs: fc.constantFrom(0, 40_000, undefined),
  statistics: fc.constantFrom('six-hourly', undefined),
  streams: fc.constantFrom({ shards: 3 }, { splitAfterRecords: 2 }, undefined),
});

/** Returns the ARN of a table. */
export function arnOf(name: string): string {
  return `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`;
}

/** Histories that begin with a table that has a stream and a time to live. */
export function histories(restarts: fc.Arbitrary<Restart>): fc.Arbitrary<Command[]> {
  return fc.array(commandsWith(restarts), { maxLength: 30 }).map((rest): Command[] => {
    const at = { isAdvance: false, restart: undefined };
    const first: Command = {
      ...at,
      afterMs: 0,
      operation: 'CreateTable',
      input: definition('things', 'NEW_AND_OLD_IMAGES'),
    };
    const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expires' };
    const second = { TableName: 'things', TimeToLiveSpecification };
    return [first, { ...at, afterMs: 10_000, operation: 'UpdateTimeToLive', input: second }, ...rest];
  });
}

type ViewType = 'KEYS_ONLY' | 'NEW_AND_OLD_IMAGES' | undefined;

function definition(TableName: string, StreamViewType: ViewType): object {
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    ...(StreamViewType && { StreamSpecification: { StreamEnabled: true, StreamViewType } }),
  };
}

const increment = {
  UpdateExpression: 'ADD times :one',
  ExpressionAttributeValues: { ':one': { N: '1' } },
};

/** Seconds before and after the start of the clock. */
const expiries = fc
  .constantFrom(undefined, -1, 0, 20, 3000, 1e6)
  .map((seconds) =>
    seconds === undefined ? {} : { expires: { N: String(Date.UTC(2026, 10, 30, 23) / 1000 + seconds) } },
  );

const tables = fc.constantFrom('things', 'things', 'things', 'others').map((TableName) => ({ TableName }));
const keys = fc.constantFrom('x', 'y', '\ud800', 'z').map((S) => ({ id: { S } }));
const items: fc.Arbitrary<Item> = fc
  .tuple(keys, fc.constantFrom({}, { a: { S: 'red' } }, { a: { N: '1.50' }, b: { B: Uint8Array.of(1) } }), expiries)
  .map(([key, values, expires]) => ({ ...key, ...values, ...expires }));

const transactions = fc.record({
  TransactItems: fc
    .uniqueArray(fc.tuple(keys, items, tables), { minLength: 1, maxLength: 2, selector: ([key]) => key.id.S })
    .map((entries) =>
      entries.map(([key, values, { TableName }], index) =>
        index === 0
          ? { Put: { TableName, Item: { ...values, ...key } } }
          : { Update: { TableName, Key: key, ...increment } },
      ),
    ),
  ClientRequestToken: fc.constantFrom('a', 'b', undefined),
});

/** The same request with the same token: if it were executed twice, a number would show it. */
const repetitions = fc.constantFrom('c', 'd').map((ClientRequestToken) => {
  const Update = { TableName: 'things', Key: { id: { S: 'counter' } }, ...increment };
  return { TransactItems: [{ Update }], ClientRequestToken };
});

type Requested = readonly [Command['operation'], object];

const writes = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(tables, items).map(([of, Item]): Requested => ['PutItem', { ...of, Item }]) },
  { weight: 2, arbitrary: fc.tuple(tables, keys).map(([of, Key]): Requested => ['DeleteItem', { ...of, Key }]) },
  {
    weight: 5,
    arbitrary: fc.oneof(transactions, repetitions).map((input): Requested => ['TransactWriteItems', input]),
  },
);

const tableRequests = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(tables, tableChanges).map(([of, change]): Requested => ['UpdateTable', { ...of, ...change }]),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(tables, fc.boolean()).map(([of, StreamEnabled]): Requested => {
      const StreamViewType = StreamEnabled ? 'NEW_IMAGE' : undefined;
      return ['UpdateTable', { ...of, StreamSpecification: { StreamEnabled, StreamViewType } }];
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(tables, fc.boolean()).map(([of, Enabled]): Requested => {
      const TimeToLiveSpecification = { Enabled, AttributeName: 'expires' };
      return ['UpdateTimeToLive', { ...of, TimeToLiveSpecification }];
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(tables, fc.constantFrom('1', '__proto__')).map(([{ TableName }, Key]): Requested => {
      return ['TagResource', { ResourceArn: arnOf(TableName), Tags: [{ Key, Value: 'x' }] }];
    }),
  },
  { weight: 1, arbitrary: tables.map((of): Requested => ['DeleteTable', of]) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...tableNames), fc.constantFrom<ViewType[]>('KEYS_ONLY', undefined))
      .map(([name, view]): Requested => ['CreateTable', definition(name, view)]),
  },
);

const others = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.tuple(tables, fc.boolean()).map(([of, isLast]): Requested => ['split', { ...of, isLast }]),
  },
  { weight: 1, arbitrary: fc.constantFrom<Requested[]>(['sweep', {}], ['tokens', {}]) },
  { weight: 2, arbitrary: tables.map((of): Requested => ['Scan', of]) },
);

function commandsWith(restarts: fc.Arbitrary<Restart>): fc.Arbitrary<Command> {
  return fc
    .record({
      afterMs: fc.constantFrom(0, 0, 1, 1, 60, 5000, 45_000, 400_000, hourMs),
      isAdvance: fc.boolean(),
      restart: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: restarts }),
      request: fc.oneof(
        { weight: 13, arbitrary: writes },
        { weight: 9, arbitrary: tableRequests },
        { weight: 5, arbitrary: others },
      ),
    })
    .map(({ request: [operation, input], ...rest }) => ({ ...rest, operation, input }));
}
