import * as assert from 'uvu/assert';
import {
  type Database,
  emptyDatabase,
  tableNames,
  tableOf,
  withNewOwner,
  withoutTable,
  withTable,
} from '../../../../src/adapters/memory/storage/database.ts';
import { tableKey } from '../../../../src/adapters/memory/storage/storage-key.ts';
import { emptyTable, itemAt, type Table, withItemReplaced } from '../../../../src/adapters/memory/storage/table.ts';
import { suite } from '../../../support/suite.ts';

const test = suite('database');

test('is kept as it is by a new owner, without copying anything', () => {
  const database = withItems(withTable(emptyDatabase(), newTable('things')), 2000);
  const kept = withNewOwner(database);
  assert.is(kept.tables.root, database.tables.root);
  assert.is(tableOf(kept, 'things'), tableOf(database, 'things'));
});

test('copies one path of nodes for the first write of a new owner, and shares all others', () => {
  const database = withItems(withTable(emptyDatabase(), newTable('things')), 2000);
  const before = nodesOf(rootOf(database));
  const after = nodesOf(rootOf(withItems(withNewOwner(database), 1)));
  const copied = [...after].filter((node) => !before.has(node)).length;
  assert.ok(before.size > 60, `${before.size} nodes`);
  assert.is(copied, 3);
});

test('lists its tables in order, a few at a time', () => {
  const names = ['b', 'B', 'a.b', 'a-b', 'a_b', 'a'];
  const database = names.reduce((all, name) => withTable(all, newTable(name)), emptyDatabase());
  assert.equal(tableNames(database, 10), ['B', 'a', 'a-b', 'a.b', 'a_b', 'b']);
  assert.equal(tableNames(database, 2, 'a'), ['a-b', 'a.b']);
  assert.equal(tableNames(database, 2, 'a0'), ['a_b', 'b']);
  assert.equal(tableNames(withoutTable(database, 'a.b'), 2, 'a'), ['a-b', 'a_b']);
});

test.run();

const key = { partition: ['id'], sort: [] };

function newTable(name: string): Table {
  return emptyTable({ name, key, keyTypes: { id: 'N' }, indexes: [] }, undefined);
}

function withItems(database: Database, count: number): Database {
  let table = tableOf(database, 'things') ?? newTable('things');
  for (let number = 0; number < count; number += 1) {
    const attributes = { id: { N: String(number) } };
    const place = tableKey(attributes, key);
    const item = { key: place, attributes, sizeBytes: 4 };
    table = withItemReplaced(table, { previous: itemAt(table, place), item }, database.owner);
  }
  return withTable(database, table);
}

function rootOf(database: Database): Node {
  return (tableOf(database, 'things') ?? newTable('things')).items.root;
}

type Node = Table['items']['root'];

function nodesOf(node: Node): Set<Node> {
  return new Set([node, ...(node.children ?? []).flatMap((child) => [...nodesOf(child)])]);
}
