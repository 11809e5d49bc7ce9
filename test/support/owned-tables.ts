import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDb } from 'dynarepo';

/** Table names given out to tests, so that the tables can be deleted at the end. */
export interface OwnedTables {
  readonly name: (prefix: string) => string;
  /** Deletes every table that was created under a name given out. */
  readonly deleteAll: (db: DynamoDb) => Promise<void>;
}

/** Gives out names that are unique across processes and machines, at most 255 characters long. */
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

/** A table that is still being created must be waited for, and one that is protected must lose its protection first. */
async function deleteTable(db: DynamoDb, TableName: string): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += pollDelayMs) {
    const failure = await db.execute('DeleteTable', { TableName }).then(() => undefined, toError);
    if (failure === undefined || failure.name === 'ResourceNotFoundException') return;
    if (waitedMs >= longestWaitMs) throw failure;
    if (/deletion protection/i.test(failure.message)) {
      // It cannot be changed twice within some seconds; where it is not, the next DeleteTable tells.
      await db.execute('UpdateTable', { TableName, DeletionProtectionEnabled: false }).catch(toError);
    } else if (failure.name !== 'ResourceInUseException') {
      throw failure;
    }
    await sleep(pollDelayMs);
  }
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('something that is no Error was thrown', { cause: thrown });
}
