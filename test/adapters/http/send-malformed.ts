import { createServer } from '../../../src/adapters/http/server.ts';
import { MemoryDynamoDb } from '../../../src/adapters/memory/memory-dynamodb.ts';
import { malformedRequest, seededRandom } from './malformed-request.ts';
import { exchange, statusCodes } from './raw-http.ts';

/** How many answers there were of each status; 0 stands for a connection that was closed without one. */
export type AnswerCounts = ReadonlyMap<number, number>;

/**
 * Sends malformed requests to a server of its own, some at a time.
 *
 * @throws Error - an answer says that the server failed; with the seed and the number of the request, and its bytes.
 */
export async function sendMalformed(count: number, seed: number): Promise<AnswerCounts> {
  const failures: unknown[] = [];
  const db = new MemoryDynamoDb();
  await db.execute('CreateTable', {
    TableName: 'films',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  const server = createServer(db, { port: 0, requestTimeoutMs: 5000, onFailure: (error) => failures.push(error) });
  const endpoint = await server.listen();
  const counts = new Map<number, number>();
  let next = 0;
  const sendSome = async () => {
    while (next < count) {
      const number = next++;
      const { bytes, isBadlyPacked } = malformedRequest(seededRandom(seed + number));
      const received = await exchange(endpoint, bytes, { halfClose: true });
      const codes = statusCodes(received);
      const isFailure = codes.some((code) => code >= 500 && code !== 501 && !(code === 500 && isBadlyPacked));
      if (isFailure) throw failure({ seed, number, bytes, received, failures });
      for (const code of codes.length === 0 ? [0] : codes) counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  };
  try {
    await Promise.all(Array.from({ length: 8 }, sendSome));
    if ((await fetch(endpoint)).status !== 200) throw new Error(`seed ${seed}: the server is not healthy any more`);
    return counts;
  } finally {
    await server.close();
  }
}

interface Failed {
  readonly seed: number;
  readonly number: number;
  readonly bytes: Buffer;
  readonly received: string;
  readonly failures: readonly unknown[];
}

function failure({ seed, number, bytes, received, failures }: Failed): Error {
  const [cause] = failures;
  const text = `seed ${seed}, request ${number}: ${bytes.toString('latin1').slice(0, 3000)}\nanswered ${received}`;
  return new Error(text, { cause });
}
