import { isWrite, type Step } from '../step.ts';
import type { KnownDifference } from './known-difference.ts';

const tableUnits = /Table: \{CapacityUnits: ([\d.]+)\}/;

/** What DynamoDB Local says of the capacity that was consumed. */
export const capacity: readonly KnownDifference[] = [
  {
    fact: 'A read that finds nothing consumes as much as the smallest item.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'capacity' &&
      ['Query', 'Scan', 'BatchGetItem'].includes(step.operation) &&
      /CapacityUnits: 0\b(?!\.)/.test(local) &&
      unitsIn(memory) > unitsIn(local),
  },
  {
    fact: 'Consumed capacity is reported only on request.',
    matches: ({ aspect, memory }, { step }) =>
      aspect === 'capacity' && step.operation === 'DeleteItem' && memory === '[undefined]',
  },
  {
    fact: 'Deleting an item that does not exist consumes one write unit, in a batch too.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'capacity' &&
      step.operation === 'BatchWriteItem' &&
      hasDeletes(step) &&
      unitsIn(memory) < unitsIn(local),
  },
  {
    fact: 'A key without an item consumes as much in a batch as the smallest item.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'capacity' && step.operation === 'BatchGetItem' && unitsIn(memory) > unitsIn(local),
  },
  {
    fact: 'A query of a local index consumes capacity for the items that it fetches from the table.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'capacity' && String(step.input.IndexName).startsWith('local') && unitsIn(memory) > unitsIn(local),
  },
  {
    fact: 'An index has entries for the items with all of its key attributes, and consumes capacity when a projected attribute changes.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'capacity' &&
      isWrite(step) &&
      unitsIn(memory) < unitsIn(local) &&
      tableUnits.exec(memory)?.[1] === tableUnits.exec(local)?.[1],
  },
  {
    fact: 'The size of an index entry is that of its projected attributes.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'capacity' &&
      ['Query', 'Scan'].includes(step.operation) &&
      step.input.IndexName !== undefined &&
      unitsIn(memory) < unitsIn(local) &&
      unitsIn(local) <= 2 * unitsIn(memory),
  },
];

function hasDeletes({ input }: Step): boolean {
  return Object.values(Object(input.RequestItems))
    .flat()
    .some((request) => 'DeleteRequest' in Object(request));
}

function unitsIn(capacity: string): number {
  const units = [...capacity.matchAll(/CapacityUnits: ([\d.]+)/g)].map(([, number]) => Number(number));
  return units.reduce((sum, each) => sum + each, 0);
}
