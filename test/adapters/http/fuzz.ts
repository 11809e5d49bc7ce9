// `npm run fuzz:http -- [--count 200000] [--seed N]`: malformed requests to the HTTP server, more than a test run has time for.
import { parseArgs } from 'node:util';
import { systemClock } from '../../../src/domain/environment.ts';
import { sendMalformed } from './send-malformed.ts';

const { values } = parseArgs({ options: { count: { type: 'string', default: '200000' }, seed: { type: 'string' } } });
const seed = Number(values.seed ?? systemClock.nowMs() % 2 ** 31);
console.log(`${values.count} malformed requests, seed ${seed}`);
const counts = await sendMalformed(Number(values.count), seed);
for (const [status, count] of [...counts].toSorted(([a], [b]) => a - b)) {
  console.log(`${status === 0 ? 'closed without an answer' : `status ${status}`}: ${count}`);
}
