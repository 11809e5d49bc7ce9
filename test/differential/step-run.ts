import { type DynamoDb, type Item, systemClock } from 'dynarepo';
import { compareOutcomes, type Difference } from './comparison.ts';
import { explanationOf, type KnownDifference } from './known-differences/known-difference.ts';
import { type Outcome, perform } from './outcome.ts';
import type { TableRequests } from './read-order.ts';
import type { Step, StepInput } from './step.ts';

/** The engines that run steps. */
export interface Engines {
  readonly memory: DynamoDb;
  readonly local: DynamoDb;
  readonly known: readonly KnownDifference[];
  /** Prefix of the table names in both engines. */
  readonly prefix: string;
}

/** The result of a step on both engines. */
export interface StepResult {
  /** Whether the step succeeded on at least one engine. */
  readonly hasSucceeded: boolean;
  /** The known differences, each with its explanation. */
  readonly explained: readonly (readonly [Difference, KnownDifference])[];
  readonly unexplained: readonly Difference[];
}

const pollDelayMs = 25;
const longestLagMs = 500;

/**
 * Sends a step to both engines and compares the outcomes. Global secondary indexes may lag in DynamoDB Local, so
 * temporary differences are ignored.
 */
export async function runStep(step: Step, engines: Engines, tables: TableRequests): Promise<StepResult> {
  const { memory, local, known, prefix } = engines;
  const before = await itemOfUpdate(memory, step, prefix);
  const [ours, first] = await Promise.all([perform(memory, step, prefix), perform(local, step, prefix)]);
  const after = await itemOfUpdate(memory, step, prefix);
  const compare = (theirs: Outcome, differences: readonly Difference[]): StepResult => {
    const occasion = { step, before, after, ours, theirs, tables };
    const judged = differences.map((difference) => [difference, explanationOf(difference, occasion, known)] as const);
    return {
      hasSucceeded: ours.kind === 'succeeded' || theirs.kind === 'succeeded',
      explained: judged.flatMap(([difference, by]) => (by === undefined ? [] : [[difference, by] as const])),
      unexplained: judged.flatMap(([difference, by]) => (by === undefined ? [difference] : [])),
    };
  };
  const circumstances = { step, tables, prefix };
  const stored = await storedDifferences(step, [ours, first], { ...engines, tables });
  const updated = await updateDifference(step, [ours, first], engines);
  let result = compare(first, [...compareOutcomes(ours, first, circumstances), ...stored, ...updated]);
  for (let waitedMs = 0; waitedMs < longestLagMs && mayLag(step, result.unexplained); waitedMs += pollDelayMs) {
    await systemClock.sleep(pollDelayMs);
    const again = await perform(local, step, prefix);
    result = compare(again, compareOutcomes(ours, again, circumstances));
  }
  return result;
}

/** Compares the stored items after writes whose output does not show a difference. */
async function storedDifferences(
  step: Step,
  outcomes: readonly Outcome[],
  engines: Engines & { readonly tables: TableRequests },
): Promise<Difference[]> {
  if (outcomes.some(({ kind }) => kind === 'rejected')) return [];
  const differences: Difference[] = [];
  for (const target of targetsOf(step, engines.tables)) differences.push(...(await storedDifference(target, engines)));
  return differences;
}

/** Returns the items that a transaction writes, and that of an update that only removes. */
function targetsOf({ operation, input }: Step, tables: TableRequests): readonly StepInput[] {
  if (operation === 'TransactWriteItems') {
    return Object.values(Object(input.TransactItems)).flatMap((element) =>
      Object.values(Object(element)).map((action) => targetOf(Object(action), tables)),
    );
  }
  const removes = operation === 'UpdateItem' && !/\b(?:SET|ADD)\b/i.test(String(input.UpdateExpression));
  return removes ? [targetOf(input, tables)] : [];
}

function targetOf({ TableName, Key, Item }: StepInput, tables: TableRequests): StepInput {
  if (Item === undefined) return { TableName, Key };
  const names = Object.values(Object(tables.get(String(TableName))?.KeySchema)).map(
    (element) => Object(element).AttributeName,
  );
  return { TableName, Key: Object.fromEntries(names.map((name) => [name, Object(Item)[name]])) };
}

async function storedDifference(target: StepInput, { memory, local, prefix }: Engines): Promise<Difference[]> {
  const read: Step = { operation: 'GetItem', input: { ...target, ConsistentRead: true } };
  const [ours, theirs] = await Promise.all([perform(memory, read, prefix), perform(local, read, prefix)]);
  const found = compareOutcomes(ours, theirs, { step: read, tables: new Map(), prefix });
  return found.filter(({ aspect }) => aspect === 'Item').map((each) => ({ ...each, aspect: 'stored item' }));
}

/** Waits until an update has ended in DynamoDB Local, and compares the descriptions of the table. */
async function updateDifference(
  { operation, input }: Step,
  outcomes: readonly Outcome[],
  { memory, local, prefix }: Engines,
): Promise<readonly Difference[]> {
  if (operation !== 'UpdateTable' || outcomes.some(({ kind }) => kind === 'rejected')) return [];
  const read: Step = { operation: 'DescribeTable', input: { TableName: input.TableName } };
  const ours = await perform(memory, read, prefix);
  for (let waitedMs = 0; ; waitedMs += updatePollDelayMs) {
    const theirs = await perform(local, read, prefix);
    const statuses = indexStatuses(theirs);
    if (statuses.every((status) => status === 'ACTIVE'))
      return compareOutcomes(ours, theirs, { step: read, tables: new Map(), prefix });
    if (waitedMs >= longestUpdateMs) return [{ aspect: 'settled', memory: 'ACTIVE', local: statuses.join(', ') }];
    await systemClock.sleep(updatePollDelayMs);
  }
}

const updatePollDelayMs = 200;
const longestUpdateMs = 20_000;

function indexStatuses(described: Outcome): unknown[] {
  const table = described.kind === 'succeeded' ? Object(described.pages[0].Table) : {};
  return (table.GlobalSecondaryIndexes ?? []).map(({ IndexStatus }: { IndexStatus?: unknown }) => IndexStatus);
}

/** Reads the item of an update from the memory adapter. */
async function itemOfUpdate(memory: DynamoDb, { operation, input }: Step, prefix: string): Promise<Item | undefined> {
  if (operation !== 'UpdateItem') return undefined;
  const { TableName, Key } = input;
  const found = await perform(memory, { operation: 'GetItem', input: { TableName, Key } }, prefix);
  // `Item` in the output of GetItem is an item.
  return found.kind === 'succeeded' ? (found.pages[0].Item as Item | undefined) : undefined;
}

function mayLag({ input }: Step, differences: readonly Difference[]): boolean {
  if (!String(input.IndexName).startsWith('global')) return false;
  return differences.some(({ aspect }) => ['Items', 'counts', 'pages'].includes(aspect));
}
