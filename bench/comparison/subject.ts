import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDb } from 'dynarepo';
import type { Library } from './module-sources.ts';

/** The task that every library stores: two attributes of its key, and others. */
export interface Task {
  readonly team: string;
  readonly id: string;
  readonly status?: string;
  readonly owner?: string;
  readonly count?: number;
  readonly text?: string;
}

/** One library with an entity of tasks in the table `tasks`, whose index `gsi1` has a key made from status and owner. */
export interface Subject<Name extends string = Library> {
  readonly library: Name;
  /** Stores a new task; fails if it exists. */
  create(task: Task): Promise<unknown>;
  get(key: Task): Promise<unknown>;
  /** Changes the status of a task, by its key alone. */
  setStatus(key: Task, status: string): Promise<unknown>;
  /** Changes the text of a task, which is in no key, by its key. */
  setText(key: Task, text: string): Promise<unknown>;
  /** Stores many tasks by one call, as the library's documentation shows. */
  putMany(tasks: readonly Task[]): Promise<unknown>;
  /** Reads many tasks by one call, as the library's documentation shows. */
  getMany(keys: readonly Task[]): Promise<ReadTasks>;
  /** Queries the tasks of a team, without options. */
  query(team: string): Promise<readonly unknown[]>;
}

/** The tasks that were read, and what the library reports as not read. */
export interface ReadTasks {
  readonly found: readonly unknown[];
  readonly unprocessed?: unknown;
}

/** Creates a subject on a client of the AWS SDK whose requests `db` executes. */
export type OpenSubject<Name extends string = Library> = (client: DynamoDBClient, db: DynamoDb) => Subject<Name>;

/** The table of tasks. */
export const tableName = 'tasks';

/** Creates the table of tasks. */
export async function createTable(db: DynamoDb): Promise<void> {
  const names = ['pk', 'sk', 'gsi1pk', 'gsi1sk'];
  const key = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
  await db.execute('CreateTable', {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: key('pk', 'sk'),
    GlobalSecondaryIndexes: [
      { IndexName: 'gsi1', KeySchema: key('gsi1pk', 'gsi1sk'), Projection: { ProjectionType: 'ALL' } },
    ],
  });
}
