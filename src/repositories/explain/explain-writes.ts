import { readUnits } from '../../domain/values/capacity-units.ts';
import { itemSizeBytes } from '../../domain/values/size.ts';
import { type Capacity, CapacityCounter } from '../capacity.ts';
import type { Explanation, Warning } from '../requests/explanation.ts';
import { checkCount, checkPayload, type Part } from '../transactions/part.ts';
import { addChange, explainPart, type KnownPart, membersOf, plainCapacity } from './explain-part.ts';
import { estimateHolders, type UniqueExplained } from './unique-estimate.ts';
import { updatedItem } from './updated-item.ts';

/** A write, and its result in a transaction, by which it is decided whether it is read afterwards. */
interface Write extends Part, UniqueExplained {
  readonly transacted?: () => unknown;
}

/**
 * Explains writes, with what their unique values need.
 *
 * @param isAlone - whether it is one write as a repository sends it, which is a transaction only for unique values.
 */
export function explainWrites(
  writes: readonly (Part & UniqueExplained)[],
  known: readonly KnownPart[],
  isAlone: boolean,
): Explanation {
  const holders = estimateHolders(writes, known);
  const isTransactional = !isAlone || holders.count > 0;
  if (isTransactional) {
    checkCount('transactWrite', writes.length + holders.count);
    checkPayload('transactWrite', writes);
  }
  const parts = writes.map((write, index) => explainPart(write, { ...known[index], isTransactional }));
  const counter = new CapacityCounter();
  for (const change of holders.changes) addChange(counter, writes[change.index]?.entity.table ?? '', change);
  const warnings: Warning[] = [];
  let requests = 1;
  for (const [index, write] of writes.entries()) {
    for (const { text, bytes } of readsOf(write, known[index], isAlone && isTransactional)) {
      warnings.push({ kind: 'second read', text });
      requests += 1;
      counter.add({ kind: 'read', units: readUnits(bytes, true), table: write.entity.table });
    }
  }
  const [first] = parts;
  if (isAlone && first !== undefined) {
    if (isTransactional) warnings.push({ kind: 'transaction', text: transactionText(holders.count) });
    const all = joined('TransactWriteItems', parts, { requests, counter, warnings, assumptions: holders.assumptions });
    const { parts: _, ...others } = all;
    return { ...first, ...others, operation: isTransactional ? all.operation : first.operation };
  }
  return joined('TransactWriteItems', parts, { requests, counter, warnings, assumptions: holders.assumptions });
}

/** A read that belongs to a write. */
interface FurtherRead {
  /** Why it is sent. */
  readonly text: string;
  /** The size of the item. */
  readonly bytes: number;
}

/** Returns the reads of an item before a write, for its unique values, and after a transaction, for its result. */
function readsOf(write: Write, known: KnownPart | undefined, needsResult: boolean): FurtherRead[] {
  const { unique, transacted, effect } = write;
  if (unique === undefined) return [];
  const { stored, itemBytes = 0 } = known ?? {};
  const reads: FurtherRead[] = [];
  if (unique.before === undefined) {
    const text = 'the stored item is read first, for its unique values';
    reads.push({ text, bytes: stored ? itemSizeBytes(stored) : itemBytes });
  }
  const { ReturnValues = 'NONE', Key = {} } = membersOf(write);
  if (needsResult && ReturnValues.endsWith('_NEW') && transacted?.() === undefined) {
    const text = 'the item is read after the transaction, which returns no items';
    const after = itemSizeBytes(updatedItem(stored ?? Key, effect?.actions ?? []).item);
    reads.push({ text, bytes: stored ? after : Math.max(after, itemBytes) });
  }
  return reads;
}

function transactionText(count: number): string {
  const others = count === 1 ? 'an item that holds a unique value' : `${count} items that hold unique values`;
  return `the write is a transaction with ${others}, which consumes twice the capacity`;
}

/** What is known of requests together. */
interface Together extends Partial<Pick<Explanation, 'assumptions' | 'warnings'>> {
  readonly requests: number;
  /** The capacity beside that of the parts. */
  readonly counter?: CapacityCounter;
}

/** Explains several requests that are sent together. */
export function joined(
  operation: Explanation['operation'],
  parts: readonly Explanation[],
  { requests, counter = new CapacityCounter(), assumptions = [], warnings = [] }: Together,
): Explanation {
  for (const { capacity } of parts) addAll(counter, capacity);
  return {
    operation,
    requests: parts.length === 0 ? 0 : requests,
    capacity: plainCapacity(counter),
    assumptions: [...new Set([...parts.flatMap((part) => part.assumptions), ...assumptions])],
    warnings: distinct([...parts.flatMap((part) => part.warnings), ...warnings]),
    parts,
  };
}

function addAll(counter: CapacityCounter, { tables }: Capacity): void {
  for (const [table, { read, write, indexes }] of Object.entries(tables)) {
    for (const [index, units] of [[undefined, { read, write }] as const, ...Object.entries(indexes)]) {
      if (units.read > 0) counter.add({ kind: 'read', units: units.read, table, index });
      if (units.write > 0) counter.add({ kind: 'write', units: units.write, table, index });
    }
  }
}

function distinct(warnings: readonly Warning[]): Warning[] {
  return [...new Map(warnings.map((warning) => [warning.text, warning])).values()];
}
