import type { Input } from '../../domain/dynamodb.ts';
import { readUnits } from '../../domain/values/capacity-units.ts';
import { itemSizeBytes } from '../../domain/values/size.ts';
import { type Capacity, CapacityCounter } from '../capacity.ts';
import { hotPartition } from '../requests/explain-read.ts';
import type { Explanation, Warning } from '../requests/explanation.ts';
import { readableText } from '../requests/expression-members.ts';
import { keyOfItem } from '../requests/primary-key.ts';
import { withoutUndefined } from '../requests/request.ts';
import { itemOf, type Part } from '../transactions/part.ts';
import type { ChangeUnits } from './item-change.ts';
import { type ExplainedWrite, estimateWrite, type KnownItem } from './write-estimate.ts';

/** What is known of the item of a part. */
export interface KnownPart extends KnownItem {}

/** Explains a request for one item, without its unique values. */
export function explainPart(
  part: Part & ExplainedWrite,
  { isTransactional, ...known }: Partial<KnownPart> & { readonly isTransactional: boolean },
): Explanation {
  const { operation, entity } = part;
  const item = { stored: known.stored, itemBytes: known.itemBytes };
  const counter = new CapacityCounter();
  const warnings: Warning[] = [];
  let assumptions: readonly string[] = [];
  if (operation === 'GetItem') {
    const { ConsistentRead = false } = membersOf(part);
    const bytes = item.stored ? itemSizeBytes(item.stored) : item.itemBytes;
    const units = (isTransactional ? 2 : 1) * readUnits(bytes ?? 0, isTransactional || ConsistentRead);
    counter.add({ kind: 'read', units, table: entity.table });
    if (bytes === undefined) assumptions = ['the item has at most 4 KB: neither stored nor itemBytes is given'];
  } else {
    const estimate = estimateWrite(part, item);
    assumptions = estimate.assumptions;
    addChange(counter, entity.table, { ...estimate, table: (isTransactional ? 2 : 1) * estimate.table });
    const indexes = [...entity.keys.indexes.values()].filter(({ index = '' }) => estimate.indexes.has(index));
    if (operation !== 'ConditionCheck') warnings.push(...[entity.keys.table, ...indexes].flatMap(hotPartition));
  }
  if ('afterConflict' in part)
    warnings.push({ kind: 'second write', text: 'if a map is missing, a second update creates it' });
  return describe(part, { counter, assumptions, warnings });
}

/** Returns the input of a request for one item, with the members that the operations have. */
export function membersOf({ input }: Part): Partial<Input<'GetItem'> & Input<'UpdateItem'>> {
  return input as Partial<Input<'GetItem'> & Input<'UpdateItem'>>; // that of a part is one of these operations
}

/** Adds the units of a change. */
export function addChange(counter: CapacityCounter, table: string, change: ChangeUnits): void {
  counter.add({ kind: 'write', units: change.table, table });
  for (const [index, units] of change.indexes) counter.add({ kind: 'write', units, table, index });
}

/** Returns what a counter has counted, as plain data. */
export function plainCapacity({ read, write, tables }: CapacityCounter): Capacity {
  return { read, write, tables };
}

interface Found extends Pick<Explanation, 'assumptions' | 'warnings'> {
  readonly counter: CapacityCounter;
}

function describe(part: Part, { counter, assumptions, warnings }: Found): Explanation {
  const { operation, entity } = part;
  const input = membersOf(part);
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = input;
  const readable = (text: string | undefined) => (text === undefined ? undefined : readableText(text, names, values));
  return withoutUndefined({
    operation,
    table: entity.table,
    key: keyOfItem(entity, itemOf(part)),
    condition: readable(input.ConditionExpression),
    update: readable(input.UpdateExpression),
    attributes: readable(input.ProjectionExpression)?.split(', '),
    requests: 1,
    capacity: plainCapacity(counter),
    assumptions,
    warnings,
  }) as Explanation; // without members that are undefined
}
