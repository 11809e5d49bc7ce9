import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AwsDynamoDb } from 'dynarepo/dynamodb';
import { fakeCredentials, requestHandler, type SdkRequestHandler, type SdkResponse } from 'dynarepo/http';
import { MemoryDynamoDb } from 'dynarepo/memory';
import { type Effort, measureSlices, type Runner, workedNs } from '../slices.ts';
import { percentile } from '../statistics.ts';
import { createTable, type OpenSubject, type Subject, type Task } from './subject.ts';

type Call = (subject: Subject<string>, task: Task) => Promise<unknown>;

/** The calls that are measured. */
export const calls = {
  'create an item': (subject: Subject<string>, task: Task) => subject.create(task),
  'get an item': (subject, task) => subject.get(task),
  'update an item': (subject, task) => subject.setText(task, 'other'),
  'query 50 items': (subject, task) => subject.query(task.team),
} satisfies Readonly<Record<string, Call>>;

/** Processor time of a call in nanoseconds, by library: the 20th percentile of slices. */
export interface CallRow {
  readonly call: string;
  readonly ns: ReadonlyMap<string, number>;
}

/**
 * Measures the processor time of calls through a client of the AWS SDK whose transport replays a recorded response, so that the
 * time is that of the library and the SDK alone. The libraries take turns, slice by slice.
 */
export async function measureCalls(
  subjects: readonly OpenSubject<string>[],
  effort: Effort,
  chosen: (call: string) => boolean = () => true,
): Promise<CallRow[]> {
  const recorded = await Promise.all(subjects.map(record));
  const rows: CallRow[] = [];
  for (const [call, run] of Object.entries(calls).filter(([name]) => chosen(name))) {
    const runners: Runner[] = recorded.map(({ subject, replay }) => ({
      name: subject.library,
      run: () => {
        replay(call);
        return run(subject, task(0)).then(() => 1);
      },
    }));
    const slices = await measureSlices(runners, { itemCount: 1, effort, clock: workedNs, warmUpSlices: 40 });
    rows.push({
      call,
      ns: new Map(slices.map(({ name, nsPerOperation }) => [name, percentile(nsPerOperation, 0.2)])),
    });
  }
  return rows;
}

/** A subject whose requests get the responses that were recorded for a call. */
interface Recorded {
  readonly subject: Subject<string>;
  readonly replay: (call: string) => void;
}

async function record(open: OpenSubject<string>): Promise<Recorded> {
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
