import type { Build } from '../builds/build.ts';
import { type BenchItem, itemBytes, makeItem } from '../items.ts';
import type { Section } from '../section.ts';
import { collectGarbage } from '../slices.ts';
import { count, line } from '../table-text.ts';
import { columns, type MeasuredBuilds } from './engine-rows.ts';
import { engineRuns } from './engines.ts';

/** The titles of the rows on memory. */
export const heapTitles = {
  item: 'heap: bytes per byte of item',
  entry: 'heap: bytes per index entry',
} as const;

/** Returns the rows on the memory that items and index entries take, beside the earlier build. */
export function heapRows(itemCount: number, { today, own }: MeasuredBuilds<Build>): Section {
  return {
    titles: Object.values(heapTitles),
    measure: async (chosen, { report }) => {
      const print = (texts: readonly string[]) => report.log(line(texts, [48, 22]));
      report.log(`\nbytes of heap after garbage collection, ${count(itemCount)} items whose texts are their own`);
      print(['', columns.today, columns.own]);
      const ownHeap = await heapOf(own, itemCount);
      const todayHeap = today === undefined ? undefined : await heapOf(today, itemCount);
      for (const row of ['item', 'entry'] as const) {
        const title = heapTitles[row];
        if (!chosen.has(title)) continue;
        const values = { [columns.today]: todayHeap?.[row] ?? Number.NaN, [columns.own]: ownHeap[row] };
        report.add({ title, unit: row === 'item' ? 'ratio' : 'bytes', values });
        const digits = row === 'item' ? 2 : 0;
        print([title, todayHeap?.[row].toFixed(digits) ?? '–', ownHeap[row].toFixed(digits)]);
      }
    },
  };
}

interface Heap {
  /** Bytes of heap per byte of an item, in a table without indexes. */
  readonly item: number;
  /** Bytes of heap that an entry of an index adds. */
  readonly entry: number;
}

async function heapOf(build: Build, itemCount: number): Promise<Heap> {
  const indexes = 5;
  // What the first database leaves behind, compiled code above all, is not counted.
  await heapBytes(build, { itemCount: Math.min(itemCount, 1_000), indexes });
  const plain = await heapBytes(build, { itemCount, indexes: 0 });
  const indexed = await heapBytes(build, { itemCount, indexes });
  let bytes = 0;
  for (let index = 0; index < itemCount; index++) bytes += itemBytes(makeItem(index));
  return { item: plain / bytes, entry: (indexed - plain) / (itemCount * indexes) };
}

/** Returns the heap that a database with so many items takes. */
async function heapBytes(
  build: Build,
  { itemCount, indexes }: { readonly itemCount: number; readonly indexes: 0 | 5 },
): Promise<number> {
  const before = heapInUse();
  const { get } = await engineRuns(build, { length: itemCount, itemAt: ownItem }, { indexes });
  const bytes = heapInUse() - before;
  // The database is used after the measurement, so that it is alive during it.
  await get(0);
  return bytes;
}

/** An item as it comes from a request: none of its texts is that of another item. */
function ownItem(index: number): BenchItem {
  return JSON.parse(JSON.stringify(makeItem(index)));
}

function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
