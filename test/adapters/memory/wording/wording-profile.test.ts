import * as assert from 'uvu/assert';
import { MemoryDynamoDb } from '../../../../src/adapters/memory/memory-dynamodb.ts';
import type { Input, OperationName } from '../../../../src/domain/dynamodb.ts';
import { DynarepoError, ServiceError } from '../../../../src/domain/errors.ts';
import { suite } from '../../../support/suite.ts';
import { thrownBy } from '../thrown-by.ts';
import { largeUpdate, olderTexts, tables } from './older-texts.ts';

const test = suite('wording profiles');

const older = new MemoryDynamoDb({ wording: 'older' });
const current = new MemoryDynamoDb({ wording: 'current' });

test.before(async () => {
  for (const db of [older, current]) {
    for (const table of tables) await db.execute('CreateTable', input<'CreateTable'>(table));
  }
});

/** Gives inputs that are data, some of them invalid, the type of an operation's input. */
function input<N extends OperationName>(members: object): Input<N> {
  return { TableName: 'things', ...members } as Input<N>; // the requests are invalid on purpose
}

async function messageOf(db: MemoryDynamoDb, operation: OperationName, members: object): Promise<string> {
  const error = await thrownBy(db.execute(operation, input(members)));
  if (!(error instanceof ServiceError)) throw error;
  return error.message;
}

for (const [number, [source, operation, members, message]] of olderTexts.entries()) {
  test(`${number + 1}: ${operation} (${source})`, async () => {
    assert.is(await messageOf(older, operation, members), message);
    assert.is.not(await messageOf(current, operation, members), message);
  });
}

test('UpdateItem measures only the updated item', async () => {
  assert.match(await messageOf(current, 'UpdateItem', largeUpdate), 'Item size to update');
  await older.fork().execute('UpdateItem', largeUpdate);
});

test('a fork has the wording of its original, and a restored snapshot has none', async () => {
  const [[, operation = 'GetItem', members = {}, message] = []] = olderTexts;
  assert.is(await messageOf(older.fork(), operation, members), message);
  assert.is.not(await messageOf(older.fork({ wording: 'current' }), operation, members), message);
  const restored = new MemoryDynamoDb();
  restored.restore(older.snapshot());
  assert.is.not(await messageOf(restored, operation, members), message);
});

test('the wording is current by default, and another name is an error', async () => {
  const [[, operation = 'GetItem', members = {}] = []] = olderTexts;
  const plain = new MemoryDynamoDb();
  plain.restore(current.snapshot());
  assert.is(await messageOf(plain, operation, members), await messageOf(current, operation, members));
  for (const wording of ['Older', '', 'constructor', 3, null]) {
    const options: object = { wording };
    assert.throws(
      () => new MemoryDynamoDb(options),
      (error: unknown) =>
        error instanceof DynarepoError &&
        error.code === 'BAD_INPUT' &&
        error.message === 'the option wording of MemoryDynamoDb must be current or older',
    );
  }
});

test.run();
