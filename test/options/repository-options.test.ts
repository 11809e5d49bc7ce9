import {
  type BatchGetOptions,
  type BatchWriteOptions,
  batchGet,
  batchWrite,
  type CountOptions,
  collection,
  type EnsureOptions,
  entity,
  type GetManyOptions,
  type GetOptions,
  type HydrateOptions,
  items,
  number,
  type PlainQueryOptions,
  type PlainScanOptions,
  type PlainUpdateOptions,
  type PlainWriteOptions,
  type PutOptions,
  type QueryOptions,
  type RangeOptions,
  type ReadOptions,
  type RepositoryOptions,
  type RetryOptions,
  repository,
  type SaveOptions,
  type ScanOptions,
  type SharedOptions,
  string,
  table,
  tableOf,
  UnitOfWork,
  type UpdateOptions,
  type VerifyOptions,
  type WaitOptions,
  type WriteManyOptions,
  type WriteOptions,
  type Writes,
} from 'dynarepo';
import { dumpLines, type FixtureOptions, fixtureLines, type LoadFixturesOptions, loadFixtures } from 'dynarepo/json';
import { MemoryDynamoDb } from 'dynarepo/memory';
import type { CollectionOptions, MissingOptions, VersionedWriteOptions } from 'dynarepo/types';
import * as assert from 'uvu/assert';
import { SpyingDynamoDb } from '../repositories/spying-dynamodb.ts';
import { suite } from '../support/suite.ts';
import {
  type EntryPoint,
  type InvalidValues,
  noBoolean,
  noClock,
  noCount,
  noCounter,
  noFunction,
  noMilliseconds,
  noSignal,
  testOptions,
} from './entry-point.ts';

const Note = entity('Note', {
  table: 'notes',
  attributes: { id: string(), at: number(), text: string().optional() },
  key: { partition: 'id', sort: 'at' },
  indexes: { byText: { partition: 'text' } },
});
type NoteEntity = typeof Note;

const spy = new SpyingDynamoDb(new MemoryDynamoDb());
const notes = repository(Note, spy);
const plainTable = table('plain', { key: { partition: 'id', sort: { name: 'at', type: 'N' } } });
const plain = await items(spy, plainTable);
const notesAlone = collection(spy, [Note]);
const key = { id: 'a', at: 1 };

/** Returns a function that calls a method with arguments and options, without type checks. */
function calling(target: object, name: string, ...args: readonly unknown[]): (options: unknown) => unknown {
  return (options) => Reflect.apply(Reflect.get(target, name), target, [...args, options]);
}

