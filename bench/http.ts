// `npm run bench:http`: what the request handler and the HTTP server cost. `-- --quick` only shows that everything runs; DYNAMODB_ENDPOINT is the URL of a DynamoDB Local to compare with.
import { parseArgs } from 'node:util';
import { type Contender, operations } from './contender.ts';
import { makeItem } from './items.ts';
import { measure } from './measure.ts';
import { requestHandlers, sdkContender } from './sdk-contenders.ts';
import { dynaliteServer, Servers, sourceServer } from './servers.ts';
import type { Effort } from './slices.ts';
import { describeMachine, line, percent, times } from './table-text.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const effort: Effort = values.quick ? { rounds: 3, sliceMs: 20 } : { rounds: 15, sliceMs: 150 };
const itemCount = 1_000;
const items = Array.from({ length: itemCount }, (_, index) => makeItem(index));

console.log(describeMachine());
console.log(
  `${itemCount} items of 1 KB; median of ${effort.rounds} interleaved slices of about ${effort.sliceMs} ms each`,
);

console.log(
  '\nµs per operation of an SDK client on our request handler, and on one that only replays the same answers',
);
await report(await requestHandlers(items), 'throughput', (canned, ours) => percent(canned / ours));

console.log(
  '\nµs per operation of an SDK client over HTTP, one request after the other, each engine in a process of its own',
);
const servers = new Servers();
const { DYNAMODB_ENDPOINT: endpoint } = process.env;
try {
  const contenders: Contender[] = [];
  for (const program of [sourceServer, dynaliteServer]) {
    contenders.push(await sdkContender(program.name, { endpoint: (await servers.start(program)).endpoint }, items));
  }
  if (endpoint) contenders.push(await sdkContender('DynamoDB Local', { endpoint }, items));
  await report(contenders, 'others / dynarepo', (ours, ...others) =>
    others.map((other) => times(other, ours)).join(' '),
  );
} finally {
  servers.stop();
}

async function report(
  contenders: readonly Contender[],
  comparison: string,
  compare: (...ns: [number, number, ...number[]]) => string,
): Promise<void> {
  print(['', ...contenders.map(({ name }) => name), comparison]);
  for (const operation of operations) {
    const measured = await measure(contenders, operation, { itemCount, effort });
    const [first = Number.NaN, second = Number.NaN, ...rest] = measured.map(({ nsPerOperation }) => nsPerOperation);
    const cells = [first, second, ...rest].map((ns) => (ns / 1000).toFixed(1));
    print([operation, ...cells, compare(first, second, ...rest)]);
  }
}

function print(texts: readonly string[]): void {
  console.log(line(texts, [23, 20]));
}
