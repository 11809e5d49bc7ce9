import type { CancellationReason, Item } from 'dynarepo';
import { canonicalText } from '../../src/testing/conformance/difference.ts';
import { withCanonicalNumbers } from './canonical-numbers.ts';
import type { OperationOutput, Outcome, Rejected, Succeeded } from './outcome.ts';
import { inComparableOrder, isOrderKnown, type TableRequests } from './read-order.ts';
import type { DifferentialOperation, Step } from './step.ts';
import { comparableRecords } from './table-records.ts';

/** The aspects in which two outcomes are compared. */
export type Aspect =
  | 'outcome'
  | 'error'
  | 'message'
  | 'item of the error'
  | 'reasons'
  | 'Attributes'
  | 'stored item'
  | 'form of numbers'
  | 'Item'
  | 'Items'
  | 'counts'
  | 'pages'
  | 'empty last page'
  | 'Responses'
  | 'records'
  | 'empty items'
  | 'unprocessed'
  | 'capacity'
  | 'table'
  | 'throughput'
  | 'settled'
  | 'tables'
  | 'time to live';

/** One aspect in which two outcomes differ. */
export interface Difference {
  readonly aspect: Aspect;
  readonly memory: string;
  readonly local: string;
}

/** The input of a comparison besides the outcomes. */
export interface Circumstances {
  readonly step: Step;
  /** The requests that created the existing tables, by table name. */
  readonly tables: TableRequests;
  readonly prefix: string;
}

/**
 * The aspects that are compared for each operation. Rejections are compared in the same way for all operations: by
 * error, message and item.
 *
 * Not compared: `ItemCollectionMetrics`, which DynamoDB Local never returns; the order of partitions and of equal sort
 * keys of an index, which depends on the engine; the output of a read that starts within such an order; in a table's
 * description, members that change with time, such as the status, and the names and numbers of the account.
 */
const succeeded: Readonly<Record<DifferentialOperation, Partial<Record<Aspect, View>>>> = {
  PutItem: { Attributes: ([{ Attributes }]) => Attributes, capacity },
  UpdateItem: { Attributes: ([{ Attributes }]) => Attributes, capacity },
  DeleteItem: { Attributes: ([{ Attributes }]) => Attributes, capacity },
  GetItem: { Item: ([{ Item }]) => Item, capacity },
  GetRecords: { records: ([output]) => comparableRecords(output) },
  BatchGetItem: { Responses: responses, unprocessed: ([{ UnprocessedKeys }]) => UnprocessedKeys, capacity },
  TransactGetItems: { Responses: itemsFound, 'empty items': emptyItems, capacity },
  TransactWriteItems: { capacity },
  BatchWriteItem: { unprocessed: ([{ UnprocessedItems }]) => UnprocessedItems, capacity },
  Query: { Items: items, counts, pages, capacity },
  Scan: { Items: items, counts, pages, capacity },
  CreateTable: { table: ([{ TableDescription }]) => description(TableDescription) },
  DescribeTable: {
    table: ([{ Table }]) => [Object(Table).TableStatus, description(Table)],
    throughput: ([{ Table }]) => throughput(Table),
  },
  UpdateTable: { table: ([{ TableDescription }]) => Object(TableDescription).TableName },
  DeleteTable: { table: ([{ TableDescription }]) => Object(TableDescription).TableName },
  ListTables: { tables: ownTables },
  DescribeTimeToLive: { 'time to live': ([{ TimeToLiveDescription }]) => TimeToLiveDescription },
  UpdateTimeToLive: { 'time to live': ([{ TimeToLiveSpecification }]) => TimeToLiveSpecification },
};

/** Returns the part of a successful outcome that belongs to an aspect, in a form that is equal for equal meanings. */
type View = (pages: Succeeded['pages'], circumstances: Circumstances) => unknown;

/** Returns all differences between two outcomes of a step. */
export function compareOutcomes(memory: Outcome, local: Outcome, circumstances: Circumstances): Difference[] {
  if (memory.kind === 'rejected' && local.kind === 'rejected') return compareRejections(memory, local);
  if (memory.kind === 'succeeded' && local.kind === 'succeeded') return compareOutputs(memory, local, circumstances);
  return [{ aspect: 'outcome', memory: outcomeText(memory), local: outcomeText(local) }];
}

