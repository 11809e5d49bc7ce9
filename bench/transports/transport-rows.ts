import type { Build } from '../builds/build.ts';
import type { Section, SectionMeasurement } from '../section.ts';
import { measureSlices, type Runner, workedNs } from '../slices.ts';
import { percentile } from '../statistics.ts';
import { count, line, microseconds, times } from '../table-text.ts';
import { columns, type MeasuredBuilds } from '../targets/engine-rows.ts';
import { forkTest, ownTableTest } from './own-table-test.ts';
import { processorTimeNs } from './processor-time.ts';
import { connectionCount, serverColumns, startTransportEngines, type TransportEngine } from './transport-engines.ts';
import { requestsOf, type TransportRequest, transportItems, transportRequests } from './transport-requests.ts';

/** Returns the title of a row. */
export function transportTitle(request: TransportRequest): string {
  return `HTTP, ${count(transportItems)} items, 1 index: ${request}`;
}

/** The titles of the rows on a test that has a table with 100 items of its own. */
export const ownTableTitles = {
  http: 'HTTP: a test with its own table of 100 items',
  fork: 'in process: the same test on a fork',
} as const;

const allColumns = [columns.today, columns.own, ...Object.values(serverColumns)];
const differentRequests = 512;
/** A server compiles its code late, because it does other work between two requests. */
const warmUpSlices = 30;

/** Builds by their checkouts and loaded; both have the same. */
export interface TransportBuilds {
  readonly checkouts: MeasuredBuilds<string>;
  readonly loaded: MeasuredBuilds<Build>;
  /** Writes only a part of the items; most requests find none then. Default: false. */
  readonly isQuick?: boolean;
}

const quickItems = 100;

/** Returns the rows on servers: the processor time of the server's whole process, from the accounts of the operating system. */
export function transportRows({ checkouts, loaded, isQuick = false }: TransportBuilds): Section {
  const titles = [...transportRequests.map(transportTitle), ...Object.values(ownTableTitles)];
  return {
    titles,
    measure: async (chosen, measurement) => {
      const { effort, report } = measurement;
      if (processorTimeNs(process.pid) === undefined) {
        report.log('\nwithout servers: the processor time of other processes is known on Linux only');
        return;
      }
      const { engines, stop } = await startTransportEngines(checkouts, isQuick ? quickItems : transportItems);
      try {
        report.log(
          `\nµs of processor time of a server's whole process per request, ${connectionCount} connections with one request each: 20th percentile of ${effort.rounds} interleaved slices of about ${effort.sliceMs} ms; this build beside each`,
        );
        report.log(line(['', ...allColumns], widths));
        for (const request of transportRequests) {
          const title = transportTitle(request);
          if (!chosen.has(title)) continue;
          const requests = requestsOf(request, differentRequests);
          // A canned response of one item stands beside a get only.
          const measured = engines.filter(({ name }) => name !== serverColumns.canned || request === 'get');
          const runners = measured.map((engine) => burstRunner(engine, requests));
          await measureRow({ title, runners, perRun: connectionCount }, measurement);
        }
        await measureOwnTable(
          engines.filter(({ name }) => name !== serverColumns.canned),
          { chosen, measurement, loaded },
        );
      } finally {
        stop();
      }
    },
  };
}

const widths = [48, 18] as const;

/** A run sends one request on each connection and waits for all of them. */
function burstRunner({ name, connections, workedNs: clock }: TransportEngine, requests: readonly Buffer[]): Runner {
  let turn = 0;
  const send = () => {
    turn = (turn + 1) % requests.length;
    return requests[turn] ?? Buffer.alloc(0);
  };
  return { name, clock, run: () => Promise.all(connections.map((connection) => connection.send(send()))) };
}

async function measureOwnTable(
  engines: readonly TransportEngine[],
  {
    chosen,
    measurement,
    loaded: { today, own },
  }: {
    readonly chosen: ReadonlySet<string>;
    readonly measurement: SectionMeasurement;
    readonly loaded: MeasuredBuilds<Build>;
  },
): Promise<void> {
  if (chosen.has(ownTableTitles.http)) {
    const runners = engines.flatMap(({ name, connections: [connection], workedNs: clock }) =>
      connection === undefined ? [] : [{ name, clock, run: ownTableTest(connection) }],
    );
    await measureRow({ title: ownTableTitles.http, runners }, measurement);
  }
  if (chosen.has(ownTableTitles.fork)) {
    const runners = [
      ...(today === undefined ? [] : [{ name: columns.today, run: await forkTest(today) }]),
      { name: columns.own, run: await forkTest(own) },
    ];
    await measureRow({ title: ownTableTitles.fork, runners }, measurement);
  }
}

async function measureRow(
  {
    title,
    runners,
    perRun = 1,
  }: { readonly title: string; readonly runners: readonly Runner[]; readonly perRun?: number },
  { effort, report }: SectionMeasurement,
): Promise<void> {
  const able: Runner[] = [];
  for (const runner of runners) {
    const reason = await reasonAgainst(runner);
    if (reason === undefined) able.push(runner);
    else report.log(`${title}, without ${runner.name}: ${reason}`);
  }
  const measured = await measureSlices(able, { itemCount: 1, effort, clock: workedNs, warmUpSlices });
  const values: Readonly<Record<string, number>> = Object.fromEntries(
    measured.map(({ name, nsPerOperation }) => [name, percentile(nsPerOperation, 0.2) / perRun]),
  );
  report.add({ title, unit: 'ns', values });
  const own = values[columns.own];
  const cells = allColumns.map((column) => {
    const ns = values[column];
    if (ns === undefined) return '–';
    return column === columns.own ? microseconds(ns) : `${microseconds(ns)} ${times(own, ns, 2)}`;
  });
  report.log(line([title, ...cells], widths));
}

/** Returns why a server cannot execute a request; some lack an operation. */
async function reasonAgainst({ run }: Runner): Promise<string | undefined> {
  try {
    await run(0);
    return undefined;
  } catch (error) {
    return String(error);
  }
}
