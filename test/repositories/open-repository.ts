import { type AnyEntity, DynarepoError, type EntityRepository, type RepositoryOptions, repository } from 'dynarepo';
import * as assert from 'uvu/assert';
import type { AdapterUnderTest } from '../support/adapters.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

/** A repository with its own table, and a spy on its requests. */
export interface OpenRepository<E extends AnyEntity> {
  readonly repository: EntityRepository<E>;
  readonly spy: SpyingDynamoDb;
}

/** Creates the table of an entity with a unique name, and its repository. */
export async function openRepository<E extends AnyEntity>(
  adapter: AdapterUnderTest,
  define: (table: string) => E,
  options: RepositoryOptions = {},
): Promise<OpenRepository<E>> {
  const spy = new SpyingDynamoDb(await adapter.open());
  const opened = repository(define(adapter.tableName('test')), spy, options);
  await opened.table.ensure();
  spy.take();
  return { repository: opened, spy };
}

/** Returns the result of a read; repeats it until it is as expected if the adapter's indexes lag behind. */
export async function eventually<T>(
  { capabilities }: AdapterUnderTest,
  read: () => Promise<T>,
  isExpected: (value: T) => boolean,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const value = await read();
    if (isExpected(value) || !capabilities.indexesLag || attempt === 50) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Returns the error of a class that a call throws or rejects with. */
export async function thrown<T extends Error>(
  type: abstract new (...input: never[]) => T,
  call: () => unknown,
): Promise<T> {
  try {
    await call();
  } catch (error) {
    if (error instanceof type) return error;
    throw error;
  }
  throw new Error(`no ${type.name} was thrown`);
}

/** Returns the message of the `BAD_INPUT` error that a call throws or rejects with. */
export async function badInput(call: () => unknown): Promise<string> {
  const error = await thrown(DynarepoError, call);
  assert.is(error.code, 'BAD_INPUT', error.message);
  return error.message;
}
