import type { Input } from 'dynarepo';
import { ManualClock, MemoryDynamoDb } from 'dynarepo/memory';
import { type BenchItem, makeItem } from './items.ts';
import type { Section } from './section.ts';
import { measureSlices, type Run, workedNs } from './slices.ts';
import { mean, spreadOf } from './statistics.ts';
import { count, line, microseconds, percent, times } from './table-text.ts';

const streamTitle = 'put on a table with a stream';

type ViewType = NonNullable<NonNullable<Input<'CreateTable'>['StreamSpecification']>['StreamViewType']>;

const itemCount = 1000;
const TableName = 'bench-stream';
/** The clock moves this far after every hundred puts, so that a stream holds about 14,000 records. */
const passesMs = 10 * 60 * 1000;

/** A put that changes its item, on a table without a stream and on tables with one. */
export const besideStream: Section = {
  titles: [streamTitle],
  measure: async (_, { effort, report }) => {
    const items = Array.from({ length: itemCount }, (_, index) => makeItem(index));
    const runners = [
      { name: 'without', run: await puts(items) },
      { name: 'KEYS_ONLY', run: await puts(items, 'KEYS_ONLY') },
      { name: 'both images', run: await puts(items, 'NEW_AND_OLD_IMAGES') },
    ];
    const measured = await measureSlices(runners, { itemCount, effort, clock: workedNs, isEqualWork: true });
    // The mean, because garbage is collected in few of the slices, and a stream makes more of it.
    const means = measured.map(({ nsPerOperation }) => mean(nsPerOperation));
    const [without, ...others] = means;
    const spread = Math.max(...measured.map(({ nsPerOperation }) => spreadOf(nsPerOperation)));
    const values = runners.map(({ name }, index) => [name, means[index] ?? Number.NaN]);
    report.add({ title: streamTitle, unit: 'ns', values: Object.fromEntries(values) });
    report.log(`\n${count(itemCount)} items, beside the memory adapter itself without a stream`);
    const print = (texts: readonly string[]) => report.log(line(texts, [28, 14]));
    print(['', ...runners.map(({ name }) => name), 'spread']);
    const cells = others.map((each) => `${microseconds(each)} ${times(each, without)}`);
    print([streamTitle, microseconds(without), ...cells, percent(spread)]);
  },
};

async function puts(items: readonly BenchItem[], StreamViewType?: ViewType): Promise<Run> {
  const clock = new ManualClock();
  const db = new MemoryDynamoDb({ clock });
  await db.execute('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: 'partition', KeyType: 'HASH' },
      { AttributeName: 'sort', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'partition', AttributeType: 'S' },
      { AttributeName: 'sort', AttributeType: 'N' },
    ],
    ...(StreamViewType && { StreamSpecification: { StreamEnabled: true, StreamViewType } }),
  });
  for (const Item of items) await db.execute('PutItem', { TableName, Item });
  let turn = 0;
  return (index) => {
    turn += 1;
    if (turn % 100 === 0) clock.advance(passesMs);
    return db.execute('PutItem', { TableName, Item: { ...items[index], amount: { N: String(turn) } } });
  };
}
