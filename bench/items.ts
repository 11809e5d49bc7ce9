/** An item of the bench: ten attributes, about 1 KB. Fifty of them share a partition. */
export type BenchItem = Record<string, { S: string } | { N: string } | { BOOL: boolean }>;

/** How many items a partition has, and a query returns. */
export const partitionItems = 50;

/** Makes item number `index`; the same one each time. */
export function makeItem(index: number): BenchItem {
  return {
    ...keyOf(index),
    status: { S: index % 10 === 0 ? 'open' : 'closed' },
    amount: { N: String((index * 7919) % 10_000) },
    urgent: { BOOL: index % 3 === 0 },
    name: { S: `customer ${index}` },
    street: { S: filler(index, 180) },
    city: { S: filler(index + 1, 180) },
    remark: { S: filler(index + 2, 280) },
    reference: { S: filler(index + 3, 240) },
  };
}

/** Returns an item with other names of all attributes but its key: those of entity number `shape`. */
export function withShape({ partition, sort, ...others }: BenchItem, shape: number): BenchItem {
  const renamed = Object.entries(others).map(([name, value]) => [`${name}${shape}`, value]);
  return { ...(partition && { partition }), ...(sort && { sort }), ...Object.fromEntries(renamed) };
}

/** The primary key of item number `index`. */
export function keyOf(index: number): { partition: { S: string }; sort: { N: string } } {
  return { partition: partitionOf(index), sort: { N: String(index % partitionItems) } };
}

/** The partition key value of item number `index`. */
export function partitionOf(index: number): { S: string } {
  return { S: `partition-${Math.floor(index / partitionItems)}` };
}

/** Bytes of an item as DynamoDB counts them, near enough to say what was measured. */
export function itemBytes(item: BenchItem): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + name.length + String(Object.values(value)[0]).length,
    0,
  );
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz ';
const fillers = new Map<string, string>();

/** Texts are shared between items, so that a hundred thousand of them fit beside each other in several contenders. */
function filler(seed: number, length: number): string {
  const variant = seed % 16;
  const key = `${variant}/${length}`;
  const known = fillers.get(key);
  if (known !== undefined) return known;
  const text = Array.from({ length }, (_, index) => alphabet[(index * 5 + variant * 11) % alphabet.length]).join('');
  fillers.set(key, text);
  return text;
}
