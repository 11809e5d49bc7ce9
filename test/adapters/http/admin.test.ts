import * as assert from 'uvu/assert';
import { type AdminOptions, adminEndpoint, isAdminPath } from '../../../src/adapters/http/admin.ts';
import type { Admin, AdminShard } from '../../../src/adapters/http/admin-actions.ts';
import { DynarepoError } from '../../../src/domain/errors.ts';
import { suite } from '../../support/suite.ts';
import { json, type Posted, request } from './posting.ts';

const test = suite('admin requests');

function keeping(): Admin & { readonly done: string[] } {
  const done: string[] = [];
  return {
    done,
    reset: () => void done.push('reset'),
    snapshot: () => 'first',
    restore: (snapshot) => {
      done.push(`restore ${snapshot}`);
      return snapshot === 'first';
    },
    deleteSnapshot: (snapshot) => {
      done.push(`delete ${snapshot}`);
      return snapshot === 'first';
    },
  };
}

function ask(action: string, posted: Posted & { readonly peer?: string } = {}, options: AdminOptions = {}) {
  const { peer = '127.0.0.1', ...rest } = posted;
  return adminEndpoint(options)(request({ path: `/_dynarepo/${action}`, ...rest }), peer);
}

test('health check responds 200', async () => {
  const answer = await ask('health', { method: 'GET' });
  assert.equal([answer.statusCode, json(answer)], [200, { status: 'healthy' }]);
});

test('reset restores the state at the start', async () => {
  const admin = keeping();
  assert.is((await ask('reset', {}, { admin })).statusCode, 200);
  assert.equal(admin.done, ['reset']);
});

test('restore returns to a named snapshot', async () => {
  const admin = keeping();
  assert.equal(json(await ask('snapshot', {}, { admin })), { snapshot: 'first' });
  assert.is((await ask('restore', { body: '{"snapshot":"first"}' }, { admin })).statusCode, 200);
  assert.is((await ask('restore', { body: '{"snapshot":"second"}' }, { admin })).statusCode, 404);
  assert.equal(admin.done, ['restore first', 'restore second']);
});

test('a named snapshot can be deleted', async () => {
  const admin = keeping();
  assert.is((await ask('snapshot/first', { method: 'DELETE' }, { admin })).statusCode, 200);
  const unknown = await ask('snapshot/second?x', { method: 'DELETE' }, { admin });
  assert.is(unknown.statusCode, 404);
  assert.equal(json(unknown), { message: 'snapshot second does not exist' });
  assert.equal(admin.done, ['delete first', 'delete second']);
  assert.is((await ask('snapshot/first', { method: 'DELETE' })).statusCode, 501);
  assert.is((await ask('snapshot/first', {}, { admin })).statusCode, 405);
});

test('advance moves the clock, and returns its time', async () => {
  let nowMs = 1000;
  const admin = { ...keeping(), advanceClock: (ms: number) => (nowMs += ms) };
  assert.equal(json(await ask('advance', { body: '{"ms":500}' }, { admin })), { nowMs: 1500 });
  for (const ms of ['-1', '"5"', 'null', '1e13']) {
    assert.is((await ask('advance', { body: `{"ms":${ms}}` }, { admin })).statusCode, 400, ms);
  }
  assert.is(nowMs, 1500);
  assert.is((await ask('advance', { body: '{"ms":500}' }, { admin: keeping() })).statusCode, 501);
});

test('sweep deletes expired items, and returns their number', async () => {
  const admin = { ...keeping(), sweepExpiredItems: async () => 3 };
  assert.equal(json(await ask('sweep', {}, { admin })), { items: 3 });
  assert.is((await ask('sweep', {}, { admin: keeping() })).statusCode, 501);
  assert.is((await ask('sweep', { method: 'GET' }, { admin })).statusCode, 405);
});

test('split-shard splits the named shard, or the only open one, and returns those that continue it', async () => {
  const seen: AdminShard[] = [];
  const splitShard = (shard: AdminShard) => {
    seen.push(shard);
    if (shard.streamArn === 'unknown') throw new DynarepoError('BAD_INPUT', 'stream unknown does not exist');
    if (shard.streamArn === 'broken') throw new DynarepoError('NO_RESPONSE', 'no response');
    return ['left', 'right'];
  };
  const admin = { ...keeping(), splitShard };
  assert.equal(json(await ask('split-shard', { body: '{"streamArn":"arn"}' }, { admin })), {
    shardIds: ['left', 'right'],
  });
  await ask('split-shard', { body: '{"streamArn":"arn","shardId":"first"}' }, { admin });
  assert.equal(seen, [
    { streamArn: 'arn', shardId: undefined },
    { streamArn: 'arn', shardId: 'first' },
  ]);
  const unknown = await ask('split-shard', { body: '{"streamArn":"unknown"}' }, { admin });
  assert.equal([unknown.statusCode, json(unknown)], [400, { message: 'stream unknown does not exist' }]);
  for (const body of ['', '{"streamArn":1}', '{"streamArn":"arn","shardId":null}']) {
    assert.is((await ask('split-shard', { body }, { admin })).statusCode, 400, body);
  }
  const broken = ask('split-shard', { body: '{"streamArn":"broken"}' }, { admin });
  assert.match(String(await broken.catch((error: unknown) => error)), 'no response');
  assert.is((await ask('split-shard', { body: '{"streamArn":"arn"}' }, { admin: keeping() })).statusCode, 501);
});