const noRate = [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '5', null];
const noAttributes = ['id', [], [7], null];
const call = { abortSignal: noSignal, capacity: noCounter };
const read: InvalidValues<ReadOptions> = { ...call, consistent: noBoolean, includeExpired: noBoolean };
const get: InvalidValues<GetOptions> = { ...read, attributes: noAttributes };
const several: InvalidValues<GetManyOptions> = { ...get, onUnreadable: ['ignore', null, 7] };
const getMany: InvalidValues<GetManyOptions & MissingOptions<unknown>> = {
  ...several,
  concurrency: noCount,
  onMissing: ['ignore', null, 7],
};
const write: InvalidValues<WriteOptions<NoteEntity>> = { ...call, condition: noFunction };
const versioned: InvalidValues<VersionedWriteOptions<NoteEntity>> = { ...write, ignoreVersion: noBoolean };
const put: InvalidValues<PutOptions<NoteEntity>> = { ...versioned, returning: ['updated', null, 7] };
const save: InvalidValues<SaveOptions<NoteEntity>> = {
  ...versioned,
  from: ['text', null, 7],
  returning: ['all', null, 7],
};
const update: InvalidValues<UpdateOptions<NoteEntity>> = {
  ...versioned,
  returning: ['all', null, 7],
  createParents: noBoolean,
  upsert: noBoolean,
};
const range: InvalidValues<RangeOptions> = {
  ...call,
  cursor: [7, null, {}],
  maxItems: noCount,
  maxPages: noCount,
  pageSize: noCount,
};
const count: InvalidValues<CountOptions<NoteEntity>> = { ...read, filter: noFunction, unitsPerSecond: noRate };
const query: InvalidValues<QueryOptions<NoteEntity>> = { ...range, ...several, ...count, descending: noBoolean };
const scan: InvalidValues<ScanOptions<NoteEntity>> = {
  ...range,
  ...several,
  ...count,
  concurrency: noCount,
  onlySegment: [-1, 1.5, '5', null, 1_000_000],
  segments: [...noCount, 1_000_001],
};
const collectionQuery: InvalidValues<CollectionOptions> = {
  ...range,
  ...read,
  descending: noBoolean,
  onUnreadable: several.onUnreadable,
  unitsPerSecond: noRate,
};
const wait: InvalidValues<WaitOptions> = { ...call, timeoutMs: noMilliseconds };
const ensure: InvalidValues<EnsureOptions> = {
  ...wait,
  update: noBoolean,
  replace: noBoolean,
  delete: noBoolean,
  onProgress: noFunction,
};
const verify: InvalidValues<VerifyOptions> = { ...call, exact: noBoolean };
const retry: InvalidValues<RetryOptions> = {
  baseDelayMs: noMilliseconds,
  clock: noClock,
  deadlineMs: noMilliseconds,
  maxDelayMs: noMilliseconds,
  random: noFunction,
};
const writeMany: InvalidValues<WriteManyOptions> = {
  ...call,
  concurrency: noCount,
  ignoreUnique: noBoolean,
  ignoreVersion: noBoolean,
  onProgress: noFunction,
  unitsPerSecond: noRate,
};
const writes: InvalidValues<Writes<NoteEntity>> = { put: ['text', {}, 7], delete: ['text', {}, 7] };
const connection = { retry: [true, null, 'no', []], clock: noClock, capacity: noCounter };
const settings: InvalidValues<RepositoryOptions> = { ...connection, table: [7, null, {}, ['users']] };
const shared: InvalidValues<SharedOptions> = { ...connection, table: noFunction };
const index = [7, null, {}];
const { attributes: _a, includeExpired: _b, onUnreadable: _c, ...plainQueryValues } = query;
const { attributes: _d, includeExpired: _e, onUnreadable: _f, ...plainScanValues } = scan;
const plainQuery: InvalidValues<PlainQueryOptions> = { ...plainQueryValues, index };
const plainScan: InvalidValues<PlainScanOptions> = { ...plainScanValues, index };
const { ignoreVersion: _, ...batch } = writeMany;
const batchWriting: InvalidValues<BatchWriteOptions> = { ...batch, ...connection };

