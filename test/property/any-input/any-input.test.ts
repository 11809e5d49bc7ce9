import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { requestHandler } from '../../../src/adapters/http/request-handler.ts';
import { createServer } from '../../../src/adapters/http/server.ts';
import { MemoryDynamoDb, type MemoryDynamoDbOptions } from '../../../src/adapters/memory/memory-dynamodb.ts';
import { encodeSnapshot } from '../../../src/adapters/memory/snapshot/encode-snapshot.ts';
import { fileEngine } from '../../../src/cli/file-engine.ts';
import type { DynamoDb, Input, OperationName } from '../../../src/domain/dynamodb.ts';
import { DynarepoError } from '../../../src/domain/errors.ts';
import { authorization } from '../../adapters/http/posting.ts';
import { suite } from '../../support/suite.ts';
import { toJsonText, toObjects } from './json-text.ts';
import { type Place, placesIn, putAt } from './places.ts';
import { filmsTable, requests, validRequest } from './requests.ts';
import { executableTroubles, jsonTroubles, objectTroubles, type Troubles } from './troubles.ts';

/** No input, of whatever shape, results in anything but an output or an error of dynarepo or the service. */
const test = suite('any input', { timeoutMs: 180_000 });

/** Sends an input; throws if the result is neither an output nor such an error. */
type Send = (operation: OperationName, input: unknown) => Promise<void>;

const everyTrouble = { ...jsonTroubles, ...objectTroubles };

test('in process', async () => {
  const send = inProcess(await openFilms());
  await sendEach(send, everyTrouble);
  await sendMixed(send, everyTrouble);
});

test('in process, with the older wording', async () =>
  sendMixed(inProcess(await openFilms({ wording: 'older' })), everyTrouble));

test('through a request handler', async () => {
  const db = await openFilms();
  const before = db.snapshot();
  const handler = requestHandler(db);
  const send: Send = async (operation, input) => {
    const { response } = await handler.handle({
      method: 'POST',
      path: '/',
      headers: headersOf(operation),
      body: toJsonText(input),
    });
    checkStatus(response.statusCode, Buffer.from(response.body).toString());
    db.restore(before);
  };
  await sendMixed(send, jsonTroubles);
});

test('over HTTP', async () => {
  const db = await openFilms();
  const before = db.snapshot();
  const server = createServer(db, { port: 0 });
  const endpoint = await server.listen();
  const send: Send = async (operation, input) => {
    const response = await fetch(endpoint, { method: 'POST', headers: headersOf(operation), body: toJsonText(input) });
    checkStatus(response.status, await response.text());
    db.restore(before);
  };
  try {
    await sendMixed(send, jsonTroubles);
  } finally {
    await server.close();
  }
});

test('with a data file, which holds what was changed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'any-input-'));
  try {
    const path = join(folder, 'data');
    const engine = await fileEngine({ path, region: 'us-east-1', tables: [] });
    const db = engine.databases as MemoryDynamoDb; // this engine has one database, in memory
    await db.execute('CreateTable', filmsTable);
    const handler = requestHandler(db);
    const send: Send = async (operation, input) => {
      const { response } = await handler.handle({
        method: 'POST',
        path: '/',
        headers: headersOf(operation),
        body: toJsonText(input),
      });
      checkStatus(response.statusCode, Buffer.from(response.body).toString());
    };
    await sendEach(send, executableTroubles, [
      'UpdateItem',
      'DeleteItem',
      'BatchWriteItem',
      'TransactWriteItems',
      'CreateTable',
    ]);
    await sendMixed(send, jsonTroubles);
    const contents = contentsOf(db);
    await engine.close();
    const reopened = await fileEngine({ path, region: 'us-east-1', tables: [] });
    // Not `assert.equal`, whose comparison of long texts takes very long. The cast: as above.
    assert.ok(isDeepStrictEqual(contentsOf(reopened.databases as MemoryDynamoDb), contents));
    await reopened.close();
    assert.ok(readFileSync(path, 'utf8').endsWith('\n'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.run();

async function openFilms(options?: MemoryDynamoDbOptions): Promise<MemoryDynamoDb> {
  const db = new MemoryDynamoDb(options);
  await db.execute('CreateTable', filmsTable);
  for (const id of ['a', 'b']) await db.execute('PutItem', { TableName: 'films', Item: { id: { S: id } } });
  return db;
}

function inProcess(db: MemoryDynamoDb): Send {
  const before = db.snapshot();
  return async (operation, input) => {
    const failure = await failureOf(db, operation, toObjects(input));
    assert.ok(failure === undefined || failure instanceof DynarepoError, String(failure));
    db.restore(before);
  };
}

/** Sends each valid request of some operations with each trouble at each place. Default: of all operations. */
async function sendEach(send: Send, troubles: Troubles, operations?: readonly OperationName[]): Promise<void> {
  for (const [number, { operation, input }] of requests.entries()) {
    if (operations?.includes(operation) === false) continue;
    for (const place of placesIn(input)) {
      for (const [name, create] of Object.entries(troubles)) {
        const changed = putAt(validRequest(number).input, place, create());
        await described(send(operation, changed), [operation, place, name]);
      }
    }
  }
}

/** Sends valid requests with several troubles at once. */
async function sendMixed(send: Send, troubles: Troubles): Promise<void> {
  const names = Object.keys(troubles);
  const change = fc.tuple(fc.nat(), fc.constantFrom(...names));
  await fc.assert(
    fc.asyncProperty(fc.nat(requests.length - 1), fc.array(change, { maxLength: 5 }), async (number, changes) => {
      const { operation, input } = validRequest(number);
      const places = placesIn(input);
      let changed: unknown = input;
      for (const [at, name] of changes) {
        changed = putAt(changed, places[at % places.length] ?? [], troubles[name]?.());
      }
      await send(operation, changed);
    }),
    { numRuns: 300 },
  );
}

/** Adds the request to an error, because hostile inputs cannot be printed. */
async function described(
  sent: Promise<void>,
  [operation, place, trouble]: [OperationName, Place, string],
): Promise<void> {
  await sent.catch((cause: unknown) => {
    throw new Error(`${operation} with ${trouble} at ${place.join('.')}: ${String(cause)}`, { cause });
  });
}

function failureOf(db: DynamoDb, operation: OperationName, input: unknown): Promise<unknown> {
  return db.execute(operation, input as Input<OperationName>).then(
    // the emulator checks the types
    () => undefined,
    (error: unknown) => error,
  );
}

function headersOf(operation: OperationName): Record<string, string> {
  return {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `DynamoDB_20120810.${operation}`,
    'x-amz-date': '20260101T000000Z',
    authorization,
  };
}

function checkStatus(status: number, body: string): void {
  assert.ok([200, 400, 413, 501].includes(status), `status ${status}: ${body.slice(0, 500)}`);
  // TagResource and UntagResource succeed with an empty body.
  if (status !== 413 && !(status === 200 && body === '')) JSON.parse(body);
}

function contentsOf(db: MemoryDynamoDb): string[] {
  return [...encodeSnapshot(db.snapshot())].filter((line) => !line.startsWith('{"counters"'));
}