function compareRejections(memory: Rejected, local: Rejected): Difference[] {
  if (memory.error !== local.error) {
    return [{ aspect: 'error', memory: outcomeText(memory), local: outcomeText(local) }];
  }
  if (memory.reasons !== undefined) return compareReasons(memory.reasons, local);
  return [...differenceIn('message', memory.message, local.message), ...compareItems(memory.item, local.item)];
}

/** Compares the codes of a cancelled transaction, then the messages and items of its reasons. */
function compareReasons(ours: readonly CancellationReason[], { reasons, message }: Rejected): Difference[] {
  const codesOf = (all: readonly CancellationReason[]) => all.map(({ Code }) => Code).join(', ');
  const theirs = reasons === undefined ? message : codesOf(reasons);
  if (codesOf(ours) !== theirs) return [{ aspect: 'reasons', memory: codesOf(ours), local: theirs }];
  return ours.flatMap((reason, index) => [
    ...differenceIn('message', reason.Message ?? '', reasons?.[index]?.Message ?? ''),
    ...compareItems(reason.Item, reasons?.[index]?.Item),
  ]);
}

function compareItems(memory: Item | undefined, local: Item | undefined): Difference[] {
  const [ours, theirs] = [canonicalText(memory), canonicalText(local)];
  const isForm = ours !== theirs && ours === canonicalText(withCanonicalNumbers(local));
  return differenceIn(isForm ? 'form of numbers' : 'item of the error', ours, theirs);
}

function compareOutputs(memory: Succeeded, local: Succeeded, circumstances: Circumstances): Difference[] {
  const shorter = withoutEmptyEnd(memory.pages);
  if (shorter !== undefined && shorter.length === local.pages.length) {
    const rest = compareOutputs({ kind: 'succeeded', pages: shorter }, local, circumstances);
    return [{ aspect: 'empty last page', memory: 'one', local: 'none' }, ...rest];
  }
  return entriesOf(succeeded[circumstances.step.operation]).flatMap(([aspect, view]) => {
    const textOf = (pages: Succeeded['pages']) => canonicalText(view(pages, circumstances));
    const [ours, theirs] = [textOf(memory.pages), textOf(local.pages)];
    const isForm = ours !== theirs && ours === textOf(withCanonicalNumbers(local.pages));
    return differenceIn(isForm ? 'form of numbers' : aspect, ours, theirs);
  });
}

function differenceIn(aspect: Aspect, memory: string, local: string): Difference[] {
  return memory === local ? [] : [{ aspect, memory, local }];
}

function outcomeText(outcome: Outcome): string {
  if (outcome.kind === 'succeeded') return 'succeeded';
  const { error, message, reasons = [] } = outcome;
  const details = reasons.map(({ Message }) => Message).filter((text) => text !== undefined);
  return [`${error}: ${message}`, ...details].join(' | ');
}

function items(pages: Succeeded['pages'], { step, tables }: Circumstances): unknown {
  return inComparableOrder(
    pages.flatMap(({ Items }) => (Array.isArray(Items) ? Items : [])),
    step,
    tables,
  );
}

/** Returns the counts of pages. With a filter and an unknown order the count of a page depends on its items, so the total is compared. */
function counts(pages: Succeeded['pages'], { step, tables }: Circumstances): unknown {
  if (startsInUnknownOrder(step, tables)) return undefined;
  const { FilterExpression, QueryFilter, ScanFilter } = step.input;
  if (isOrderKnown(step, tables) || (FilterExpression ?? QueryFilter ?? ScanFilter) === undefined) {
    return pages.map(({ Count, ScannedCount }) => [Count, ScannedCount]);
  }
  const total = pages.reduce((sum, { Count }) => sum + Number(Count), 0);
  return [total, pages.map(({ ScannedCount }) => ScannedCount)];
}

