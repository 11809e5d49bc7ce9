import { MemoryDynamoDb } from 'dynarepo/memory';
import type { Difference } from './comparison.ts';
import type { KnownDifference } from './known-differences/known-difference.ts';
import { deleteTables, tableName } from './outcome.ts';
import { isWrite, type Step, type StepInput } from './step.ts';
import { type Engines, runStep, type StepResult } from './step-run.ts';

/** What came of a history. */
export interface Replayed {
  /** Steps whose outcomes were compared. */
  readonly steps: number;
  /** How often each known difference was met. */
  readonly met: ReadonlyMap<KnownDifference, number>;
  /** The first difference that nothing explains. */
  readonly failure: Failure | undefined;
}

/** A step whose outcomes differ in a way that is not known. */
export interface Failure {
  readonly index: number;
  readonly step: Step;
  readonly differences: readonly Difference[];
}

/** What a history is replayed with; the prefix is unlike that of any other history that runs. */
export type ReplayOptions = Omit<Engines, 'memory'>;

/** Sends every step to an empty emulator and to DynamoDB Local, until they differ or may differ in what they store. */
export async function replay(steps: readonly Step[], options: ReplayOptions): Promise<Replayed> {
  const engines: Engines = { ...options, memory: new MemoryDynamoDb() };
  const tables = new Map<string, StepInput>();
  const met = new Map<KnownDifference, number>();
  let compared = 0;
  let failure: Failure | undefined;
  try {
    for (const [index, step] of steps.entries()) {
      const result = await runStep(step, engines, tables);
      if (step.operation === 'CreateTable' && result.isServed) tables.set(String(step.input.TableName), step.input);
      compared += 1;
      for (const [, by] of result.explained) met.set(by, (met.get(by) ?? 0) + 1);
      if (result.unexplained.length > 0) failure = { index, step, differences: result.unexplained };
      if (failure !== undefined || isDiverged(step, result)) break;
    }
  } finally {
    const names = [...tables.keys()].map((name) => tableName(name, options.prefix));
    await deleteTables(options.local, names);
  }
  return { steps: compared, met, failure };
}

/** Whether what the two have stored is not the same any more. */
function isDiverged(step: Step, { explained }: StepResult): boolean {
  return explained.some(([{ aspect }, { endsHistory }]) => endsHistory || (isWrite(step) && aspect === 'outcome'));
}
