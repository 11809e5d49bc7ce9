import type { Step } from '../step.ts';
import { Chance, partSeed } from './chance.ts';
import { Expressions } from './expressions.ts';
import { LegacyParameters } from './legacy.ts';
import { anyRequest } from './requests.ts';
import { spoilExpressions, spoilMembers } from './spoil.ts';
import {
  createIndex,
  createTable,
  deleteIndex,
  expectingIndex,
  lateIndex,
  type TablePlan,
  tablePlan,
} from './tables.ts';
import { Values } from './values.ts';

/** Number of requests in a history after those that create its tables. */
export const stepsPerHistory = 60;

/** Generates the history of a seed: one or two tables, requests of every operation on them, and their streams at the end. */
export function history(seed: number): Step[] {
  const chance = new Chance(seed);
  const values = new Values(chance, partSeed(seed, 0));
  const expressions = new Expressions(chance, values, partSeed(seed, 1));
  const first = tablePlan(chance, 'T0');
  const others = chance.happens(0.25) ? [tablePlan(chance, 'T1')] : [];
  const legacy = new LegacyParameters(chance, values);
  const requestsOn = (count: number, ...tables: readonly [TablePlan, ...TablePlan[]]) =>
    chance
      .times(count, () => spoiled(chance, anyRequest({ chance, values, expressions, legacy, tables })))
      .flatMap((step) => repeated(chance, step));
  const records = [first, ...others].map(({ name }): Step => ({ operation: 'GetRecords', input: { TableName: name } }));
  const creations = [first, ...others].map(createTable);
  if (!chance.happens(lateIndexShare))
    return [...creations, ...requestsOn(stepsPerHistory, first, ...others), ...records];
  const late = lateIndex(chance);
  const without = expectingIndex(chance, first, late);
  const third = Math.floor(stepsPerHistory / 3);
  return [
    ...creations,
    ...requestsOn(third, without, ...others),
    createIndex(without, late),
    ...requestsOn(third, { ...without, indexes: [...without.indexes, late] }, ...others),
    ...(chance.happens(0.5) ? [deleteIndex(without, late.name)] : []),
    ...requestsOn(third, without, ...others),
    ...records,
  ];
}

/** Repeats half of the transactions with a token, which the engine must not execute again. */
function repeated(chance: Chance, step: Step): Step[] {
  return step.input.ClientRequestToken !== undefined && chance.happens(0.5) ? [step, step] : [step];
}

/** The share of histories that add an index to their first table. */
const lateIndexShare = 0.2;

/** Makes about one request in nine invalid or different, in addition to invalid values. */
function spoiled(chance: Chance, step: Step): Step {
  if (/Table$|TimeToLive$/.test(step.operation) || ['ListTables', 'GetRecords'].includes(step.operation)) return step;
  const input = chance.weighted([
    [88, () => step.input],
    [8, () => spoilExpressions(chance, step.input)],
    [3, () => spoilMembers(chance, step.input)],
  ]);
  return { ...step, input };
}
