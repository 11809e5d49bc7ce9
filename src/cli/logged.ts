import type { Caller } from '../adapters/http/authorization.ts';
import type { Databases } from '../adapters/http/wire.ts';
import type { DynamoDb } from '../domain/dynamodb.ts';
import type { Clock } from '../domain/environment.ts';

/** Where lines go, and what tells the time that they bear. */
export interface Log {
  readonly clock: Clock;
  readonly write: (line: string) => void;
}

/** The same databases, but a line is written for each request. */
export function logged(databases: Databases, log: Log): Databases {
  if (typeof databases !== 'function') return loggedDatabase(databases, log);
  return (caller: Caller) => loggedDatabase(databases(caller), log);
}

function loggedDatabase(db: DynamoDb, { clock, write }: Log): DynamoDb {
  return {
    async execute(operation, input, options) {
      const startedMs = clock.nowMs();
      const line = (outcome: string) => {
        const time = new Date(startedMs).toISOString().slice(11, 23);
        write(`${time} ${[operation, ...tablesIn(input)].join(' ')}: ${outcome} (${clock.nowMs() - startedMs} ms)`);
      };
      try {
        const output = await db.execute(operation, input, options);
        line('done');
        return output;
      } catch (error) {
        line(String(error));
        throw error;
      }
    },
  };
}

/** Names of the tables that a request is about, as far as it says so at its top. */
function tablesIn(input: object): string[] {
  const name: unknown = Reflect.get(input, 'TableName');
  const batch: unknown = Reflect.get(input, 'RequestItems');
  if (typeof name === 'string') return [name];
  return typeof batch === 'object' && batch !== null ? Object.keys(batch) : [];
}
