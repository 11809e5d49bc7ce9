import { type BenchItem, partitionItems } from '../items.ts';
import { count } from '../table-text.ts';
import { type Build, exportsOf } from './build.ts';
import type { RowGroup } from './row-group.ts';

const rows = ['create and delete', 'get', 'update', 'query of 50'] as const;

/** Returns the rows on a repository over the memory adapter. */
export function repositoryRows(itemCount: number): RowGroup<(typeof rows)[number]> {
  return {
    title: `repository, ${count(itemCount)} entities`,
    itemCount,
    rows,
    prepare: async (build, items) => {
      const orders = items.map(orderOf);
      const repository = await repositoryIn(build);
      for (const order of orders) await repository.put(order);
      const orderAt = (index: number) => orders[index] ?? orderOf({});
      return {
        'create and delete': async (index) => {
          // A partition of its own, which is empty before and after.
          const created = await repository.create({ ...orderAt(index), partition: 'created' });
          return repository.delete(created);
        },
        get: (index) => repository.get(orderAt(index)),
        // By its key: an entity would be sent with a version, which is stale after the first update.
        update: (index) => {
          const { partition, sort } = orderAt(index);
          return repository.update({ partition, sort }, { amount: index });
        },
        'query of 50': (index) => repository.query({ partition: orderAt(index).partition }).all(),
      };
    },
  };
}

async function repositoryIn(build: Build) {
  const { MemoryDynamoDb } = exportsOf(build, 'memory', 'MemoryDynamoDb');
  const root = exportsOf(build, 'dynarepo', 'boolean', 'entity', 'number', 'repository', 'string', 'version');
  const { boolean, entity, number, repository, string, version } = root;
  const Order = entity('Order', {
    table: 'bench-orders',
    attributes: {
      partition: string(),
      sort: number(),
      status: string(),
      amount: number(),
      urgent: boolean(),
      name: string(),
      street: string(),
      city: string(),
      remark: string(),
      reference: string(),
      version: version(),
    },
    key: { partition: 'partition', sort: 'sort' },
  });
  const orders = repository(Order, new MemoryDynamoDb());
  await orders.table.ensure();
  return orders;
}

function orderOf(item: BenchItem, index = 0) {
  const textOf = (name: string) => String(Object.values(item[name] ?? {})[0]);
  return {
    partition: textOf('partition'),
    sort: index % partitionItems,
    status: textOf('status'),
    amount: Number(textOf('amount')),
    urgent: index % 3 === 0,
    name: textOf('name'),
    street: textOf('street'),
    city: textOf('city'),
    remark: textOf('remark'),
    reference: textOf('reference'),
  };
}