const entryPoints: readonly EntryPoint[] = [
  {
    name: 'repository',
    call: (options) => Reflect.apply(repository, undefined, [Note, spy, options]),
    invalid: settings,
  },
  {
    name: 'collection',
    call: (options) => Reflect.apply(collection, undefined, [spy, [Note], options]),
    invalid: settings,
  },
  {
    name: 'loadFixtures',
    call: (options) => Reflect.apply(loadFixtures, undefined, [spy, [Note], '', options]),
    invalid: {
      ...call,
      ...shared,
      concurrency: noCount,
      onProgress: noFunction,
    } satisfies InvalidValues<LoadFixturesOptions>,
  },
  {
    name: 'fixtureLines',
    call: (options) => Reflect.apply(fixtureLines, undefined, [spy, [Note], options]).next(),
    invalid: { ...call, ...shared } satisfies InvalidValues<FixtureOptions>,
  },
  {
    name: 'dumpLines',
    call: (options) => Reflect.apply(dumpLines, undefined, [[Note], '', options]).next(),
    invalid: shared,
  },
  {
    name: 'UnitOfWork',
    call: (options) => Reflect.construct(UnitOfWork, [spy, options]),
    invalid: shared,
  },
  {
    name: 'collection query',
    call: (options) => Reflect.apply(notesAlone.query, notesAlone, [Note, { id: 'a' }, options]),
    invalid: collectionQuery,
  },
  {
    name: 'batchWrite',
    call: (options) => Reflect.apply(batchWrite, undefined, [spy, [], options]),
    invalid: batchWriting,
  },
  {
    name: 'batchGet',
    call: (options) => Reflect.apply(batchGet, undefined, [spy, [], options]),
    invalid: { ...call, ...connection, concurrency: noCount } satisfies InvalidValues<BatchGetOptions>,
  },
  {
    name: 'items',
    call: (options) => Reflect.apply(items, undefined, [spy, plainTable, options]),
    invalid: { ...call, ...settings },
  },
  { name: 'plain get', call: calling(plain, 'get', key), invalid: read },
  ...['put', 'create', 'delete'].map((name) => ({
    name: `plain ${name}`,
    call: calling(plain, name, key),
    invalid: { ...write } satisfies InvalidValues<PlainWriteOptions>,
  })),
  {
    name: 'plain update',
    call: calling(plain, 'update', key, { text: 'x' }),
    invalid: { ...write, upsert: noBoolean } satisfies InvalidValues<PlainUpdateOptions>,
  },
  { name: 'plain query', call: calling(plain, 'query', { id: 'a' }), invalid: plainQuery },
  { name: 'plain scan', call: calling(plain, 'scan'), invalid: plainScan },
  { name: 'plain getMany', call: calling(plain, 'getMany', [key]), invalid: { ...read, concurrency: noCount } },
  { name: 'plain writeMany', call: calling(plain, 'writeMany', { put: [] }), invalid: batch },
  {
    name: 'retry',
    call: (options) => Reflect.apply(repository, undefined, [Note, spy, { retry: options }]),
    invalid: retry,
  },
  ...[notes, notes.requests].flatMap((target): readonly EntryPoint[] => {
    const prefix = target === notes ? '' : 'requests.';
    return [
      { name: `${prefix}get`, call: calling(target, 'get', key), invalid: get },
      { name: `${prefix}create`, call: calling(target, 'create', key), invalid: write },
      { name: `${prefix}put`, call: calling(target, 'put', key), invalid: put },
      { name: `${prefix}save`, call: calling(target, 'save', key), invalid: save },
      { name: `${prefix}update`, call: calling(target, 'update', key, { text: 'x' }), invalid: update },
      { name: `${prefix}delete`, call: calling(target, 'delete', key), invalid: versioned },
      { name: `${prefix}query`, call: calling(target, 'query', { id: 'a' }), invalid: query },
      { name: `${prefix}scan`, call: calling(target, 'scan'), invalid: scan },
    ];
  }),
  { name: 'getOrThrow', call: calling(notes, 'getOrThrow', key), invalid: get },
  { name: 'exists', call: calling(notes, 'exists', key), invalid: read },
  { name: 'getMany', call: calling(notes, 'getMany', [key]), invalid: getMany },
  { name: 'modify', call: calling(notes, 'modify', key, (note: object) => note), invalid: call },
  { name: 'writeMany', call: calling(notes, 'writeMany', { put: [key] }), invalid: writeMany },
  { name: 'the first argument of writeMany', call: calling(notes, 'writeMany'), invalid: writes },
  { name: 'count', call: calling(notes, 'count', { id: 'a' }), invalid: count },
  { name: 'count without a key', call: calling(notes, 'count', undefined), invalid: call },
  { name: 'page', call: (options) => calling(notes.scan(), 'page')(options), invalid: range },
  { name: 'index query', call: calling(notes.index('byText'), 'query', { text: 'x' }), invalid: query },
  { name: 'index scan', call: calling(notes.index('byText'), 'scan'), invalid: scan },
  {
    name: 'hydrate',
    call: (options) => calling(notes.index('byText').scan(), 'hydrate')(options),
    invalid: { consistent: noBoolean, concurrency: noCount } satisfies InvalidValues<HydrateOptions>,
  },
  { name: 'index count', call: calling(notes.index('byText'), 'count', { text: 'x' }), invalid: count },
  { name: 'table.ensure', call: calling(notes.table, 'ensure'), invalid: ensure },
  { name: 'table.plan', call: calling(notes.table, 'plan'), invalid: call },
  { name: 'table.verify', call: calling(notes.table, 'verify'), invalid: verify },
  { name: 'tableOf', call: (options) => Reflect.apply(tableOf, undefined, [spy, Note, options]), invalid: settings },
  ...['create', 'delete', 'waitUntilActive'].map((name) => ({
    name: `table.${name}`,
    call: calling(notes.table, name),
    invalid: wait,
  })),
  ...['exists', 'describe', 'itemCount'].map((name) => ({
    name: `table.${name}`,
    call: calling(notes.table, name),
    invalid: call,
  })),
];

const test = suite('options of repositories');

testOptions(test, entryPoints);

test.after(() => assert.equal(spy.take(), [], 'nothing is sent'));

test.run();
