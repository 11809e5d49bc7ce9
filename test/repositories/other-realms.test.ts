import { runInNewContext } from 'node:vm';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  binary,
  binarySet,
  type DynamoDb,
  entity,
  epochSeconds,
  isoDate,
  list,
  repository,
  string,
  stringSet,
} from 'dynarepo';
import { fakeCredentials, requestHandler } from 'dynarepo/http';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';

const test = suite('objects of other realms');

const Photo = entity('Photo', {
  table: 'photos',
  attributes: {
    id: string(),
    tags: stringSet(),
    takenAt: isoDate(),
    expires: epochSeconds(),
    bytes: binary(),
    thumbnails: binarySet(),
    lines: list(string()),
  },
  key: { partition: 'id' },
});

const photo = `({
  id: 'a', tags: new Set(['x']), takenAt: new Date(5), expires: new Date(7000), bytes: Uint8Array.of(1, 2),
  thumbnails: [Uint8Array.of(3)], lines: ['l'],
})`;

test('are stored as an entity, and read as objects of this realm', async () => {
  const photos = repository(Photo, new MemoryDynamoDb());
  await photos.table.ensure();
  await photos.create(runInNewContext(photo));
  assert.equal(await photos.get({ id: 'a' }), {
    id: 'a',
    tags: new Set(['x']),
    takenAt: new Date(5),
    expires: new Date(7000),
    bytes: Uint8Array.of(1, 2),
    thumbnails: [Uint8Array.of(3)],
    lines: ['l'],
  });
});

test('go through the port, and out of any implementation of it over HTTP', async () => {
  const foreign: DynamoDb = {
    // A stand-in for an implementation in a context of its own.
    execute: async () =>
      runInNewContext('({ Item: { b: { B: Uint8Array.of(1, 2) }, bs: { BS: [Uint8Array.of(3)] } } })'),
  };
  const client = new DynamoDBClient({
    region: 'eu-west-1',
    credentials: fakeCredentials,
    requestHandler: requestHandler(foreign),
  });
  const { Item } = await client.send(new GetItemCommand({ TableName: 'photos', Key: { id: { S: 'a' } } }));
  assert.equal(Item, { b: { B: Uint8Array.of(1, 2) }, bs: { BS: [Uint8Array.of(3)] } });
  client.destroy();
});

test('are named as what they are where something else is wanted', async () => {
  const photos = repository(Photo, new MemoryDynamoDb());
  await photos.table.ensure();
  const wrong = runInNewContext(`({ ...${photo}, tags: new Map() })`);
  const error = await photos.create(wrong).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.match(String(error), /Photo\.tags must be a Set, but is a Map/);
});

test.run();
