import { isWrite, type Step } from '../step.ts';
import type { KnownDifference } from './known-difference.ts';

const tableUnits = /Table: \{CapacityUnits: ([\d.]+)\}/;

/** Known differences in consumed capacity. */
export const capacity: readonly KnownDifference[] = [
  {
    fact: 'A read without results consumes the minimum capacity.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'capacity' &&
      ['Query', 'Scan', 'BatchGetItem'].includes(step.operation) &&
      /CapacityUnits: 0\b(?!\.)/.test(local) &&
      unitsIn(memory) > unitsIn(local),
  },
  {
    fact: 'Consumed capacity is returned only on request.',
    matches: ({ aspect, memory }, { step }) =>
      aspect === 'capacity' && step.operation === 'DeleteItem' && memory === '[undefined]',
  },
  {
    fact: 'A delete of an item that does not exist consumes one write unit in a batch too.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'capacity' &&
      step.operation === 'BatchWriteItem' &&
      hasDeletes(step) &&
      unitsIn(memory) < unitsIn(local),
  },
  {
    fact: 'BatchGetItem consumes the minimum capacity for a missing item.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'capacity' && step.operation === 'BatchGetItem' && unitsIn(memory) > unitsIn(local),
  },
  {
    fact: 'A query of a local index consumes capacity for the items that it fetches from the table.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'capacity' && String(step.input.IndexName).startsWith('local') && unitsIn(memory) > unitsIn(local),
  },
  {
    fact: 'A write consumes capacity on an index only for items with all its key attributes, and only if projected attributes change.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'capacity' &&
      isWrite(step) &&
      unitsIn(memory) < unitsIn(local) &&
      tableUnits.exec(memory)?.[1] === tableUnits.exec(local)?.[1],
  },
  {
    fact: 'The size of an item in an index is that of its projected attributes.',
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
