// Types of tables, and invalid uses; the type check fails if one is wrong. Compiled, never run.
import {
  type DynamoDb,
  type EntityRepository,
  entity,
  string,
  type TableChange,
  type TablePlan,
  table,
  tableOf,
} from 'dynarepo';
import type { Equal, Expect } from './equal.ts';

const key = { partition: 'pk' } as const;
const User = entity('User', { table: 'users', attributes: { id: string() }, key: { partition: 'id' } });
declare const db: DynamoDb;
declare const users: EntityRepository<typeof User>;

/** What is accepted. */
export async function accepted(): Promise<void> {
  const App = table('app', { key, tableClass: 'STANDARD', deletionProtection: true });
  await tableOf(db, App, { table: 'app-prod' }).verify({ exact: true });
  await tableOf(db, User, { table: (name) => `test-${name}` }).plan();
  await users.table.ensure({ update: true, onProgress: ({ change: { subject } }) => subject === 'stream' });
}

/** `ensure` returns what is left. */
export type Left = Expect<Equal<ReturnType<EntityRepository<typeof User>['table']['ensure']>, Promise<TablePlan>>>;
/** A plan lists changes. */
export type Changes = Expect<Equal<TablePlan['changes'], readonly TableChange[]>>;

/** What is rejected. */
export async function rejected(): Promise<void> {
  // @ts-expect-error an unknown storage class
  table('app', { key, tableClass: 'CHEAP' });
  // @ts-expect-error a text for a boolean
  table('app', { key, deletionProtection: 'on' });
  // @ts-expect-error another view of the stream
  table('app', { key, stream: 'IMAGES' });
  // @ts-expect-error an unknown option
  await users.table.ensure({ remove: true });
  // @ts-expect-error an option of ensure
  await users.table.verify({ update: true });
  // @ts-expect-error a name without a definition
  tableOf(db, 'users');
}
