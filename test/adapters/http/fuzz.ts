// `npm run fuzz:http -- [--count 200000] [--seed N]`: malformed requests to the HTTP server, more than a test run has time for; and a
// tenth as many connections to two servers, of which one leaves all reading to node:http.
import { parseArgs } from 'node:util';
import { systemClock } from '../../../src/domain/environment.ts';
import { compareReading } from './compare-reading.ts';
import { sendMalformed } from './send-malformed.ts';

const { values } = parseArgs({ options: { count: { type: 'string', default: '200000' }, seed: { type: 'string' } } });
const seed = Number(values.seed ?? systemClock.nowMs() % 2 ** 31);
const connections = Math.ceil(Number(values.count) / 10);
console.log(`${values.count} malformed requests and ${connections} compared connections, seed ${seed}`);
const executed = await compareReading(connections, seed);
console.log(`read alike, ${executed} requests executed`);
const counts = await sendMalformed(Number(values.count), seed);
for (const [status, count] of [...counts].toSorted(([a], [b]) => a - b)) {
  console.log(`${status === 0 ? 'closed without an answer' : `status ${status}`}: ${count}`);
}
