import { existsSync, readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { run, runInShell, send, tableOf, withFolder } from './running-cli.ts';

const test = suite('dynarepo serve --data on a full disk', { timeoutMs: 120_000 });

// A limit on the size of files simulates a full disk; the shell counts in blocks of 512 bytes.
const limit = 'ulimit -f 2048';
const put = (id: string) => ({ TableName: 'films', Item: { id: { S: id }, long: { S: 'a'.repeat(300_000) } } });
const get = (id: string) => ({ TableName: 'films', Key: { id: { S: id } }, ProjectionExpression: 'id' });

test('rejects and undoes a write that does not fit, and reports it in one line', () =>
  withFolder(async (path) => {
    const server = runInShell(limit, 'serve', '--port', '0', '--data', path('data'));
    const endpoint = await server.endpoint;
    await send(endpoint, 'CreateTable', tableOf('films'));
    for (const id of ['1', '2', '3']) assert.is((await send(endpoint, 'PutItem', put(id))).status, 200);
    for (const id of ['4', '5']) {
      const { status, members } = await send(endpoint, 'PutItem', put(id));
      assert.is(status, 500);
      assert.equal(members, {
        __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
        message: 'the data file cannot be written (EFBIG)',
      });
      assert.equal((await send(endpoint, 'GetItem', get(id))).members, {});
    }
    const small = { TableName: 'films', Item: { id: { S: 'small' } } };
    assert.is((await send(endpoint, 'PutItem', small)).status, 200);
    server.process.kill('SIGKILL');
    assert.match(
      (await server.ended).errors,
      /^dynarepo: .*: the data file cannot be written \(EFBIG\); .*\n.*again\n$/,
    );

    const second = run('serve', '--port', '0', '--data', path('data'));
    const found = await send(await second.endpoint, 'Scan', { TableName: 'films', Select: 'COUNT' });
    assert.is(Reflect.get(Object(found.members), 'Count'), 4);
    second.process.kill('SIGTERM');
    assert.equal((await second.ended).errors, '');
  }));

test('leaves the file unchanged if it cannot be compacted at the end', () =>
  withFolder(async (path) => {
    const server = runInShell(limit, 'serve', '--port', '0', '--data', path('data'));
    const endpoint = await server.endpoint;
    await send(endpoint, 'CreateTable', tableOf('films'));
    // Doubling lists makes a small log with large items.
    for (const id of ['1', '2', '3', '4', '5']) {
      const Item = { id: { S: id }, list: { L: [{ S: 'a'.repeat(1000) }] } };
      await send(endpoint, 'PutItem', { TableName: 'films', Item });
      const { Key } = get(id);
      const UpdateExpression = 'SET #list = list_append(#list, #list)';
      const ExpressionAttributeNames = { '#list': 'list' };
      for (let doublings = 0; doublings < 8; doublings++) {
        const update = { TableName: 'films', Key, UpdateExpression, ExpressionAttributeNames };
        assert.is((await send(endpoint, 'UpdateItem', update)).status, 200);
      }
    }
    const before = readFileSync(path('data'), 'utf8');
    server.process.kill('SIGTERM');
    const { code, errors } = await server.ended;
    assert.is(code, 1);
    assert.is(errors, `dynarepo: ${path('data')} cannot be written (EFBIG)\n`);
    assert.is(readFileSync(path('data'), 'utf8'), before);
    assert.not.ok(existsSync(path('data.dynarepo-new')));
    assert.not.ok(existsSync(path('data.dynarepo-lock')));
  }));

test.run();
