import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDb } from 'dynarepo';

/** Creates table names for tests and deletes the tables at the end. */
export interface OwnedTables {
  readonly name: (prefix: string) => string;
  /** Deletes every table with a name that `name` returned. */
  readonly deleteAll: (db: DynamoDb) => Promise<void>;
}

/** Creates table names that are unique across processes and machines, of at most 255 characters. */
export function ownedTables(): OwnedTables {
  const names: string[] = [];
  return {
    name: (prefix) => {
      const name = `${prefix}-${randomUUID()}`;
      names.push(name);
      return name;
    },
    deleteAll: async (db) => {
      for (const name of names.splice(0)) await deleteTable(db, name);
    },
  };
}

const pollDelayMs = 500;
const longestWaitMs = 120_000;

/** Deletes a table once it is no longer being created, and disables its deletion protection first. */
async function deleteTable(db: DynamoDb, TableName: string): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += pollDelayMs) {
    const failure = await db.execute('DeleteTable', { TableName }).then(() => undefined, toError);
    if (failure === undefined || failure.name === 'ResourceNotFoundException') return;
    if (waitedMs >= longestWaitMs) throw failure;
    if (/deletion protection/i.test(failure.message)) {
      // The protection cannot change twice within seconds; if this update fails, the next DeleteTable fails again.
      await db.execute('UpdateTable', { TableName, DeletionProtectionEnabled: false }).catch(toError);
    } else if (failure.name !== 'ResourceInUseException') {
      throw failure;
    }
    await sleep(pollDelayMs);
  }
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('a value that is not an Error was thrown', { cause: thrown });
}
