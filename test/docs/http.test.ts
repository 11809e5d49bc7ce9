import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AbortedError, ConflictError, DynarepoError, type ErrorCode, ServiceError, TransactionError } from 'dynarepo';
import { type Fault, internalServerError, MemoryDynamoDb, requestLimitExceeded, throttled } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { codeBlocksOf, readPage } from '../support/docs/pages.ts';
import { suite } from '../support/suite.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, '.cache', 'http-recipes');
const [users = '', server = ''] = codeBlocksOf(readPage('docs/http.md'))
  .filter(({ info }) => info.startsWith('ts'))
  .map(({ code }) => code);

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'users.ts'), users);
const { statusOf, problemOf }: Recipe = await import(pathToFileURL(join(folder, 'users.ts')).href);

interface Recipe {
  statusOf(error: unknown): number;
  problemOf(error: unknown): { readonly status: number; readonly headers: object; readonly body: object };
}

const statuses: Readonly<Partial<Record<ErrorCode, number>>> = {
  BAD_INPUT: 400,
  BAD_CURSOR: 400,
  ITEM_NOT_FOUND: 404,
  CONFLICT: 409,
  TRANSACTION_CANCELLED: 409,
  BAD_STORED_VALUE: 500,
  BAD_DEFINITION: 500,
  TABLE_NOT_FOUND: 500,
};

const test = suite('the HTTP recipes');

for (const [code, status] of Object.entries(statuses)) {
  // The keys of the object are error codes.
  test(`${code} is status ${status}`, () => assert.is(statusOf(new DynarepoError(code as ErrorCode, '')), status));
}

test('what can be tried again is 503 or 429, with the time to wait', async () => {
  assert.is(statusOf(new AbortedError('gone')), 503);
  assert.is(statusOf(new DynarepoError('NO_RESPONSE', '', { retryable: true })), 503);
  assert.is(statusOf(new TransactionError('', [reasonOf(new DynarepoError('SERVICE', '', { retryable: true }))])), 503);
  assert.is(statusOf(await serviceError(internalServerError())), 503);
  assert.is(statusOf(await serviceError(throttled())), 429);
  assert.is(statusOf(await serviceError(requestLimitExceeded())), 429);
  const busy = new ServiceError('ThrottlingException', '', { retryAfterMs: 2_500 });
  assert.equal(problemOf(busy), {
    status: 429,
    headers: { 'retry-after': '3' },
    body: { message: 'Too Many Requests' },
  });
});

test("the client's mistakes are shown, the server's are not", () => {
  assert.is(statusOf(new SyntaxError('not JSON')), 400);
  const conflict = new ConflictError('taken', {
    entity: 'User',
    key: {},
    condition: '',
    unmet: [],
    mayBeOwnWrite: false,
  });
  assert.equal(problemOf(conflict), { status: 409, headers: {}, body: { code: 'CONFLICT', message: 'taken' } });
  const secret = problemOf(new Error('the password is x'));
  assert.is(secret.status, 500);
  assert.not.match(JSON.stringify(secret.body), 'password');
});

test('the endpoint prints what its comments state', () => {
  writeFileSync(join(folder, 'server.ts'), `${users}\n${server}`);
  const printed = execFileSync(process.execPath, ['--import', 'tsx', join(folder, 'server.ts')], {
    encoding: 'utf8',
    cwd: root,
  });
  const comments = [...server.matchAll(/^ *console\.log\(.*\); *\/\/ (.*)$/gm)].map(([, comment = '']) => comment);
  assert.equal(comments.slice(0, 1), ['2, then 1']);
  const expected = ['2', '1', ...comments.slice(1).map((comment) => comment.replace(/^(\d+):.*/, '$1'))];
  assert.equal(printed.trim().split('\n'), expected);
});

test.run();

async function serviceError(fault: Fault): Promise<unknown> {
  return await new MemoryDynamoDb({ faults: () => fault }).execute('ListTables', {}).catch((error: unknown) => error);
}

function reasonOf(error: DynarepoError) {
  return { request: undefined, entity: 'User', key: {}, code: 'ThrottlingError', error, unmet: [], item: undefined };
}
