import { canonicalText } from '../../src/testing/conformance/difference.ts';
import { withCanonicalNumbers } from './canonical-numbers.ts';
import type { Answer, Outcome, Refused, Served } from './outcome.ts';
import { inComparableOrder, isOrderKnown, type TableRequests } from './read-order.ts';
import type { DifferentialOperation, Step } from './step.ts';

/** What is compared of two outcomes. */
export type Aspect =
  | 'outcome'
  | 'error'
  | 'message'
  | 'item of the error'
  | 'Attributes'
  | 'stored item'
  | 'form of numbers'
  | 'Item'
  | 'Items'
  | 'counts'
  | 'pages'
  | 'empty last page'
  | 'Responses'
  | 'unprocessed'
  | 'capacity'
  | 'table'
  | 'tables';

/** One aspect in which two outcomes differ. */
export interface Difference {
  readonly aspect: Aspect;
  readonly memory: string;
  readonly local: string;
}

/** What a comparison needs to know beside the outcomes. */
export interface Circumstances {
  readonly step: Step;
  /** The requests that created the tables there are, by name. */
  readonly tables: TableRequests;
  readonly prefix: string;
}

/**
 * What is compared where. Refusals are compared the same way for all operations: by error, message and item.
 *
 * Not compared: `ItemCollectionMetrics`, which DynamoDB Local never returns; the order of items between partitions and
 * among equal sort keys of an index, which is each engine's own; what a read answers that starts in the middle of such
 * an order; of a table's description what changes with time (its status while it is created among it), and names and
 * numbers of an account.
 */
const served: Readonly<Record<DifferentialOperation, Partial<Record<Aspect, View>>>> = {
  PutItem: { Attributes: ([{ Attributes }]) => Attributes, capacity },
  UpdateItem: { Attributes: ([{ Attributes }]) => Attributes, capacity },
  DeleteItem: { Attributes: ([{ Attributes }]) => Attributes, capacity },
  GetItem: { Item: ([{ Item }]) => Item, capacity },
  BatchGetItem: { Responses: responses, unprocessed: ([{ UnprocessedKeys }]) => UnprocessedKeys, capacity },
  BatchWriteItem: { unprocessed: ([{ UnprocessedItems }]) => UnprocessedItems, capacity },
  Query: { Items: items, counts, pages, capacity },
  Scan: { Items: items, counts, pages, capacity },
  CreateTable: { table: ([{ TableDescription }]) => description(TableDescription) },
  DescribeTable: { table: ([{ Table }]) => [Object(Table).TableStatus, description(Table)] },
  DeleteTable: { table: ([{ TableDescription }]) => Object(TableDescription).TableName },
  ListTables: { tables: ownTables },
};

/** The part of a served outcome that one aspect is about, in a form that is the same for what means the same. */
type View = (pages: Served['pages'], circumstances: Circumstances) => unknown;

/** All aspects in which two outcomes of one step differ. */
export function compareOutcomes(memory: Outcome, local: Outcome, circumstances: Circumstances): Difference[] {
  if (memory.kind === 'refused' && local.kind === 'refused') return compareRefusals(memory, local);
  if (memory.kind === 'served' && local.kind === 'served') return compareAnswers(memory, local, circumstances);
  return [{ aspect: 'outcome', memory: outcomeText(memory), local: outcomeText(local) }];
}

function compareRefusals(memory: Refused, local: Refused): Difference[] {
  if (memory.error !== local.error) {
    return [{ aspect: 'error', memory: outcomeText(memory), local: outcomeText(local) }];
  }
  const [ours, theirs] = [canonicalText(memory.item), canonicalText(local.item)];
  const isForm = ours !== theirs && ours === canonicalText(withCanonicalNumbers(local.item));
  return [
    ...differenceIn('message', memory.message, local.message),
    ...differenceIn(isForm ? 'form of numbers' : 'item of the error', ours, theirs),
  ];
}

function compareAnswers(memory: Served, local: Served, circumstances: Circumstances): Difference[] {
  const shorter = withoutEmptyEnd(memory.pages);
  if (shorter !== undefined && shorter.length === local.pages.length) {
    const rest = compareAnswers({ kind: 'served', pages: shorter }, local, circumstances);
    return [{ aspect: 'empty last page', memory: 'one', local: 'none' }, ...rest];
  }
  return entriesOf(served[circumstances.step.operation]).flatMap(([aspect, view]) => {
    const textOf = (pages: Served['pages']) => canonicalText(view(pages, circumstances));
    const [ours, theirs] = [textOf(memory.pages), textOf(local.pages)];
    const isForm = ours !== theirs && ours === textOf(withCanonicalNumbers(local.pages));
    return differenceIn(isForm ? 'form of numbers' : aspect, ours, theirs);
  });
}

