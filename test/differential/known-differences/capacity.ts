import { isWrite, type Step } from '../step.ts';
import type { KnownDifference } from './known-difference.ts';

const tableUnits = /Table: \{CapacityUnits: ([\d.]+)\}/;

/** What DynamoDB Local says of the capacity that was consumed. */
export const capacity: readonly KnownDifference[] = [
  {
    fact: 'A read that finds nothing costs as much as the smallest item.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'capacity' &&
      ['Query', 'Scan', 'BatchGetItem'].includes(step.operation) &&
      /CapacityUnits: 0\b(?!\.)/.test(local) &&
      unitsIn(memory) > unitsIn(local),
  },
  {
    fact: 'The capacity consumed is told only when it is asked for.',
    matches: ({ aspect, memory }, { step }) =>
      aspect === 'capacity' && step.operation === 'DeleteItem' && memory === '[undefined]',
  },
  {
    fact: 'Deleting an item that is not there costs one write unit in a batch too.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'capacity' &&
      step.operation === 'BatchWriteItem' &&
      hasDeletes(step) &&
      unitsIn(memory) < unitsIn(local),
  },
  {
    fact: 'A key that is not there costs a batch as much as the smallest item.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'capacity' && step.operation === 'BatchGetItem' && unitsIn(memory) > unitsIn(local),
  },
  {
    fact: 'A local index charges for the items that it fetches from the table.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'capacity' && String(step.input.IndexName).startsWith('local') && unitsIn(memory) > unitsIn(local),
  },
  {
    fact: 'An index holds what it projects of the items that have all of its key, and charges for what changes of that.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'capacity' &&
      isWrite(step) &&
      unitsIn(memory) < unitsIn(local) &&
      tableUnits.exec(memory)?.[1] === tableUnits.exec(local)?.[1],
  },
  {
    fact: 'An entry of an index is as large as what is projected, and no larger.',
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
