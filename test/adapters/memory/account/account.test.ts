import * as assert from 'uvu/assert';
import {
  type Account,
  type AccountTable,
  emptyAccount,
  tableOf,
  withNewOwner,
  withoutTable,
  withTable,
} from '../../../../src/adapters/memory/account/account.ts';
import { entryPage } from '../../../../src/adapters/memory/storage/entry-page.ts';
import { tableKey } from '../../../../src/adapters/memory/storage/storage-key.ts';
import { newItem } from '../../../../src/adapters/memory/storage/stored-item.ts';
import { itemAt, withItemReplaced } from '../../../../src/adapters/memory/storage/table.ts';
import { suite } from '../../../support/suite.ts';
import { tableNamed } from '../test-tables.ts';

const test = suite('account');

test('is preserved by a new owner without copying', () => {
  const account = withItems(withTable(emptyAccount(), tableNamed('things')), 2000);
  const kept = withNewOwner(account);
  assert.is(kept.tables.root, account.tables.root);
  assert.is(tableOf(kept, 'things'), tableOf(account, 'things'));
});

test('copies one path of nodes for the first write of a new owner, and shares all others', () => {
  const account = withItems(withTable(emptyAccount(), tableNamed('things')), 2000);
  const before = nodesOf(rootOf(account));
  const after = nodesOf(rootOf(withItems(withNewOwner(account), 1)));
  const copied = [...after].filter((node) => !before.has(node)).length;
  assert.ok(before.size > 60, `${before.size} nodes`);
  assert.is(copied, 3);
});

test('lists its tables in order, in pages', () => {
  const names = ['b', 'B', 'a.b', 'a-b', 'a_b', 'a'];
  const account = names.reduce((all, name) => withTable(all, tableNamed(name)), emptyAccount());
  const page = ({ tables }: Account, limit: number, after?: string) => {
    const { values, lastKey } = entryPage(tables, { after, limit });
    return [...values.map(({ schema }) => schema.name), lastKey ?? 'end'];
  };
  assert.equal(page(account, 10), ['B', 'a', 'a-b', 'a.b', 'a_b', 'b', 'end']);
  assert.equal(page(account, 2, 'a'), ['a-b', 'a.b', 'a.b']);
  assert.equal(page(account, 2, 'a0'), ['a_b', 'b', 'end']);
  assert.equal(page(withoutTable(account, 'a.b'), 2, 'a'), ['a-b', 'a_b', 'a_b']);
});

test.run();

const key = { partition: ['id'], sort: [] };

function withItems(account: Account, count: number): Account {
  let table = tableOf(account, 'things') ?? tableNamed('things');
  for (let number = 0; number < count; number += 1) {
    const attributes = { id: { N: String(number) } };
    const position = tableKey(attributes, key);
    const item = newItem(position, attributes, 4);
    table = withItemReplaced(table, { previous: itemAt(table, position), item }, account.owner);
  }
  return withTable(account, table);
}

function rootOf(account: Account): Node {
  return (tableOf(account, 'things') ?? tableNamed('things')).items.root;
}

type Node = AccountTable['items']['root'];

function nodesOf(node: Node): Set<Node> {
  return new Set([node, ...(node.children ?? []).flatMap((child) => [...nodesOf(child)])]);
}
