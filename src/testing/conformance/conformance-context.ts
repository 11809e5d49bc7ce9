import type { DynamoDb } from '../../domain/dynamodb.ts';
import { systemClock } from '../../domain/environment.ts';
import { checkArgument, checkOptions, withMethods } from '../../domain/options.ts';
import { toConnection } from '../../repositories/connection.ts';
import { waitUntilActive } from '../../repositories/table-wait.ts';
import type { ConformanceCapabilities, ConformanceContext } from './conformance-test.ts';
import type { TableShape } from './table-shapes.ts';

/** Options of `conformanceContext`. */
export interface ConformanceContextOptions {
  /** The implementation under test. */
  readonly db: DynamoDb;
  /** What its engine does at once, and what takes time. */
  readonly capabilities: ConformanceCapabilities;
  /** Returns a unique table name; the caller deletes the tables at the end. */
  readonly tableName: (prefix: string) => string;
}

/**
 * Creates the context that conformance tests run in. Tests of one context may run concurrently.
 *
 * @example
 * import { MemoryDynamoDb } from 'dynarepo/memory';
 * import { conformanceContext, conformanceSuites } from 'dynarepo/testing';
 *
 * const db = new MemoryDynamoDb();
 * const capabilities = { indexesLag: false, tablesTakeTime: false };
 * let tables = 0;
 * const context = conformanceContext({ db, capabilities, tableName: (prefix) => `${prefix}-${++tables}` });
 * for (const suite of conformanceSuites) for (const test of suite.tests) await test.run(context);
 *
 * @throws DynarepoError - `BAD_INPUT`: an option is missing, misspelt or invalid.
 */
export function conformanceContext(options: ConformanceContextOptions): ConformanceContext {
  checkContextOptions(options);
  const { db, capabilities, tableName } = options;
  const connection = toConnection(db, { retry: false });
  const shared = new Map<TableShape, Promise<string>>();
  let keys = 0;
  const ownTable = async (shape: TableShape) => {
    const TableName = tableName('conformance');
    await db.execute('CreateTable', { TableName, ...shape });
    await waitUntilActive(connection, TableName, { timeoutMs: longestWaitMs });
    return TableName;
  };
  return {
    db,
    capabilities,
    tableName,
    ownTable,
    table: (shape) => {
      const table = shared.get(shape) ?? ownTable(shape);
      shared.set(shape, table);
      return table;
    },
    newKey: () => `key-${++keys}`,
    settled: (assertions) => {
      if (capabilities.tablesTakeTime) return repeatedly(assertions, longestWaitMs);
      return capabilities.indexesLag ? repeatedly(assertions, longestLagMs) : assertions();
    },
  };
}

function checkContextOptions(options: ConformanceContextOptions): void {
  checkOptions('conformanceContext', options, { db: true, capabilities: true, tableName: true });
  checkArgument('the option db of conformanceContext', options.db, withMethods('execute'));
  checkArgument('the option tableName of conformanceContext', options.tableName, 'function');
  checkOptions('the capabilities', options.capabilities, { indexesLag: 'boolean', tablesTakeTime: 'boolean' });
}

const pollDelayMs = 100;
const longestWaitMs = 60_000;
/** Longer than the lag of any index, so that a failure after this time has another cause. */
const longestLagMs = 5000;

async function repeatedly(assertions: () => Promise<void>, longestMs: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < longestMs; waitedMs += pollDelayMs) {
    const passes = await assertions().then(
      () => true,
      () => false,
    );
    if (passes) return;
    await systemClock.sleep(pollDelayMs);
  }
  await assertions();
}
