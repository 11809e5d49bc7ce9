import { type CancellationReason, type DynamoDb, type Input, type Item, ServiceError, systemClock } from 'dynarepo';
import { asTheSdkParses } from './sdk-outputs.ts';
import type { DifferentialOperation, Step, StepInput } from './step.ts';
import { recordsOfTable } from './table-records.ts';

/** The outcome of a step on one engine. */
export type Outcome = Succeeded | Rejected;

/** The step succeeded with one output, or one for each page. */
export interface Succeeded {
  readonly kind: 'succeeded';
  readonly pages: readonly [OperationOutput, ...OperationOutput[]];
}

/** The output of an operation with members of unknown types. */
export type OperationOutput = Readonly<Record<string, unknown>>;

/** The step failed with an error. */
export interface Rejected {
  readonly kind: 'rejected';
  readonly error: string;
  readonly message: string;
  /** The item in the error of a failed condition. */
  readonly item: Item | undefined;
  /** Of a cancelled transaction. */
  readonly reasons?: readonly CancellationReason[] | undefined;
}

/** Limit on the pages of a read; more pages are an error. */
const mostPages = 200;

/** Runs a step; the names of its tables get the prefix. */
export async function perform(db: DynamoDb, step: Step, prefix: string): Promise<Outcome> {
  const input = withTableNames(step.input, prefix);
  try {
    if (step.operation === 'GetRecords') {
      return { kind: 'succeeded', pages: [asTheSdkParses(await recordsOfTable(db, String(input.TableName)))] };
    }
    const pages: [OperationOutput, ...OperationOutput[]] = [await executePage(db, step, { input, page: 0 })];
    while (step.limits !== undefined && pages.at(-1)?.LastEvaluatedKey !== undefined) {
      if (pages.length === mostPages) throw new Error(`the read has more than ${mostPages} pages`);
      const ExclusiveStartKey = pages.at(-1)?.LastEvaluatedKey;
      pages.push(await executePage(db, step, { input: { ...input, ExclusiveStartKey }, page: pages.length }));
    }
    return { kind: 'succeeded', pages };
  } catch (error) {
    return rejected(error);
  }
}

/** Deletes the tables of a history that exist. */
export async function deleteTables(db: DynamoDb, names: Iterable<string>): Promise<void> {
  for (const TableName of names) {
    await db.execute('DeleteTable', { TableName }).catch((error: unknown) => {
      if (!(error instanceof ServiceError) || error.name !== 'ResourceNotFoundException') throw error;
    });
  }
}

/** Returns the name of a history's table in a run. */
export function tableName(name: string, prefix: string): string {
  return /^T\d$/.test(name) ? `${prefix}${name}` : name;
}

function withTableNames(input: StepInput, prefix: string): StepInput {
  const { TableName, RequestItems, TransactItems, ClientRequestToken } = input;
  return {
    ...input,
    ...(typeof TableName === 'string' ? { TableName: tableName(TableName, prefix) } : {}),
    ...(typeof RequestItems === 'object' && RequestItems !== null
      ? {
          RequestItems: Object.fromEntries(
            Object.entries(RequestItems).map(([name, requests]) => [tableName(name, prefix), requests]),
          ),
        }
      : {}),
    ...(Array.isArray(TransactItems)
      ? {
          TransactItems: TransactItems.map((element) =>
            mapEntries(element, (action) => withTableNames(action, prefix)),
          ),
        }
      : {}),
    // A token has at most 36 characters; the end of the prefix is unique.
    ...(typeof ClientRequestToken === 'string' && ClientRequestToken.length <= 5
      ? { ClientRequestToken: `${prefix.slice(-30)}${ClientRequestToken}` }
      : {}),
  };
}

function mapEntries(actions: Readonly<Record<string, StepInput>>, change: (action: StepInput) => StepInput): StepInput {
  return Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, change(action)]));
}

async function executePage(
  db: DynamoDb,
  { operation, limits = [] }: Step,
  { input, page }: { readonly input: StepInput; readonly page: number },
): Promise<OperationOutput> {
  const Limit = limits[page % limits.length];
  const limited = Limit === undefined ? input : { ...input, Limit };
  // Some inputs are invalid on purpose, which the types do not allow.
  const request = limited as unknown as Input<DifferentialOperation>;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return asTheSdkParses({ ...(await db.execute(operation, request)) });
    } catch (error) {
      if (attempt >= mostAttempts(operation, error)) throw error;
      await systemClock.sleep(100);
    }
  }
}

/**
 * Concurrent histories share the engine. Observed: DynamoDB Local 3.3.1 backfills the new indexes of at most five tables at a time,
 * and some updates fail with InternalFailure, and change nothing, while other tables are created or deleted; others always fail so.
 */
function mostAttempts(operation: DifferentialOperation, error: unknown): number {
  if (lostConnection(error)) return 2;
  if (operation !== 'UpdateTable' || !(error instanceof ServiceError)) return 1;
  if (error.message.includes('Only 5 tables with online indexes')) return 100;
  return error.name === 'InternalFailure' ? 6 : 1;
}

/** Whether the engine closed the connection while the request was sent, so that there is no response. */
function lostConnection(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'NO_RESPONSE';
}

function rejected(error: unknown): Rejected {
  if (error instanceof ServiceError) {
    const { name, message, item, cancellationReasons } = error;
    return {
      kind: 'rejected',
      error: name,
      message,
      item: asTheSdkParses(item),
      ...(cancellationReasons === undefined ? {} : { reasons: asTheSdkParses(cancellationReasons) }),
    };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { kind: 'rejected', error: error instanceof Error ? error.name : 'thrown', message: text, item: undefined };
}
