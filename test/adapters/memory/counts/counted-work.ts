import { type Account, emptyAccount, withNewOwner } from '../../../../src/adapters/memory/account/account.ts';
import { step } from '../../../../src/adapters/memory/step.ts';
import { workCount } from '../../../../src/adapters/memory/storage/work-count.ts';
import type { Input, Item, OperationName } from '../../../../src/domain/dynamodb.ts';
import { comparisonCount } from '../../../../src/domain/values/comparison-count.ts';
import type { ReadableItem } from '../../../../src/domain/values/readable-item.ts';
import { plainEnvironment } from '../test-tables.ts';

/** What a request does, independent of the machine and of the compiler. */
export interface Work {
  /** Comparisons of values and keys. */
  readonly comparisons: number;
  /** Nodes of trees copied because a snapshot or fork shares them. */
  readonly nodeCopies: number;
  /** Keys created, of the table and its indexes. */
  readonly keys: number;
  /** Partition keys hashed. */
  readonly hashes: number;
  /** Items copied for the output. */
  readonly itemCopies: number;
  /** Objects of the account after the request that it did not have before: stored values, nodes, the account itself. */
  readonly stored: number;
  /** Objects of the output. */
  readonly output: number;
}

/** A request of any operation. */
export type AnyRequest = {
  readonly [N in OperationName]: { readonly operation: N; readonly input: Input<N> };
}[OperationName];

/** Executes a request, and returns the account after it and its work. */
export function countWork(account: Account, request: AnyRequest): { readonly account: Account; readonly work: Work } {
  const before = objectsIn(account);
  const [comparisons, counts] = [comparisonCount.value, { ...workCount }];
  let itemCopies = 0;
  const copyItem = (item: ReadableItem) => {
    itemCopies += 1;
    return plainEnvironment.copyItem(item);
  };
  const result = step(account, request, { ...plainEnvironment, copyItem });
  const work = {
    comparisons: comparisonCount.value - comparisons,
    nodeCopies: workCount.nodeCopies - counts.nodeCopies,
    keys: workCount.keys - counts.keys,
    hashes: workCount.hashes - counts.hashes,
    itemCopies,
    stored: [...objectsIn(result.account)].filter((each) => !before.has(each)).length,
    output: objectsIn(result.output).size,
  };
  return { account: result.account, work };
}

/** Returns an account whose table `things` has items; `indexes` of its attributes `a0` and further are each the key of an index. */
export function filledAccount(indexes: number): Account {
  const names = Array.from({ length: indexes }, (_, index) => `a${index}`);
  let account = step(emptyAccount(), { operation: 'CreateTable', input: definition(names) }, plainEnvironment).account;
  for (let number = 0; number < itemCount; number += 1) {
    const request = { operation: 'PutItem', input: { TableName: 'things', Item: itemNumber(number) } } as const;
    account = step(account, request, plainEnvironment).account;
  }
  return account;
}

/** Returns the same account as a fork has it, which shares all nodes and items with the original. */
export const forked: (account: Account) => Account = withNewOwner;

/** How many items the table has; 50 in a partition. */
export const itemCount = 2_000;

/** Returns the key of an item. */
export function keyNumber(number: number): Item {
  return { pk: { S: `partition ${Math.floor(number / 50)}` }, sk: { N: String(number % 50) } };
}

/** Returns an item of ten attributes. */
export function itemNumber(number: number): Item {
  const others = Array.from({ length: 8 }, (_, index) => [`a${index}`, { S: `${index} of ${number % 7}` }] as const);
  return { ...keyNumber(number), ...Object.fromEntries(others) };
}

function definition(names: readonly string[]): Input<'CreateTable'> {
  return {
    TableName: 'things',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'N' },
      ...names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    ],
    ...(names.length > 0 && {
      GlobalSecondaryIndexes: names.map((AttributeName) => ({
        IndexName: `by-${AttributeName}`,
        KeySchema: [{ AttributeName, KeyType: 'HASH' as const }],
        Projection: { ProjectionType: 'ALL' as const },
      })),
    }),
  };
}

function objectsIn(value: unknown, found: Set<object> = new Set()): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found;
  found.add(value);
  for (const each of value instanceof Map ? value.values() : Object.values(value)) objectsIn(each, found);
  return found;
}
