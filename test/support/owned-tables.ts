import { randomUUID } from 'node:crypto';
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
      for (const TableName of names.splice(0)) {
        await db.execute('DeleteTable', { TableName }).catch(ignoreMissing);
      }
    },
  };
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error;
}
