import type { MemoryDynamoDb } from '../adapters/memory/memory-dynamodb.ts';
import { operations } from '../domain/api/operation-models.ts';
import { NotImplementedError } from '../domain/errors.ts';
import { excerpt } from '../domain/excerpt.ts';
import { isRecord } from '../domain/is-record.ts';
import { executeRecord, type RequestRecord } from './record.ts';
import type { TableInFile } from './table-files/table-in-file.ts';
import { elementsOf, findUnresolved } from './table-files/unresolved.ts';
import { unknownMember } from './unknown-member.ts';
import { reasonOf, UsageError } from './usage-error.ts';

/** The requests that create a table. */
export interface TableRequests {
  /** CreateTable, and after it the requests for other settings. */
  readonly requests: readonly RequestRecord[];
  /** The names of the settings that are left out. */
  readonly leftOut: ReadonlySet<string>;
}

/**
 * Returns the requests that create a table, and creates it in `scratch`, which shows what the emulator supports. Settings
 * without effect on items are left out if the emulator does not support them, or if only AWS knows their value.
 *
 * @throws UsageError - the table is invalid, or only AWS knows its name, its keys, their types or its indexes.
 */
export async function tableRequests(table: TableInFile, scratch: MemoryDynamoDb): Promise<TableRequests> {
  const { location } = table;
  const leftOut = new Set<string>();
  const input = copyOf(table.input);
  leaveOutUnresolved(input, leftOut);
  const unresolved = findUnresolved(input);
  if (unresolved !== undefined) {
    throw new UsageError(
      `${location}: ${unresolved.path} has ${excerpt(unresolved.source)}, which cannot be resolved locally`,
    );
  }
  const unknown = unknownMember(input, operations.CreateTable.input);
  if (unknown !== undefined) throw new UsageError(`${location}: ${unknown}`);
  await leaveOutUnsupported(input, { scratch, leftOut });
  const requests: RequestRecord[] = [{ operation: 'CreateTable', input }];
  const error = await errorOf({ operation: 'CreateTable', input }, scratch);
  if (error !== undefined) throw new UsageError(`${location}: ${reasonOf(error)}`);
  for (const { name, request } of table.settings) {
    const isResolved = request !== undefined && findUnresolved(request.input) === undefined;
    if (isResolved && (await errorOf(request, scratch)) === undefined) requests.push(request);
    else leftOut.add(name);
  }
  return { requests, leftOut };
}

/** Members of CreateTable without effect on items. */
const settings = [
  'DeletionProtectionEnabled',
  'GlobalTableSettingsReplicationMode',
  'OnDemandThroughput',
  'ResourcePolicy',
  'SSESpecification',
  'StreamSpecification',
  'TableClass',
  'Tags',
  'WarmThroughput',
] as const;
/** The same of a global secondary index. */
const indexSettings = ['OnDemandThroughput', 'WarmThroughput'] as const;

type Input = Record<string, unknown>;

/** Copies an input as deep as its settings are. */
function copyOf(input: TableInFile['input']): Input {
  const { GlobalSecondaryIndexes: indexes } = input;
  if (!Array.isArray(indexes)) return { ...input };
  const copies = indexes.map((index: unknown) => (isRecord(index) ? { ...index } : index));
  return { ...input, GlobalSecondaryIndexes: copies };
}

function indexesOf(input: Input): Input[] {
  return elementsOf(input.GlobalSecondaryIndexes).filter(isRecord);
}

/** The settings of a table and its indexes, each with the object that has it. */
function settingsIn(input: Input): { readonly holder: Input; readonly name: string }[] {
  return [
    ...settings.map((name) => ({ holder: input, name })),
    ...indexesOf(input).flatMap((holder) => indexSettings.map((name) => ({ holder, name }))),
  ].filter(({ holder, name }) => holder[name] !== undefined);
}

/** Without its throughput, a table has on-demand billing. */
function leaveOutUnresolved(input: Input, leftOut: Set<string>): void {
  for (const { holder, name } of settingsIn(input)) {
    if (findUnresolved(holder[name]) === undefined) continue;
    delete holder[name];
    leftOut.add(name);
  }
  const tableAndIndexes = [input, ...indexesOf(input)];
  for (const name of ['BillingMode', 'ProvisionedThroughput']) {
    if (tableAndIndexes.every((each) => findUnresolved(each[name]) === undefined)) continue;
    leftOut.add(name);
    for (const each of tableAndIndexes) delete each.ProvisionedThroughput;
    input.BillingMode = 'PAY_PER_REQUEST';
  }
}

interface Support {
  readonly scratch: MemoryDynamoDb;
  readonly leftOut: Set<string>;
}

/** Tries one setting after the other, each with those that the emulator supports. */
async function leaveOutUnsupported(input: Input, { scratch, leftOut }: Support): Promise<void> {
  const taken = settingsIn(input).map(({ holder, name }) => ({ holder, name, value: holder[name] }));
  for (const { holder, name } of taken) delete holder[name];
  for (const { holder, name, value } of taken) {
    holder[name] = value;
    const error = await errorOf({ operation: 'CreateTable', input }, scratch.fork());
    if (!(error instanceof NotImplementedError)) continue;
    delete holder[name];
    leftOut.add(name);
  }
}

async function errorOf(request: RequestRecord, db: MemoryDynamoDb): Promise<unknown> {
  try {
    await executeRecord(db, request);
    return undefined;
  } catch (error) {
    return error;
  }
}