function pages(outputs: Succeeded['pages'], { step, tables }: Circumstances): unknown {
  if (startsInUnknownOrder(step, tables)) return undefined;
  return outputs.map(({ LastEvaluatedKey }) =>
    isOrderKnown(step, tables) ? LastEvaluatedKey : LastEvaluatedKey !== undefined,
  );
}

function startsInUnknownOrder(step: Step, tables: TableRequests): boolean {
  return step.input.ExclusiveStartKey !== undefined && !isOrderKnown(step, tables);
}

/** Returns the consumed capacity. It is not compared for pages that may have different items. */
function capacity(outputs: Succeeded['pages'], { step, tables }: Circumstances): unknown {
  const isRead = step.operation === 'Query' || step.operation === 'Scan';
  if (isRead && startsInUnknownOrder(step, tables)) return undefined;
  if (isRead && outputs.length > 1 && !isOrderKnown(step, tables)) return undefined;
  return outputs.map(({ ConsumedCapacity }) =>
    Array.isArray(ConsumedCapacity) ? ConsumedCapacity.map(canonicalText).sort() : ConsumedCapacity,
  );
}

function responses([{ Responses }]: Succeeded['pages']): unknown {
  return Object.fromEntries(Object.entries(Object(Responses)).map(([table, found]) => [table, sorted(found)]));
}

/** Returns the items that a transaction read, in order; `undefined` for a missing or empty one. */
function itemsFound([{ Responses }]: Succeeded['pages']): unknown {
  return Object.values(Object(Responses)).map((response) => {
    const { Item } = Object(response);
    return Object.keys(Object(Item)).length === 0 ? undefined : Item;
  });
}

/** Returns the positions of items without attributes. */
function emptyItems([{ Responses }]: Succeeded['pages']): unknown {
  return Object.values(Object(Responses)).flatMap((response, index) => {
    const { Item } = Object(response);
    return Item !== undefined && Object.keys(Item).length === 0 ? [index] : [];
  });
}

function ownTables([{ TableNames }]: Succeeded['pages'], { prefix }: Circumstances): unknown {
  return Array.isArray(TableNames) && TableNames.filter((name) => String(name).startsWith(prefix));
}

function description(found: unknown): unknown {
  const { TableName, KeySchema, AttributeDefinitions, ...others }: OperationOutput = Object(found);
  return {
    TableName,
    KeySchema,
    AttributeDefinitions: sorted(AttributeDefinitions),
    GlobalSecondaryIndexes: indexes(others.GlobalSecondaryIndexes),
    LocalSecondaryIndexes: indexes(others.LocalSecondaryIndexes),
  };
}

function throughput(found: unknown): unknown {
  const { BillingModeSummary, ProvisionedThroughput, GlobalSecondaryIndexes }: OperationOutput = Object(found);
  const units = (described: unknown) => {
    const { ReadCapacityUnits = 0, WriteCapacityUnits = 0 } = Object(described);
    return [ReadCapacityUnits, WriteCapacityUnits];
  };
  const globals = Array.isArray(GlobalSecondaryIndexes) ? GlobalSecondaryIndexes : [];
  return {
    mode: Object(BillingModeSummary).BillingMode,
    table: units(ProvisionedThroughput),
    indexes: sorted(globals.map((index) => [index.IndexName, units(index.ProvisionedThroughput)])),
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

/** Returns the pages without the last one if it is empty and not the first; otherwise `undefined`. */
function withoutEmptyEnd(pages: Succeeded['pages']): Succeeded['pages'] | undefined {
  const [first, ...others] = pages.slice(0, -1);
  if (first === undefined || pages.at(-1)?.ScannedCount !== 0) return undefined;
  const kept: [OperationOutput, ...OperationOutput[]] = [first, ...others];
  const { LastEvaluatedKey, ...end } = kept.at(-1) ?? first;
  kept[kept.length - 1] = end;
  return kept;
}

/** Returns the entries of a record with typed names. */
function entriesOf<Name extends string, Entry>(record: Partial<Record<Name, Entry>>): [Name, Entry][] {
  // An object literal of this type has no other names.
  return Object.entries(record) as [Name, Entry][];
}
