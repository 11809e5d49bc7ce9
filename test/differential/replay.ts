import { MemoryDynamoDb } from 'dynarepo/memory';
import type { Difference } from './comparison.ts';
import type { KnownDifference } from './known-differences/known-difference.ts';
import { deleteTables, tableName } from './outcome.ts';
import { isWrite, type Step, type StepInput } from './step.ts';
import { type Engines, runStep, type StepResult } from './step-run.ts';
import { updatedRequest } from './updated-request.ts';

/** The result of a history. */
export interface Replayed {
  /** Number of steps whose outcomes were compared. */
  readonly steps: number;
  /** How often each known difference occurred. */
  readonly occurrences: ReadonlyMap<KnownDifference, number>;
  /** The first step with a difference that is not known. */
  readonly failure: Failure | undefined;
}

/** A step whose outcomes have differences that are not known. */
export interface Failure {
  readonly index: number;
  readonly step: Step;
  readonly differences: readonly Difference[];
}

/** Options of `replay`; the prefix must be unique among running histories. */
export type ReplayOptions = Omit<Engines, 'memory'>;

/** Sends every step to an empty emulator and to DynamoDB Local, until their outcomes or stored items differ. */
export async function replay(steps: readonly Step[], options: ReplayOptions): Promise<Replayed> {
  const engines: Engines = { ...options, memory: new MemoryDynamoDb() };
  const tables = new Map<string, StepInput>();
  const occurrences = new Map<KnownDifference, number>();
  let compared = 0;
  let failure: Failure | undefined;
  try {
    for (const [index, step] of steps.entries()) {
      const result = await runStep(step, engines, tables);
      const { TableName } = step.input;
      const current = tables.get(String(TableName));
      if (step.operation === 'CreateTable' && result.hasSucceeded) tables.set(String(TableName), step.input);
      if (step.operation === 'UpdateTable' && result.hasSucceeded && current !== undefined)
        tables.set(String(TableName), updatedRequest(current, step.input));
      compared += 1;
      for (const [, by] of result.explained) occurrences.set(by, (occurrences.get(by) ?? 0) + 1);
      if (result.unexplained.length > 0) failure = { index, step, differences: result.unexplained };
      if (failure !== undefined || isDiverged(step, result)) break;
    }
  } finally {
    const names = [...tables.keys()].map((name) => tableName(name, options.prefix));
    await deleteTables(options.local, names);
  }
  return { steps: compared, occurrences, failure };
}

/** Returns whether the stored items of the two engines differ from now on. */
function isDiverged(step: Step, { explained }: StepResult): boolean {
  return explained.some(([{ aspect }, { endsHistory }]) => endsHistory || (isWrite(step) && aspect === 'outcome'));
}
