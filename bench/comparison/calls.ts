import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AwsDynamoDb } from 'dynarepo/dynamodb';
import { fakeCredentials, requestHandler, type SdkRequestHandler, type SdkResponse } from 'dynarepo/http';
import { MemoryDynamoDb } from 'dynarepo/memory';
import { measureSlices, type Runner, workedNs } from '../slices.ts';
import { percentile } from '../statistics.ts';
import type { Library } from './module-sources.ts';
import { createTable, type Subject, type Task } from './subject.ts';
import { subjects } from './subjects.ts';

/** The calls that are measured. */
const calls: Readonly<Record<string, (subject: Subject, task: Task) => Promise<unknown>>> = {
  'create an item': (subject, task) => subject.create(task),
  'get an item': (subject, task) => subject.get(task),
  'query 50 items': (subject, task) => subject.query(task.team),
};

/** Processor time of a call in microseconds, by library: the 20th percentile of slices. */
export interface CallRow {
  readonly call: string;
  readonly microseconds: ReadonlyMap<Library, number>;
}

/**
 * Measures the processor time of calls through a client of the AWS SDK whose transport replays a recorded response, so that the
 * time is that of the library and the SDK alone. The libraries take turns, slice by slice.
 */
export async function measureCalls(rounds: number): Promise<CallRow[]> {
  const recorded = await Promise.all(subjects.map(record));
  const rows: CallRow[] = [];
  for (const [call, run] of Object.entries(calls)) {
    const runners: Runner[] = recorded.map(({ subject, replay }) => ({
      name: subject.library,
      run: () => {
        replay(call);
        return run(subject, task(0)).then(() => 1);
      },
    }));
    const slices = await measureSlices(runners, { itemCount: 1, effort: { rounds, sliceMs: 25 }, clock: workedNs });
    const times = slices.map(({ nsPerOperation }) => percentile(nsPerOperation, 0.2) / 1_000);
    rows.push({
      call,
      microseconds: new Map(recorded.map(({ subject }, index) => [subject.library, times[index] ?? Number.NaN])),
    });
  }
  return rows;
}

/** A subject whose requests get the responses that were recorded for a call. */
interface Recorded {
  readonly subject: Subject;
  readonly replay: (call: string) => void;
}

async function record(open: (typeof subjects)[number]): Promise<Recorded> {
  const real = requestHandler(await preparedDatabase());
  const responses = new Map<string, SdkResponse>();
  let current = '';
  const handler: SdkRequestHandler = {
    ...real,
    handle: async (request, options) => {
      const known = responses.get(current);
      if (known !== undefined) return { response: { ...known.response } };
      const answer = await real.handle(request, options);
      responses.set(current, answer);
      return answer;
    },
  };
  const client = new DynamoDBClient({ region: 'eu-west-1', credentials: fakeCredentials, requestHandler: handler });
  const subject = open(client, new AwsDynamoDb({ client }));
  const replay = (call: string) => {
    current = call;
  };
  // Stores what the other calls read.
  current = 'setup';
  for (let index = 1; index < 50; index += 1) {
    responses.clear();
    await subject.create(task(index));
  }
  for (const [call, run] of Object.entries(calls)) {
    replay(call);
    await run(subject, task(0));
  }
  return { subject, replay };
}

function task(index: number): Task {
  return { team: 'Blue', id: `A-${100 + index}`, status: 'open', owner: 'jane', count: index, text: 'x'.repeat(200) };
}

async function preparedDatabase(): Promise<MemoryDynamoDb> {
  const db = new MemoryDynamoDb();
  await createTable(db);
  return db;
}
