import {
  binary,
  binarySet,
  boolean,
  entity,
  key,
  list,
  map,
  number,
  StoredValueError,
  string,
  table,
  ttl,
} from 'dynarepo';
import { describeChange, fromLambdaEvent, type LambdaStreamEvent } from 'dynarepo/streams';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { badInput, thrown } from './open-repository.ts';

const App = table('app', { key: { partition: 'pk', sort: 'sk' }, timeToLive: 'expires', stream: 'NEW_AND_OLD_IMAGES' });
const Photo = entity('Photo', {
  table: App,
  attributes: {
    id: string(),
    bytes: binary(),
    parts: binarySet().optional(),
    sizes: list(map({ width: number(), preview: binary() })),
    expires: ttl().optional(),
  },
  key: { partition: key`PHOTO#${'id'}`, sort: key`PHOTO` },
});
const Session = entity('Session', {
  table: table('sessions', { key: { partition: 'token' }, stream: 'KEYS_ONLY' }),
  attributes: { token: string(), open: boolean() },
  key: { partition: 'token' },
});

const arn = (name: string) => `arn:aws:dynamodb:eu-west-1:123456789012:table/${name}/stream/2026-01-01T00:00:00.000`;
const keys = { pk: { S: 'PHOTO#p1' }, sk: { S: 'PHOTO' } };
const image = {
  ...keys,
  id: { S: 'p1' },
  bytes: { B: 'AQI=' },
  parts: { BS: ['AQ==', 'Ag=='] },
  sizes: { L: [{ M: { width: { N: '10' }, preview: { B: 'Aw==' } } }] },
};
const photo = {
  id: 'p1',
  bytes: new Uint8Array([1, 2]),
  parts: [new Uint8Array([1]), new Uint8Array([2])],
  sizes: [{ width: 10, preview: new Uint8Array([3]) }],
};

function event(...records: readonly object[]): LambdaStreamEvent {
  return {
    Records: records.map((record, index) => ({
      eventID: String(index),
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'eu-west-1',
      eventSourceARN: arn('app'),
      ...record,
    })),
  };
}

function change(members: object, others: object = {}): object {
  const dynamodb = {
    Keys: keys,
    SequenceNumber: '100000000000000000100',
    ApproximateCreationDateTime: 1.5,
    ...members,
  };
  return { dynamodb, ...others };
}

const test = suite('changes in Lambda events');

test('base64 text becomes bytes, at any depth, and seconds become a date', () => {
  const [inserted] = fromLambdaEvent(event(change({ NewImage: image })), [Photo]);
  assert.is(inserted?.kind, 'insert');
  assert.equal(inserted?.new, photo);
  assert.equal(inserted?.key, { id: 'p1' });
  assert.equal(inserted?.at, new Date(1500));
  assert.is(inserted?.sequenceNumber, '100000000000000000100');
  assert.is(inserted?.table, 'app');
});

test('a time that no date can have is left out', () => {
  for (const seconds of [Number.NaN, 1e300, '1', null]) {
    const [only] = fromLambdaEvent(event(change({ NewImage: image, ApproximateCreationDateTime: seconds })), [Photo]);
    assert.is(only?.at, undefined);
    assert.match(only === undefined ? '' : describeChange(only), /^insert Photo/);
  }
});

test('a deletion by time to live is expired, with the identity in lower camel case', () => {
  const removed = { eventName: 'REMOVE', userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } };
  const byUser = { eventName: 'REMOVE', userIdentity: null };
  const found = fromLambdaEvent(event(change({ OldImage: image }, removed), change({ OldImage: image }, byUser)), [
    Photo,
  ]);
  assert.equal(
    found.map(({ kind, expired, old }) => [kind, expired, old]),
    [
      ['remove', true, photo],
      ['remove', false, photo],
    ],
  );
});

test('records are assigned to entities by their table, then by their key', () => {
  const session = { eventSourceARN: arn('sessions'), eventName: 'MODIFY' };
  const records = event(
    change({ NewImage: image }),
    change({ Keys: { token: { S: 't1' } } }, session),
    change({ Keys: { pk: { S: 'OTHER' }, sk: { S: 'OTHER' } } }),
  );
  const found = fromLambdaEvent(records, [Session, Photo], { view: 'KEYS_ONLY' });
  assert.equal(
    found.map((each) => [each.entity, each.table, each.key]),
    [
      ['Photo', 'app', { id: 'p1' }],
      ['Session', 'sessions', { token: 't1' }],
    ],
  );
});

test('entities of one table take records of a table with another name; of several, they reject or pass it on', async () => {
  const renamed = event(change({ NewImage: image }, { eventSourceARN: arn('app-prod') }));
  assert.is(fromLambdaEvent(renamed, [Photo]).length, 1);
  const message = await badInput(() => fromLambdaEvent(renamed, [Photo, Session]));
  assert.match(message, /table app-prod, but the entities are in app, sessions/);
  const others: unknown[] = [];
  assert.equal(fromLambdaEvent(renamed, [Photo, Session], { onOther: (record) => others.push(record.eventID) }), []);
  assert.equal(others, ['0']);
});

test('an image that the stream does not have is an error that names the view', async () => {
  const keysOnly = event(change({ StreamViewType: 'KEYS_ONLY' }));
  assert.match(await badInput(() => fromLambdaEvent(keysOnly, [Photo])), /has KEYS_ONLY.*pass view: 'KEYS_ONLY'/);
  assert.match(await badInput(() => fromLambdaEvent(event(change({})), [Photo])), /has no NewImage/);
  assert.is(fromLambdaEvent(keysOnly, [Photo], { view: 'KEYS_ONLY' })[0]?.new, undefined);
});

test('corrupted images are stored values that cannot be read', async () => {
  const corrupted = [
    { ...image, bytes: { B: 'not base64' } },
    { ...image, bytes: null },
    { ...image, sizes: { L: [null] } },
    { ...image, parts: { BS: [1] } },
    keys,
  ];
  for (const each of corrupted) {
    const wrong = event(change({ NewImage: each }));
    await thrown(StoredValueError, () => fromLambdaEvent(wrong, [Photo]));
    assert.equal(fromLambdaEvent(wrong, [Photo], { onUnreadable: 'skip' }), []);
  }
});

test('what is not an event of a stream is rejected', async () => {
  const wrong = [undefined, null, {}, { Records: 1 }, { Records: [null] }, { Records: [{ Sns: {} }] }];
  for (const each of wrong) {
    await badInput(() => Reflect.apply(fromLambdaEvent, undefined, [each, [Photo]]));
  }
  await badInput(() => fromLambdaEvent(event(change({ Keys: undefined })), [Photo]));
  for (const eventName of ['UPSERT', 'constructor', '', undefined]) {
    await badInput(() => fromLambdaEvent(event(change({ NewImage: image }, { eventName })), [Photo]));
  }
  assert.equal(fromLambdaEvent({ Records: [] }, [Photo]), []);
});

test.run();
