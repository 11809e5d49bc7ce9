import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Item, OperationName } from 'dynarepo';
import { fakeCredentials, requestHandler } from 'dynarepo/http';
import { type Faults, MemoryDynamoDb, unprocessed } from 'dynarepo/memory';
import type { Library } from './module-sources.ts';
import { createTable, type OpenSubject, type Subject, tableName } from './subject.ts';
import { subjects } from './subjects.ts';

/** A situation, and how to find out what a library does in it, in a few words. */
interface Behaviour {
  readonly situation: string;
  /** The operation whose first request leaves its last entry unprocessed. */
  readonly unprocessed?: OperationName;
  observe(subject: Subject, db: MemoryDynamoDb): Promise<string>;
}

/** What each library does in a situation. */
export interface BehaviourRow {
  readonly situation: string;
  readonly outcomes: ReadonlyMap<Library, string>;
}

const task = { team: 'Blue', id: 'A-1', status: 'open', owner: 'jane' };
const batch = Array.from({ length: 30 }, (_, index) => ({ ...task, id: `A-${100 + index}` }));

const behaviours: readonly Behaviour[] = [
  {
    situation: 'a key with capital letters is stored',
    observe: async (subject, db) => {
      await subject.create(task);
      const key = JSON.stringify(await storedTask(db));
      return key.includes('Blue') && /"sk":\{"S":"[^"]*A-1"/.test(key) ? 'as it is' : 'in lower case';
    },
  },
  {
    situation: 'an attribute that the definition does not have is written',
    observe: async (subject, db) => {
      const misspelt: object = { ...task, staus: 'open' };
      // The cast passes what the types reject.
      const error = await errorOf(subject.create(misspelt as typeof task));
      if (error !== undefined) return 'error';
      return 'staus' in (await storedTask(db)) ? 'stored' : 'left out silently';
    },
  },
  {
    situation: 'a stored number is 9007199254740993, which a JavaScript number cannot hold',
    observe: (subject, db) => readChanged(subject, db, { count: { N: '9007199254740993' } }),
  },
  {
    situation: 'a stored attribute has another type than the definition',
    observe: (subject, db) => readChanged(subject, db, { count: { S: 'many' } }),
  },
  {
    situation: 'an update by key changes one of two properties of an index key',
    observe: async (subject, db) => {
      await subject.create(task);
      const before = await storedTask(db);
      if (!('gsi1pk' in before)) return 'no composed keys';
      if ((await errorOf(subject.setStatus(task, 'done'))) !== undefined) return 'error';
      const after = await storedTask(db);
      const text = String(after.gsi1pk?.S);
      if (text === before.gsi1pk?.S) return 'the index key is out of date';
      return text.includes('done') && text.includes('jane') ? 'the index key is right' : 'the index key is wrong';
    },
  },
  {
    situation: 'a new item exists already: the error has the stored one',
    observe: async (subject) => {
      await subject.create(task);
      const error = await errorOf(subject.create({ ...task, owner: 'joe' }));
      if (error === undefined) return 'no error';
      return causesOf(error).some((each) => /jane/.test(JSON.stringify(Object.entries(Object(each))))) ? 'yes' : 'no';
    },
  },
  {
    situation: '30 items are written by one call',
    observe: async (subject, db) => {
      const error = await errorOf(subject.putMany(batch));
      return error === undefined ? `${await countOf(db)} written` : 'error';
    },
  },
  {
    situation: 'DynamoDB leaves a write of a batch unprocessed',
    unprocessed: 'BatchWriteItem',
    observe: async (subject, db) => {
      const result = await subject.putMany(batch.slice(0, 10)).catch((error: unknown) => error);
      if ((await countOf(db)) === 10) return 'written at the next attempt';
      if (result instanceof Error) return 'error';
      return /A-109/i.test(JSON.stringify(result) ?? '') ? 'returned to the caller' : 'lost silently';
    },
  },
  {
    situation: 'DynamoDB leaves a key of a batch of reads unprocessed',
    unprocessed: 'BatchGetItem',
    observe: async (subject) => {
      for (const each of batch.slice(0, 10)) await subject.create(each);
      const read = await subject.getMany(batch.slice(0, 10)).catch((error: unknown) => String(error));
      if (typeof read === 'string') return 'error';
      if (read.found.filter((each) => each !== undefined).length === 10) return 'read at the next attempt';
      return /A-1\d\d/i.test(JSON.stringify(read.unprocessed) ?? '') ? 'returned to the caller' : 'lost silently';
    },
  },
  {
    situation: 'a query without options finds 12 items of 200 KB: more than DynamoDB returns at once',
    observe: async (subject) => {
      for (const each of batch.slice(0, 12)) await subject.create({ ...each, text: 'x'.repeat(200_000) });
      return `${(await subject.query(task.team)).length} of 12 returned`;
    },
  },
];

/** Runs every library in every situation, on the memory adapter. */
export async function observeBehaviours(): Promise<BehaviourRow[]> {
  const rows: BehaviourRow[] = [];
  for (const behaviour of behaviours) {
    const outcomes = new Map<Library, string>();
    for (const open of subjects) {
      const [library, outcome] = await observe(behaviour, open);
      outcomes.set(library, outcome);
    }
    rows.push({ situation: behaviour.situation, outcomes });
  }
  return rows;
}

async function observe(
  { observe: run, unprocessed: operation }: Behaviour,
  open: OpenSubject,
): Promise<[Library, string]> {
  const db = new MemoryDynamoDb(operation === undefined ? {} : { faults: firstOf(operation) });
  await createTable(db);
  const client = new DynamoDBClient({
    region: 'eu-west-1',
    credentials: fakeCredentials,
    requestHandler: requestHandler(db),
  });
  const subject = open(client, db);
  return [subject.library, await run(subject, db)];
}

/** Reads a task whose stored item was changed by another program. */
async function readChanged(subject: Subject, db: MemoryDynamoDb, change: Item): Promise<string> {
  await subject.create({ ...task, count: 1 });
  await db.execute('PutItem', { TableName: tableName, Item: { ...(await storedTask(db)), ...change } });
  const found = await subject.get(task).catch(() => 'error');
  if (found === 'error') return 'error';
  const count: unknown = Reflect.get(Object(found), 'count');
  if (count === undefined) return 'read as absent';
  return typeof count === 'number' ? `read as ${count}` : `read as the ${typeof count} ${String(count)}`;
}

/** Leaves the last entry of the first request of an operation unprocessed. */
function firstOf(name: OperationName): Faults {
  let isFirst = true;
  return ({ operation }) => {
    if (operation !== name || !isFirst) return undefined;
    isFirst = false;
    return unprocessed(1);
  };
}

async function storedTask(db: MemoryDynamoDb): Promise<Item> {
  const { Items = [] } = await db.execute('Scan', { TableName: tableName });
  return Items[0] ?? {};
}

async function countOf(db: MemoryDynamoDb): Promise<number> {
  return (await db.execute('Scan', { TableName: tableName, Select: 'COUNT' })).Count ?? 0;
}

async function errorOf(call: Promise<unknown>): Promise<unknown> {
  return await call.then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** An error and its causes. */
function causesOf(error: unknown): unknown[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}
