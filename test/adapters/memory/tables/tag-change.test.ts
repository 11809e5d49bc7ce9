import * as assert from 'uvu/assert';
import {
  type Account,
  emptyAccount,
  tableOf,
  withNewOwner,
  withTable,
} from '../../../../src/adapters/memory/account/account.ts';
import { deleteTable } from '../../../../src/adapters/memory/operations/delete-table.ts';
import type { Environment } from '../../../../src/adapters/memory/request-environment.ts';
import { step } from '../../../../src/adapters/memory/step.ts';
import { ServiceError } from '../../../../src/domain/errors.ts';
import { suite } from '../../../support/suite.ts';
import { plainEnvironment, tableNamed } from '../test-tables.ts';

const test = suite('changes of tags');

const ResourceArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/things';
const start = withTable(emptyAccount(), tableNamed('things'));

/** The service's own pace. */
const at = (nowMs: number): Environment => ({
  ...plainEnvironment,
  nowMs,
  settings: { ...plainEnvironment.settings, tableDelayMs: 'service' },
});

const added = (account: Account, Key: string, environment = plainEnvironment) =>
  step(
    withNewOwner(account),
    { operation: 'TagResource', input: { ResourceArn, Tags: [{ Key, Value: 'x' }] } },
    environment,
  ).account;
const removed = (account: Account, key: string, environment = plainEnvironment) =>
  step(withNewOwner(account), { operation: 'UntagResource', input: { ResourceArn, TagKeys: [key] } }, environment)
    .account;
const listed = (account: Account, environment = plainEnvironment) =>
  step(account, { operation: 'ListTagsOfResource', input: { ResourceArn } }, environment).output.Tags?.map(
    ({ Key }) => Key,
  );

test('are visible at once', () => {
  const tagged = added(added(start, 'b'), 'a');
  assert.equal(listed(tagged), ['a', 'b']);
  assert.equal(listed(removed(tagged, 'b')), ['a']);
  assert.is(tableOf(removed(removed(tagged, 'b'), 'a'), 'things')?.details.tags, undefined);
});

test('leave the account as it is if they change nothing', () => {
  const tagged = added(start, 'a');
  assert.is(tableOf(added(tagged, 'a'), 'things'), tableOf(tagged, 'things'));
  assert.is(tableOf(removed(tagged, 'b'), 'things'), tableOf(tagged, 'things'));
});

test('take about two seconds at the pace of the service, during which the tags and the table are locked', () => {
  const tagged = added(start, 'a', at(1000));
  assert.equal(listed(tagged, at(2999)), []);
  const locked = 'Subscriber limit exceeded: Table tags are being updated: things';
  assert.is(
    rejection(() => added(tagged, 'b', at(2999))),
    locked,
  );
  assert.is(
    rejection(() => removed(tagged, 'a', at(2999))),
    locked,
  );
  assert.is(
    rejection(() => deleteTable(tagged, { TableName: 'things' }, at(2999))),
    'Attempt to change a resource which is still in use: Table tags are being updated: things',
  );
  assert.equal(listed(tagged, at(3000)), ['a']);
  assert.equal(listed(removed(tagged, 'a', at(3000)), at(3000)), ['a']);
});

test('need a table that is neither being created nor deleted', () => {
  const creating = withTable(emptyAccount(), tableNamed('things', 'CREATING'));
  assert.is(
    rejection(() => added(creating, 'a')),
    'Requested resource not found: Table: things not found',
  );
  const deleting = withTable(emptyAccount(), tableNamed('things', 'DELETING'));
  assert.is(
    rejection(() => added(deleting, 'a')),
    'Attempt to change a resource which is still in use: Table is being deleted: things',
  );
});

test('reach a table that has the ARN of another Region, from a snapshot', () => {
  const elsewhere = { ...plainEnvironment, settings: { ...plainEnvironment.settings, region: 'eu-west-1' } };
  assert.equal(listed(added(start, 'a', elsewhere), elsewhere), ['a']);
});

test.run();

function rejection(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ServiceError) return error.message;
    throw error;
  }
  return 'no rejection';
}
