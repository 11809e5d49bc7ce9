import * as assert from 'uvu/assert';
import { emptyAccount, tableOf, withNewOwner, withTable } from '../../../../src/adapters/memory/account/account.ts';
import { keyOfItem } from '../../../../src/adapters/memory/validation/item-keys.ts';
import { commit } from '../../../../src/adapters/memory/writing/commit.ts';
import { planDelete } from '../../../../src/adapters/memory/writing/plan-delete.ts';
import { planPut } from '../../../../src/adapters/memory/writing/plan-put.ts';
import { prepare } from '../../../../src/adapters/memory/writing/prepare.ts';
import { suite } from '../../../support/suite.ts';
import { plainEnvironment, tableNamed } from '../test-tables.ts';

const test = suite('commit');

const table = tableNamed('things');
const { schema } = table;
const puts = Array.from({ length: 30 }, (_, number) => {
  const attributes = { id: { N: String(number) } };
  return planPut(schema, { attributes, sizeBytes: 4 }, keyOfItem(attributes, schema), {});
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
  const change = prepare(table, planDelete(schema, { id: { N: '1' } }, {}));
  assert.is(commit(account, change, 'request', plainEnvironment), account);
});

test.run();