test('tokens lists the tokens that are remembered', async () => {
  const tokens = [{ token: 'a', forgottenAtMs: 600_000 }];
  const admin = { ...keeping(), listTokens: () => tokens };
  assert.equal(json(await ask('tokens', { method: 'GET' }, { admin })), { tokens });
  assert.is((await ask('tokens', { method: 'GET' }, { admin: keeping() })).statusCode, 501);
  assert.is((await ask('tokens', {}, { admin })).statusCode, 405);
});

test('messages repeat only the beginning of a long path or name', async () => {
  const long = 'a'.repeat(10_000);
  const bodies = [
    await ask(long),
    await ask(`snapshot/${long}`, { method: 'DELETE' }, { admin: keeping() }),
    await ask('restore', { body: JSON.stringify({ snapshot: long }) }, { admin: keeping() }),
  ].map(({ body }) => body);
  for (const body of bodies) assert.ok(body.length < 400, `${body.length} bytes`);
});

for (const body of ['', '{', 'null', '{"snapshot":1}']) {
  test(`restore rejects the body ${body || '(empty)'}`, async () => {
    assert.is((await ask('restore', { body }, { admin: keeping() })).statusCode, 400);
  });
}

for (const action of ['reset', 'snapshot', 'restore', 'advance', 'sweep', 'split-shard']) {
  test(`${action} responds 501 if admin requests are not enabled`, async () => {
    assert.is((await ask(action)).statusCode, 501);
  });
}

test('another path gets 404, another method 405', async () => {
  assert.is((await ask('constructor')).statusCode, 404);
  assert.is((await ask('reset', { method: 'GET' })).statusCode, 405);
});

const admissions: readonly (readonly [string, Posted & { readonly peer?: string }, string | undefined, number])[] = [
  ['a page', { headers: { origin: 'http://localhost' } }, undefined, 403],
  ['a page with the token', { headers: { origin: 'null', authorization: 'Bearer secret' } }, 'secret', 403],
  ['this machine over IPv6', { peer: '::1' }, undefined, 200],
  ['this machine over IPv4 in IPv6', { peer: '::ffff:127.0.0.1' }, undefined, 200],
  ['another machine', { peer: '10.0.0.5' }, undefined, 403],
  ['another machine with the token', { peer: '10.0.0.5', headers: { authorization: 'Bearer secret' } }, 'secret', 200],
  ['this machine without the token', {}, 'secret', 401],
  ['a wrong token', { headers: { authorization: 'Bearer other' } }, 'secret', 401],
];
for (const [who, posted, adminToken, statusCode] of admissions) {
  test(`responds ${statusCode} to ${who}`, async () => {
    assert.is((await ask('reset', posted, { admin: keeping(), adminToken })).statusCode, statusCode);
  });
}

test('the response to a missing token shows the header to send', async () => {
  const answer = await ask('reset', {}, { admin: keeping(), adminToken: 'secret' });
  assert.is(answer.headers['www-authenticate'], 'Bearer');
  assert.equal(json(answer), {
    message: 'the admin token is missing or wrong; send it as the header Authorization: Bearer TOKEN',
  });
});

test('every path below /_dynarepo is an admin path', () => {
  const paths = ['/_dynarepo', '/_dynarepo?a', '/_dynarepo/', '/_dynarepo/reset', '/_dynarepos', '/', '/reset'];
  assert.equal(
    paths.map((path) => isAdminPath(request({ path }))),
    [true, true, true, true, false, false, false],
  );
});

test('the response to an unknown path lists the admin paths', async () => {
  const paths =
    '/_dynarepo/health, /_dynarepo/reset, /_dynarepo/snapshot, /_dynarepo/restore, /_dynarepo/snapshot/NAME, /_dynarepo/advance, /_dynarepo/sweep, /_dynarepo/split-shard, /_dynarepo/tokens';
  const answer = await adminEndpoint({})(request({ path: '/_dynarepo' }), '127.0.0.1');
  assert.is(answer.statusCode, 404);
  assert.equal(json(answer), { message: `/_dynarepo does not exist; the admin paths are ${paths}` });
});

test.run();
