import type { DynamoDb } from '../../domain/dynamodb.ts';
import type { TableShape } from './table-shapes.ts';

/** One family of DynamoDB's behaviour. */
export interface ConformanceSuite {
  /** In kebab-case, as the file that holds it. */
  readonly name: string;
  readonly tests: readonly ConformanceTest[];
}

/**
 * One fact about DynamoDB that an implementation of the port must share. It belongs to no test runner: register
 * `() => test.run(context)` under `test.name` with the one you use.
 */
export interface ConformanceTest {
  /** The behaviour, unique in its suite. */
  readonly name: string;
  /**
   * @throws ConformanceFailure - the implementation behaves otherwise.
   */
  run(context: ConformanceContext): Promise<void>;
}

/** What an engine does in a way of its own that a test has to reckon with. */
export interface ConformanceCapabilities {
  /** A write shows in a global secondary index some time later. */
  readonly indexesLag: boolean;
  /** A new table takes its time to become ACTIVE, and a deleted one to go. */
  readonly tablesTakeTime: boolean;
}

/** What a test works with: the implementation under test, and tables in it. */
export interface ConformanceContext {
  readonly db: DynamoDb;
  readonly capabilities: ConformanceCapabilities;
  /** A table name that nothing else uses; whoever made the context deletes what is created under it. */
  readonly tableName: (prefix: string) => string;
  /** An ACTIVE table of that shape which all tests share; each keeps to partition keys from `newKey`. */
  readonly table: (shape: TableShape) => Promise<string>;
  /** An empty ACTIVE table of that shape for one test alone, where a test is about a whole table. */
  readonly ownTable: (shape: TableShape) => Promise<string>;
  /** A partition key value that no other test of this context has. */
  readonly newKey: () => string;
  /** Makes assertions about what may lag, an index or a table's status: until they hold where it does, otherwise once. */
  readonly settled: (assertions: () => Promise<void>) => Promise<void>;
}
