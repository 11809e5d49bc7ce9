import { type DynamoDb, type Input, type Item, ServiceError, systemClock } from 'dynarepo';
import { asTheSdkReads } from './sdk-answers.ts';
import type { DifferentialOperation, Step, StepInput } from './step.ts';

/** How a step went on one engine. */
export type Outcome = Served | Refused;

/** The step was served: one answer, or one for each page. */
export interface Served {
  readonly kind: 'served';
  readonly pages: readonly [Answer, ...Answer[]];
}

/** What an operation answered, its members not yet looked at. */
export type Answer = Readonly<Record<string, unknown>>;

/** The step ended in an error. */
export interface Refused {
  readonly kind: 'refused';
  readonly error: string;
  readonly message: string;
  /** The item that a failed condition brought along. */
  readonly item: Item | undefined;
}

/** Beyond these a reading that does not come to its end is an error of its own. */
const mostPages = 200;

/** Runs a step, its tables called by names that begin with `prefix`. */
export async function perform(db: DynamoDb, step: Step, prefix: string): Promise<Outcome> {
  const input = withTableNames(step.input, prefix);
  try {
    const pages: [Answer, ...Answer[]] = [await executePage(db, step, { input, page: 0 })];
    while (step.limits !== undefined && pages.at(-1)?.LastEvaluatedKey !== undefined) {
      if (pages.length === mostPages) throw new Error(`there is no end after ${mostPages} pages`);
      const ExclusiveStartKey = pages.at(-1)?.LastEvaluatedKey;
      pages.push(await executePage(db, step, { input: { ...input, ExclusiveStartKey }, page: pages.length }));
    }
    return { kind: 'served', pages };
  } catch (error) {
    return refused(error);
  }
}

/** Deletes the tables of a history, whichever of them there are. */
export async function deleteTables(db: DynamoDb, names: Iterable<string>): Promise<void> {
  for (const TableName of names) {
    await db.execute('DeleteTable', { TableName }).catch((error: unknown) => {
      if (!(error instanceof ServiceError) || error.name !== 'ResourceNotFoundException') throw error;
    });
  }
}

/** The name that a table of a history has in a run. */
export function tableName(name: string, prefix: string): string {
  return /^T\d$/.test(name) ? `${prefix}${name}` : name;
}

function withTableNames(input: StepInput, prefix: string): StepInput {
  const { TableName, RequestItems } = input;
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
  };
}

async function executePage(
  db: DynamoDb,
  { operation, limits = [] }: Step,
  { input, page }: { readonly input: StepInput; readonly page: number },
): Promise<Answer> {
  const Limit = limits[page % limits.length];
  const limited = Limit === undefined ? input : { ...input, Limit };
  // The inputs are made to be wrong at times, which the types would not allow.
  const given = limited as unknown as Input<DifferentialOperation>;
  try {
    return asTheSdkReads({ ...(await db.execute(operation, given)) });
  } catch (error) {
    if (!lostConnection(error)) throw error;
    await systemClock.sleep(100);
    return asTheSdkReads({ ...(await db.execute(operation, given)) });
  }
}

/** A connection that the other side closed just when a request was sent on it: nothing was answered. */
function lostConnection(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'NO_RESPONSE';
}

function refused(error: unknown): Refused {
  if (error instanceof ServiceError) {
    return { kind: 'refused', error: error.name, message: error.message, item: asTheSdkReads(error.item) };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { kind: 'refused', error: error instanceof Error ? error.name : 'thrown', message: text, item: undefined };
}
