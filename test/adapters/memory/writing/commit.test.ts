import * as assert from 'uvu/assert';
import { emptyAccount, tableOf, withNewOwner, withTable } from '../../../../src/adapters/memory/account/account.ts';
import { step } from '../../../../src/adapters/memory/step.ts';
import { FlatItem } from '../../../../src/adapters/memory/storage/flat-item.ts';
import { entriesOf } from '../../../../src/adapters/memory/storage/ordered-map.ts';
import { keyInTable, keyOfItem } from '../../../../src/adapters/memory/validation/item-keys.ts';
import { commit } from '../../../../src/adapters/memory/writing/commit.ts';
import { planDelete } from '../../../../src/adapters/memory/writing/plan-delete.ts';
import { planPut } from '../../../../src/adapters/memory/writing/plan-put.ts';
import { prepare } from '../../../../src/adapters/memory/writing/prepare.ts';
import type { Input, OperationName } from '../../../../src/domain/dynamodb.ts';
import { suite } from '../../../support/suite.ts';
import { plainEnvironment, tableNamed } from '../test-tables.ts';

const test = suite('commit');

const definition: Input<'CreateTable'> = {
  TableName: 'things',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
};

const table = tableNamed('things');
const { schema } = table;
const puts = Array.from({ length: 30 }, (_, number) => {
  const attributes = { id: { N: String(number) } };
  return planPut(schema, new FlatItem(attributes, 4), keyOfItem(attributes, schema), {});
});

test('keeps every one of several changes that were prepared on one account', () => {
  const before = withTable(emptyAccount(), table);
  const changes = puts.map((write) => prepare(table, write));
  const after = changes.reduce((account, change) => commit(account, change, 'request', plainEnvironment), before);
  assert.is(tableOf(after, 'things')?.items.size, 30);
  assert.is(tableOf(after, 'things')?.sizeBytes, 120);
});

test('leaves an account with another owner unchanged', () => {
  const kept = withTable(emptyAccount(), table);
  const [put] = puts.map((write) => prepare(table, write));
  if (put === undefined) throw new Error('there is no put');
  commit(withNewOwner(kept), put, 'request', plainEnvironment);
  assert.is(tableOf(kept, 'things')?.items.size, 0);
});

test('returns the same account if nothing changes', () => {
  const account = withTable(emptyAccount(), table);
  const change = prepare(table, planDelete(schema, keyInTable({ id: { N: '1' } }, schema), {}));
  assert.is(commit(account, change, 'request', plainEnvironment), account);
});

test('records in the stream what time to live deletes, with the identity of the service', () => {
  const StreamSpecification = { StreamEnabled: true, StreamViewType: 'OLD_IMAGE' } as const;
  const input = { ...definition, StreamSpecification };
  let { account } = step(emptyAccount(), { operation: 'CreateTable', input }, plainEnvironment);
  const put = { operation: 'PutItem', input: { TableName: 'things', Item: { id: { N: '1' } } } } as const;
  account = step(account, put, plainEnvironment).account;
  const streamed = tableOf(account, 'things');
  if (streamed === undefined) throw new Error('the table is missing');
  const deletion = prepare(streamed, planDelete(streamed.schema, keyInTable({ id: { N: '1' } }, streamed.schema), {}));
  const after = commit(account, deletion, 'time to live', plainEnvironment);
  const [StreamArn] = Array.from(entriesOf(after.streams), ([arn]) => arn);
  const run = <N extends OperationName>(operation: N, members: Input<N>) =>
    step(after, { operation, input: members }, plainEnvironment).output;
  const ShardId = run('DescribeStream', { StreamArn }).StreamDescription?.Shards?.[0]?.ShardId;
  const { ShardIterator } = run('GetShardIterator', { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' });
  const { Records = [] } = run('GetRecords', { ShardIterator });
  assert.equal(
    Records.map(({ eventName, userIdentity }) => [eventName, userIdentity]),
    [
      ['INSERT', undefined],
      ['REMOVE', { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' }],
    ],
  );
});

test.run();
