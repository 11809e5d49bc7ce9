import type { DynamoDb } from '../../domain/dynamodb.ts';
import type { TableShape } from './table-shapes.ts';

/** Tests of one area of DynamoDB's behaviour. */
export interface ConformanceSuite {
  /** In kebab-case, as the name of its file. */
  readonly name: string;
  /** The tests, in order. */
  readonly tests: readonly ConformanceTest[];
}

/**
 * A test of one behaviour of DynamoDB for an implementation of the port. It works with any test runner: register
 * `() => test.run(context)` under `test.name`.
 */
export interface ConformanceTest {
  /** Describes the behaviour; unique in its suite. */
  readonly name: string;
  /** Where the service's behaviour is stated, such as `behaviour §23, UPDATED_NEW`. Default: not stated. */
  readonly source?: string | undefined;
  /**
   * @throws ConformanceFailure - the implementation behaves differently.
   */
  run(context: ConformanceContext): Promise<void>;
}

/** Properties of an engine that tests take into account. */
export interface ConformanceCapabilities {
  /** A write becomes visible in a global secondary index with a delay. */
  readonly indexesLag: boolean;
  /** Creating and deleting tables takes time: a new table is not ACTIVE at once. */
  readonly tablesTakeTime: boolean;
}

/** The implementation under test, and tables in it. */
export interface ConformanceContext {
  /** The implementation under test. */
  readonly db: DynamoDb;
  /** What its engine does at once, and what takes time. */
  readonly capabilities: ConformanceCapabilities;
  /** Returns a unique table name; the creator of the context deletes the table. */
  readonly tableName: (prefix: string) => string;
  /** Returns an ACTIVE table of the given shape that all tests share; each uses partition keys from `newKey` only. */
  readonly table: (shape: TableShape) => Promise<string>;
  /** Creates an empty ACTIVE table of the given shape for one test. */
  readonly ownTable: (shape: TableShape) => Promise<string>;
  /** Returns a partition key value that no other test of this context uses. */
  readonly newKey: () => string;
  /** Runs assertions on an index or a table's status: until they pass if the engine lags, otherwise once. */
  readonly settled: (assertions: () => Promise<void>) => Promise<void>;
}
