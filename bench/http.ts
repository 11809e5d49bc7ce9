// `npm run bench:http`: what the doors cost. `-- --quick` only tries it out; DYNAMODB_ENDPOINT may say where a DynamoDB Local is.
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type Contender, operations } from './contender.ts';
import { requestHandlers, sdkContender } from './doors.ts';
import { makeItem } from './items.ts';
import { type Effort, measure } from './measure.ts';
import { startServers } from './servers.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const effort: Effort = values.quick ? { rounds: 3, roundMs: 20 } : { rounds: 15, roundMs: 150 };
const itemCount = 1_000;
const items = Array.from({ length: itemCount }, (_, index) => makeItem(index));

console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores`);
console.log(
  `${itemCount} items of 1 KB; median of ${effort.rounds} interleaved rounds of about ${effort.roundMs} ms each`,
);

console.log(
  '\nµs per operation of an SDK client on our request handler, and on one that only replays the same answers',
);
await report(await requestHandlers(items), 'throughput', (canned, ours) => percent(canned / ours));

console.log(
  '\nµs per operation of an SDK client over HTTP, one request after the other, each engine in a process of its own',
);
const servers = await startServers(process.env.DYNAMODB_ENDPOINT);
try {
  const contenders: Contender[] = [];
  for (const { name, endpoint } of servers.engines) contenders.push(await sdkContender(name, { endpoint }, items));
  await report(contenders, 'others / dynarepo', (ours, ...others) =>
    others.map((other) => ratio(other / ours)).join(' '),
  );
} finally {
  servers.stop();
}

async function report(
  contenders: readonly Contender[],
  comparison: string,
  compare: (...ns: [number, number, ...number[]]) => string,
): Promise<void> {
  console.log(row(['', ...contenders.map(({ name }) => name), comparison]));
  for (const operation of operations) {
    const measured = await measure(contenders, operation, { itemCount, effort });
    const [first = Number.NaN, second = Number.NaN, ...rest] = measured.map(({ nsPerOperation }) => nsPerOperation);
    const times = [first, second, ...rest].map((ns) => (ns / 1000).toFixed(1));
    console.log(row([operation, ...times, compare(first, second, ...rest)]));
  }
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(0)} %`;
}

function ratio(value: number): string {
  return `×${value.toFixed(1)}`;
}

function row(texts: readonly string[]): string {
  return texts.map((text, index) => (index === 0 ? text.padEnd(23) : text.padStart(20))).join(' ');
}
