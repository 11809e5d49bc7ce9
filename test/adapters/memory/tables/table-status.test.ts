import * as assert from 'uvu/assert';
import type { Account, AccountTable } from '../../../../src/adapters/memory/account/account.ts';
import { emptyDatabase, tableNames, tableOf, withTable } from '../../../../src/adapters/memory/storage/database.ts';
import { emptyTable } from '../../../../src/adapters/memory/storage/table.ts';
import type { TableDetails } from '../../../../src/adapters/memory/tables/table-details.ts';
import { withTablesSettled } from '../../../../src/adapters/memory/tables/table-status.ts';
import { suite } from '../../../support/suite.ts';

const test = suite('table status');

test('leaves the account that is given as it is when tables become ready or go', () => {
  const before = accountOf(table('created', 'CREATING', 5), table('deleted', 'DELETING', 5));
  const after = withTablesSettled(before, 5);
  assert.equal(tableNames(before, 10), ['created', 'deleted']);
  assert.is(tableOf(before, 'created')?.details.status, 'CREATING');
  assert.equal(tableNames(after, 10), ['created']);
  assert.is(tableOf(after, 'created')?.details.status, 'ACTIVE');
});

test('knows when the next table is due, and does not look at tables before', () => {
  const before = accountOf(table('first', 'CREATING', 5), table('second', 'DELETING', 9), table('third', 'ACTIVE'));
  assert.is(withTablesSettled(before, 4), before);
  const between = withTablesSettled(before, 6);
  assert.is(between.nextChangeAtMs, 9);
  assert.is(withTablesSettled(between, 8), between);
  assert.is(withTablesSettled(between, 9).nextChangeAtMs, Number.POSITIVE_INFINITY);
});

test.run();

function accountOf(...tables: readonly AccountTable[]): Account {
  const empty: Account = { ...emptyDatabase<TableDetails>(), nextChangeAtMs: 5 };
  return tables.reduce((account, each) => withTable(account, each), empty);
}

function table(name: string, status: TableDetails['status'], changesAtMs?: number): AccountTable {
  const schema = { name, key: { partition: ['id'], sort: [] }, keyTypes: { id: 'S' as const }, indexes: [] };
  return emptyTable(schema, {
    status,
    ...(changesAtMs !== undefined && { changesAtMs }),
    id: name,
    arn: name,
    createdAtMs: 0,
    billing: { mode: 'PAY_PER_REQUEST' },
    tableClass: undefined,
    deletionProtection: false,
  });
}
