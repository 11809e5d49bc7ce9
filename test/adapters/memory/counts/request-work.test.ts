import * as assert from 'uvu/assert';
import { suite } from '../../../support/suite.ts';
import {
  type AnyRequest,
  countWork,
  filledAccount,
  forked,
  itemCount,
  itemNumber,
  keyNumber,
  type Work,
} from './counted-work.ts';

/** What guards the speed of single requests: counts, which are the same on every machine. All are upper bounds. */
const test = suite('work of a request');

const TableName = 'things';
const number = 777;
const changed = { ...itemNumber(number), a7: { S: 'changed' } };
const added = itemNumber(itemCount + 1);
const nothing: Work = { comparisons: 0, nodeCopies: 0, keys: 0, hashes: 0, itemCopies: 0, stored: 0, output: 1 };
/** A point request has the key of its item. */
const point: Work = { ...nothing, keys: 1, hashes: 1 };

/** The most that a request may cost in a table with so many indexes, and as the first one after a fork. */
interface Limits {
  readonly request: AnyRequest;
  readonly own: (indexes: number) => Work;
  /** Default: the same. */
  readonly forked?: (indexes: number) => Work;
}

/** In a fork, the first write copies a path of each tree, and the node of the list of tables. */
const path = (indexes: number): Partial<Work> => ({
  comparisons: 10 * (1 + indexes),
  nodeCopies: 1 + 3 * (1 + indexes),
  keys: 1 + indexes,
  hashes: 1 + indexes,
});

const limits: Readonly<Record<string, Limits>> = {
  GetItem: {
    request: { operation: 'GetItem', input: { TableName, Key: keyNumber(number) } },
    own: () => ({ ...point, itemCopies: 1, output: 12 }),
  },
  'GetItem of a missing item': {
    request: { operation: 'GetItem', input: { TableName, Key: keyNumber(itemCount + 1) } },
    own: () => point,
  },
  'PutItem that moves no entry': {
    request: { operation: 'PutItem', input: { TableName, Item: changed } },
    own: (indexes) => ({ ...point, stored: 15 + indexes }),
    forked: (indexes) => ({ ...point, ...path(indexes), stored: 32 + 12 * indexes }),
  },
  'UpdateItem that moves no entry': {
    request: {
      operation: 'UpdateItem',
      input: {
        TableName,
        Key: keyNumber(number),
        UpdateExpression: 'SET a7 = :changed',
        ExpressionAttributeValues: { ':changed': { S: 'changed' } },
      },
    },
    own: (indexes) => ({ ...point, stored: 6 + indexes }),
    forked: (indexes) => ({ ...point, ...path(indexes), stored: 23 + 12 * indexes }),
  },
  'PutItem of a new item': {
    request: { operation: 'PutItem', input: { TableName, Item: added } },
    own: (indexes) => ({
      ...point,
      ...path(indexes),
      comparisons: 12 * (1 + indexes),
      nodeCopies: 0,
      stored: 19 + 4 * indexes,
    }),
    forked: (indexes) => ({ ...point, ...path(indexes), comparisons: 12 * (1 + indexes), stored: 32 + 14 * indexes }),
  },
  DeleteItem: {
    request: { operation: 'DeleteItem', input: { TableName, Key: keyNumber(number) } },
    own: (indexes) => ({
      ...point,
      ...path(indexes),
      comparisons: 20 * (1 + indexes),
      nodeCopies: 0,
      stored: 5 + 2 * indexes,
    }),
    forked: (indexes) => ({ ...point, ...path(indexes), comparisons: 20 * (1 + indexes), stored: 20 + 12 * indexes }),
  },
  'Query of 50': {
    request: {
      operation: 'Query',
      input: {
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 'partition 7' } },
      },
    },
    own: () => ({ ...nothing, comparisons: 61, hashes: 1, itemCopies: 50, output: 2 + 50 * 11 }),
  },
  'Query of the last one': {
    request: {
      operation: 'Query',
      input: {
        TableName,
        Limit: 1,
        ScanIndexForward: false,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 'partition 7' } },
      },
    },
    own: () => ({ ...nothing, comparisons: 13, hashes: 1, itemCopies: 1, output: 16 }),
  },
};

for (const [name, { request, own, forked: inFork = own }] of Object.entries(limits)) {
  for (const indexes of [0, 1, 5]) {
    test(`${name}, ${indexes} indexes`, () => {
      checkMost(countWork(filledAccount(indexes), request).work, own(indexes));
    });
    test(`${name}, ${indexes} indexes, in a fork`, () => {
      const original = filledAccount(indexes);
      const first = countWork(forked(original), request);
      checkMost(first.work, inFork(indexes));
    });
  }
}

for (const [name, { request, own }] of Object.entries(limits).filter(([name]) => name.endsWith('moves no entry'))) {
  test(`the second ${name} in a fork costs as much as without the fork`, () => {
    const { account } = countWork(forked(filledAccount(5)), request);
    checkMost(countWork(account, request).work, own(5));
  });
}

test.run();

function checkMost(work: Work, most: Work): void {
  const over = Object.entries(work).filter(([kind, count]) => count > Reflect.get(most, kind));
  assert.equal(Object.fromEntries(over), {}, `more than ${JSON.stringify(most)}`);
}
