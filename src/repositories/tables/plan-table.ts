import type { TableDescription } from '../../domain/dynamodb.ts';
import type { Table } from '../../domain/entity/table.ts';
import type { Connection } from '../connection.ts';
import { createTableInput } from '../requests/create-table-input.ts';
import { createTableRequest } from '../requests/table-requests.ts';
import { describeThroughput, settingChanges } from './setting-differences.ts';
import { describeKey, schemaChanges } from './table-differences.ts';
import { type TableChange, TablePlan } from './table-plan.ts';
import { type ReadStateOptions, readTableState } from './table-state.ts';

/** How to compare a table with its definition. */
export interface PlanTableOptions extends ReadStateOptions {
  /** Whether `ensure()` deletes what the definition lacks. */
  readonly delete?: boolean | undefined;
}

/**
 * Compares a table with its definition.
 *
 * @param found - its description; `undefined` if it does not exist.
 */
export async function planTable(
  connection: Connection,
  table: Table,
  found: TableDescription | undefined,
  options: PlanTableOptions,
): Promise<TablePlan> {
  const { isDescribed = false } = table;
  const readsAll = options.readsAll && !isDescribed;
  const state = await readTableState(connection, table, found, { ...options, readsAll });
  const { description } = state;
  const expected = createTableInput(table);
  const differences = [...schemaChanges(description, expected, options.delete), ...settingChanges(state, table)];
  const changes = isDescribed ? differences.filter(({ kind }) => kind !== 'delete') : differences;
  if (description === undefined) return new TablePlan(table.name, newTableChanges(table, changes));
  const status = statusChange(description);
  const kinds = status === undefined ? order : order.slice(1); // a table that is created waits for its indexes
  const sorted = kinds.flatMap((kind) => changes.filter((change) => change.kind === kind));
  return new TablePlan(table.name, status === undefined ? sorted : [status, ...sorted]);
}

/** Deletions come first: a new index can have the name of a deleted one, or the same attribute with another type. */
const order = ['wait', 'replace', 'delete', 'create', 'update'] as const;

/** CreateTable makes all changes except the time to live. */
function newTableChanges(table: Table, changes: readonly TableChange[]): TableChange[] {
  const input = createTableInput(table);
  const expected = [
    describeKey(input, input.KeySchema),
    describeThroughput(input.ProvisionedThroughput),
    ...(table.tableClass === undefined ? [] : [`table class ${table.tableClass}`]),
    ...(table.deletionProtection ? ['deletion protection'] : []),
  ].join(', ');
  return [
    { kind: 'create', subject: 'table', expected, requests: [createTableRequest(table)] },
    ...changes.map((change) => (change.subject === 'time to live' ? change : { ...change, requests: [] })),
  ];
}

/** A table that is `UPDATING` can be used. */
function statusChange({ TableStatus: found }: TableDescription): TableChange | undefined {
  if (found === undefined || found === 'ACTIVE' || found === 'UPDATING') return undefined;
  return { kind: 'wait', subject: 'table', found, expected: 'ACTIVE', requests: [] };
}