function differenceIn(aspect: Aspect, memory: string, local: string): Difference[] {
  return memory === local ? [] : [{ aspect, memory, local }];
}

function outcomeText(outcome: Outcome): string {
  return outcome.kind === 'refused' ? `${outcome.error}: ${outcome.message}` : 'served';
}

function items(pages: Served['pages'], { step, tables }: Circumstances): unknown {
  return inComparableOrder(
    pages.flatMap(({ Items }) => (Array.isArray(Items) ? Items : [])),
    step,
    tables,
  );
}

/** How many items a page lets through depends on which they are, where there is a filter and the order is not known. */
function counts(pages: Served['pages'], { step, tables }: Circumstances): unknown {
  if (startsSomewhere(step, tables)) return undefined;
  if (isOrderKnown(step, tables) || step.input.FilterExpression === undefined) {
    return pages.map(({ Count, ScannedCount }) => [Count, ScannedCount]);
  }
  const total = pages.reduce((sum, { Count }) => sum + Number(Count), 0);
  return [total, pages.map(({ ScannedCount }) => ScannedCount)];
}

function pages(answers: Served['pages'], { step, tables }: Circumstances): unknown {
  if (startsSomewhere(step, tables)) return undefined;
  return answers.map(({ LastEvaluatedKey }) =>
    isOrderKnown(step, tables) ? LastEvaluatedKey : LastEvaluatedKey !== undefined,
  );
}

function startsSomewhere(step: Step, tables: TableRequests): boolean {
  return step.input.ExclusiveStartKey !== undefined && !isOrderKnown(step, tables);
}

/** Pages of other items can cost something else. */
function capacity(answers: Served['pages'], { step, tables }: Circumstances): unknown {
  const isRead = step.operation === 'Query' || step.operation === 'Scan';
  if (isRead && startsSomewhere(step, tables)) return undefined;
  if (isRead && answers.length > 1 && !isOrderKnown(step, tables)) return undefined;
  return answers.map(({ ConsumedCapacity }) =>
    Array.isArray(ConsumedCapacity) ? ConsumedCapacity.map(canonicalText).sort() : ConsumedCapacity,
  );
}

function responses([{ Responses }]: Served['pages']): unknown {
  return Object.fromEntries(Object.entries(Object(Responses)).map(([table, found]) => [table, sorted(found)]));
}

function ownTables([{ TableNames }]: Served['pages'], { prefix }: Circumstances): unknown {
  return Array.isArray(TableNames) && TableNames.filter((name) => String(name).startsWith(prefix));
}

function description(found: unknown): unknown {
  const { TableName, KeySchema, AttributeDefinitions, ...others }: Answer = Object(found);
  return {
    TableName,
    KeySchema,
    AttributeDefinitions: sorted(AttributeDefinitions),
    GlobalSecondaryIndexes: indexes(others.GlobalSecondaryIndexes),
    LocalSecondaryIndexes: indexes(others.LocalSecondaryIndexes),
  };
}

function indexes(found: unknown): unknown {
  if (!Array.isArray(found)) return undefined;
  return sorted(
    found.map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      ProjectionType: Projection?.ProjectionType,
      NonKeyAttributes: sorted(Projection?.NonKeyAttributes),
    })),
  );
}

function sorted(list: unknown): unknown {
  return Array.isArray(list) ? list.map(canonicalText).sort() : list;
}

/** The pages without a last one that has nothing in it and comes after another. */
function withoutEmptyEnd(pages: Served['pages']): Served['pages'] | undefined {
  const [first, ...others] = pages.slice(0, -1);
  if (first === undefined || pages.at(-1)?.ScannedCount !== 0) return undefined;
  const kept: [Answer, ...Answer[]] = [first, ...others];
  const { LastEvaluatedKey, ...end } = kept.at(-1) ?? first;
  kept[kept.length - 1] = end;
  return kept;
}

/** The entries of a record whose names the type tells. */
function entriesOf<Name extends string, Entry>(record: Partial<Record<Name, Entry>>): [Name, Entry][] {
  // What a literal of this type has are its own names.
  return Object.entries(record) as [Name, Entry][];
}
