import { inspect, isDeepStrictEqual } from 'node:util';
import { DirectDynamoDb } from 'dynarepo/direct';
import { AwsDynamoDb } from 'dynarepo/dynamodb';
import { createServer } from 'dynarepo/http';
import { MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { DynamoDb } from '../../../src/domain/dynamodb.ts';
import { systemClock } from '../../../src/domain/environment.ts';
import { AbortedError, DynarepoError, ServiceError } from '../../../src/domain/errors.ts';
import { items } from '../../property/arbitraries/attribute-values.ts';
import { suite } from '../../support/suite.ts';

const test = suite('DirectDynamoDb', { timeoutMs: 30_000 });

const secretAccessKey = 'the-secret';
const credentials = { accessKeyId: 'tester', secretAccessKey };
const server = createServer(new MemoryDynamoDb(), { port: 0, credentials: { tester: secretAccessKey } });
let endpoint = '';
let db = new DirectDynamoDb();

test.before(async () => {
  endpoint = await server.listen();
  db = new DirectDynamoDb({ endpoint, region: 'us-east-1', credentials });
  await db.execute('CreateTable', {
    TableName: 'things',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  });
});
test.after(async () => {
  db.close();
  await server.close();
});

test('stores and reads any item as the adapter over the SDK does', async () => {
  const sdk = new AwsDynamoDb({ endpoint, region: 'us-east-1', credentials });
  const readBy = async (reader: DynamoDb) => (await reader.execute('GetItem', { TableName: 'things', Key })).Item;
  const Key = { pk: { S: 'any' } };
  await fc.assert(
    fc.asyncProperty(items, async (any) => {
      fc.pre(!inspect(any, { depth: 99 }).includes('__proto__')); // which the SDK drops
      await db.execute('PutItem', { TableName: 'things', Item: { ...any, ...Key } });
      const [direct, bySdk] = [await readBy(db), await readBy(sdk)];
      assert.ok(isDeepStrictEqual(direct, bySdk), inspect({ direct, bySdk }, { depth: 99 }));
    }),
    { numRuns: 100 },
  );
  sdk.close();
});

test('sends what is not for items, or of a wrong type, through the SDK', async () => {
  assert.equal((await db.execute('ListTables', {})).TableNames, ['things']);
  const wrong: unknown = { TableName: 5, Key: {} };
  const error = await thrownBy(() => db.execute('GetItem', Object(wrong)));
  assert.instance(error, ServiceError);
  assert.is(error.message, 'NUMBER_VALUE cannot be converted to String');
  assert.match((await thrownBy(() => db.execute(Object('GetThing'), {}))).message, /no operation "GetThing"/);
});

test('throws the same errors as the adapter over the SDK', async () => {
  const sdk = new AwsDynamoDb({ endpoint, region: 'us-east-1', credentials });
  const Item = { pk: { S: 'a' }, bytes: { B: new Uint8Array([1]) } };
  await db.execute('PutItem', { TableName: 'things', Item });
  const requests = [
    ['GetItem', { TableName: 'none', Key: { pk: { S: 'a' } } }],
    ['GetItem', { TableName: 'things', Key: {} }],
    [
      'PutItem',
      {
        TableName: 'things',
        Item,
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    ],
    [
      'TransactWriteItems',
      {
        TransactItems: [
          {
            ConditionCheck: {
              TableName: 'things',
              Key: { pk: { S: 'b' } },
              ConditionExpression: 'attribute_exists(pk)',
            },
          },
        ],
      },
    ],
  ] as const;
  for (const [operation, input] of requests) {
    const [one, other] = await Promise.all(
      [db, sdk].map((each) => thrownBy(() => each.execute(operation, Object(input)))),
    );
    const seen = (error: unknown) => ({ ...Object(error), requestId: '', cause: '', message: Object(error).message });
    assert.equal(seen(one), seen(other), operation);
    assert.match(String(Reflect.get(Object(one), 'requestId')), /^[A-Z0-9]{52}$/);
  }
  sdk.close();
});

test('signs with a session token, whose characters can add no header', async () => {
  const session = { ...credentials, sessionToken: 'token' };
  const withToken = new DirectDynamoDb({ endpoint, region: 'us-east-1', credentials: session });
  await withToken.execute('GetItem', { TableName: 'things', Key: { pk: { S: 'a' } } });
  withToken.close();
  const invalid = { ...credentials, sessionToken: 'token\r\nx-added: 1' };
  const forged = new DirectDynamoDb({ endpoint, region: 'us-east-1', credentials: invalid });
  const error = await thrownBy(() => forged.execute('GetItem', { TableName: 'things', Key: {} }));
  assert.is(error.code, 'NO_RESPONSE');
  assert.not.match(inspect(error, { depth: 9 }), /x-added|the-secret/);
  forged.close();
});

test('takes texts of requests as they are: none becomes a header', async () => {
  const error = await thrownBy(() => db.execute('GetItem', { TableName: 'x\r\nx-amz-target: y', Key: {} }));
  assert.instance(error, ServiceError);
  assert.is(error.name, 'ValidationException');
});

test('reports missing credentials as the adapter over the SDK does, and asks again', async () => {
  let calls = 0;
  const provider = async () => {
    calls += 1;
    if (calls === 1) throw new Error('no credentials today');
    return credentials;
  };
  const late = new DirectDynamoDb({ endpoint, region: 'us-east-1', credentials: provider });
  const get = () => late.execute('GetItem', { TableName: 'things', Key: { pk: { S: 'a' } } });
  const error = await thrownBy(get);
  assert.is(error.message, 'GetItem got no response: no credentials today');
  assert.is(error.retryable, false);
  await get();
  late.close();
});

test('asks for credentials once for many requests, and again when they expire', async () => {
  let calls = 0;
  const provider = async () => {
    calls += 1;
    return { ...credentials, expiration: new Date(systemClock.nowMs() + (calls === 1 ? 1_000 : 3_600_000)) };
  };
  const expiring = new DirectDynamoDb({ endpoint, region: 'us-east-1', credentials: provider });
  const get = () => expiring.execute('GetItem', { TableName: 'things', Key: { pk: { S: 'a' } } });
  await get();
  await Promise.all(Array.from({ length: 20 }, get));
  assert.ok(calls <= 3, String(calls));
  expiring.close();
});

test('rejects requests after close(), and those whose signal is aborted', async () => {
  const aborted = await thrownBy(() =>
    db.execute('GetItem', { TableName: 'things', Key: {} }, { abortSignal: AbortSignal.abort('enough') }),
  );
  assert.instance(aborted, AbortedError);
  const closed = new DirectDynamoDb({ endpoint, region: 'us-east-1', credentials });
  closed.close();
  const error = await thrownBy(() => closed.execute('GetItem', { TableName: 'things', Key: {} }));
  assert.is(error.message, 'GetItem was called on a DirectDynamoDb after close()');
});

test('rejects misspelt and invalid options', () => {
  assert.throws(() => new DirectDynamoDb(Object({ regions: 'x' })), /did you mean "region"/);
  assert.throws(() => new DirectDynamoDb({ maxConnections: 0 }), /maxConnections/);
  assert.throws(() => new DirectDynamoDb({ endpoint: 'ftp://localhost' }), /endpoint/);
});

async function thrownBy(call: () => Promise<unknown>): Promise<DynarepoError> {
  try {
    await call();
  } catch (error) {
    assert.instance(error, DynarepoError);
    if (error instanceof DynarepoError) return error;
  }
  throw new Error('nothing was thrown');
}

test.run();
