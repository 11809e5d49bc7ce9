import type { Step, StepInput } from '../step.ts';
import type { Chance } from './chance.ts';
import { deleteIndex, type TablePlan } from './tables.ts';

/** Generates an update of a table's billing or throughput, rarely an invalid one. */
export function tableUpdate(chance: Chance, table: TablePlan): Step {
  const global = table.indexes.filter(({ kind }) => kind === 'global').map(({ name }) => name);
  const update = (input: StepInput): Step => ({ operation: 'UpdateTable', input: { TableName: table.name, ...input } });
  const throughput = () => ({ ProvisionedThroughput: units(chance) });
  const ofIndex = (IndexName: string) => ({ Update: { IndexName, ...throughput() } });
  return chance.weighted<Step>([
    [
      5,
      () =>
        update({
          BillingMode: 'PROVISIONED',
          ...throughput(),
          ...(global.length === 0 ? {} : { GlobalSecondaryIndexUpdates: global.map(ofIndex) }),
        }),
    ],
    [2, () => update({ BillingMode: 'PAY_PER_REQUEST' })],
    [4, () => update(throughput())],
    [1, () => update({ GlobalSecondaryIndexUpdates: [ofIndex(chance.of([...global, 'none']))] })],
    [1, () => update({ ...throughput(), BillingMode: 'PAY_PER_REQUEST' })],
    [1, () => update({ BillingMode: 'PROVISIONED' })],
    [1, () => deleteIndex(table, chance.one('none', 'local-0'))],
    [
      1,
      () =>
        update(chance.one<StepInput>({}, { GlobalSecondaryIndexUpdates: [] }, { GlobalSecondaryIndexUpdates: [{}] })),
    ],
    [1, () => ({ operation: 'UpdateTable', input: { TableName: 'T9', ...throughput() } })],
  ]);
}

function units(chance: Chance) {
  return { ReadCapacityUnits: chance.whole(1, 3), WriteCapacityUnits: chance.whole(1, 3) };
}
