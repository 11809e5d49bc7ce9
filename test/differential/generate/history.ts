import type { Step } from '../step.ts';
import { Chance, partSeed } from './chance.ts';
import { Expressions } from './expressions.ts';
import { LegacyParameters } from './legacy.ts';
import { anyRequest } from './requests.ts';
import { spoilExpressions, spoilMembers } from './spoil.ts';
import { createTable, tablePlan } from './tables.ts';
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
  const ingredients = { chance, values, expressions, legacy, tables: [first, ...others] } as const;
  const steps = chance.times(stepsPerHistory, () => spoiled(chance, anyRequest(ingredients)));
  const records = ingredients.tables.map(({ name }): Step => ({ operation: 'GetRecords', input: { TableName: name } }));
  return [...ingredients.tables.map(createTable), ...steps, ...records];
}

/** Makes about one request in nine invalid or different, in addition to invalid values. */
function spoiled(chance: Chance, step: Step): Step {
  if (step.operation.endsWith('Table') || step.operation === 'ListTables' || step.operation === 'GetRecords')
    return step;
  const input = chance.weighted([
    [88, () => step.input],
    [8, () => spoilExpressions(chance, step.input)],
    [3, () => spoilMembers(chance, step.input)],
  ]);
  return { ...step, input };
}
