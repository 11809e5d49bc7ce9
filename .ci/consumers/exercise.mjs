// A small program of a user's, which every runtime and test runner runs on the packed package.
import { runInNewContext } from 'node:vm';
import {
  beginsWith,
  binary,
  entity,
  isoDate,
  json,
  list,
  map,
  number,
  record,
  repository,
  string,
  stringSet,
  version,
} from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';

const User = entity('User', {
  table: 'users',
  attributes: {
    lastName: string(),
    firstName: string(),
    email: string(),
    age: number().optional(),
    tags: stringSet().optional(),
    bornAt: isoDate().optional(),
    photo: binary().optional(),
    labels: record(string()).optional(),
    lines: list(map({ sku: string() })).optional(),
    notes: json().optional(),
    version: version(),
  },
  key: { partition: 'lastName', sort: 'firstName' },
  indexes: { byEmail: { partition: 'email' } },
});
const jane = { lastName: 'Smith', firstName: 'Jane', email: 'jane@example.org' };
const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };

/** Throws an error that lists every step that fails. */
export async function exercise({ isServed = true } = {}) {
  const db = new MemoryDynamoDb();
  const users = repository(User, db);
  await users.table.ensure();
  const failures = [];
  for (const [name, step] of Object.entries({ ...steps, ...(isServed ? servedSteps : {}) })) {
    await step(users, db).catch((error) => failures.push(`${name}: ${error?.stack ?? error}`));
  }
  if (failures.length > 0) throw new Error(failures.join('\n'));
}

const steps = {
  async 'entities, queries and cursors'(users) {
    await users.create({ ...jane, tags: new Set(['a']), bornAt: new Date(0), photo: Uint8Array.of(1) });
    await users.update({ lastName: 'Smith', firstName: 'Jane' }, (u) => [u.age.set(u.age.orElse(1).plus(1))]);
    await users.put({ ...jane, firstName: 'John' });
    const { items, cursor } = await users
      .query({ lastName: 'Smith', firstName: beginsWith('J') })
      .page({ pageSize: 1 });
    expect(items[0].age === 2 && items[0].tags.has('a') && items[0].photo instanceof Uint8Array, 'the first page');
    const next = await users.query({ lastName: 'Smith', firstName: beginsWith('J') }).page({ pageSize: 1, cursor });
    expect(next.items[0].firstName === 'John', 'the second page');
    expect((await users.index('byEmail').query({ email: jane.email }).all()).length === 2, 'the index');
  },
  async 'snapshots and forks'(users, db) {
    const before = db.snapshot();
    const fork = repository(User, db.fork());
    await fork.put({ ...jane, firstName: 'Fork' });
    await users.put({ ...jane, firstName: 'Late' });
    db.restore(before);
    const names = (await users.scan().all()).map(({ firstName }) => firstName);
    expect(!names.includes('Fork') && !names.includes('Late'), 'nothing is left of either');
  },
  async 'objects of another realm'(users, db) {
    const foreign = runInNewContext(`({
      tags: new Set(['a']), bornAt: new Date(5), photo: Uint8Array.of(7), labels: { a: 'b' }, lines: [{ sku: 's' }], notes: { a: [1] },
    })`);
    const stored = await users.put({ ...jane, firstName: 'Foreign', ...foreign });
    expect(stored.tags.has('a') && stored.bornAt.getTime() === 5 && stored.photo[0] === 7, 'what put returns');
    const { mtime } = (await import('node:fs')).statSync('.');
    await users.put({ ...jane, firstName: 'File', bornAt: mtime });
    if (globalThis.structuredClone) {
      const cloned = structuredClone({ tags: new Set(['a']), bornAt: new Date(5), photo: Uint8Array.of(7) });
      await users.put({ ...jane, firstName: 'Clone', ...cloned });
    }
    const Item = runInNewContext(
      "({ lastName: { S: 'P' }, firstName: { S: 'P' }, b: { B: Uint8Array.of(1) }, bs: { BS: [Uint8Array.of(2)] } })",
    );
    await db.execute('PutItem', { TableName: 'users', Item });
  },
  async 'the HTTP entry point loads'() {
    await import('dynarepo/http');
  },
};

const servedSteps = {
  async 'every entry point loads'() {
    for (const name of [
      '',
      '/dynamodb',
      '/memory',
      '/http',
      '/observing',
      '/inversify',
      '/json',
      '/streams',
      '/testing',
      '/templates',
      '/explain',
    ])
      await import(`dynarepo${name}`);
  },
  async 'a server, a request handler, and clients of the SDK'(_, db) {
    const { createServer, requestHandler } = await import('dynarepo/http');
    const { AwsDynamoDb } = await import('dynarepo/dynamodb');
    const { DynamoDBClient, GetItemCommand, PutItemCommand } = await import('@aws-sdk/client-dynamodb');
    const server = createServer(db, { port: 0 });
    const settings = { endpoint: await server.listen(), region: 'eu-west-1', credentials };
    const overHttp = new DynamoDBClient(settings);
    const inProcess = new DynamoDBClient({ ...settings, requestHandler: requestHandler(db) });
    const aws = new AwsDynamoDb(settings);
    try {
      const key = { lastName: { S: 'H' }, firstName: { S: 'H' } };
      await overHttp.send(
        new PutItemCommand({ TableName: 'users', Item: { ...key, photo: { B: Uint8Array.of(1, 2) } } }),
      );
      const { Item } = await inProcess.send(new GetItemCommand({ TableName: 'users', Key: key }));
      expect(Item.photo.B[1] === 2, 'bytes come back');
      const overAws = repository(User, aws);
      await overAws.put({ ...jane, firstName: 'Aws', photo: runInNewContext('Uint8Array.of(3)'), bornAt: new Date() });
      expect((await overAws.getOrThrow({ lastName: 'Smith', firstName: 'Aws' })).photo[0] === 3, 'AwsDynamoDb');
    } finally {
      overHttp.destroy();
      aws.close();
      await server.close();
    }
  },
};

function expect(holds, what) {
  if (!holds) throw new Error(`not as expected: ${what}`);
}
