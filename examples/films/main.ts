// `npm run demo`: 3,201 films through a repository, on the memory adapter or on a real DynamoDB.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type DynamoDb, type EntityRepository, repository } from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import { type Film, type FilmEntity, filmsIn } from './film.ts';
import { Meter } from './meter.ts';
import { readFilms } from './read-films.ts';
import { bold, costs, heading, line, ProgressBar, results, whole } from './screen.ts';
import { director, takeTour } from './tour.ts';

const usage = `npm run demo -- [options]

Loads 3,201 films into DynamoDB through a repository and shows typical operations.
Default: the memory adapter, in this process.

  --endpoint URL   use DynamoDB Local, or another engine with DynamoDB's API
  --aws            use AWS, with the SDK's default credentials
  --region REGION  region for --aws and --endpoint
  --table NAME     name of the table; default: "films"
  --keep           do not delete the table at the end
  --help           show this text`;

/** An error in the user's arguments or environment; printed without a stack trace. */
class UsageError extends Error {}

try {
  await main();
} catch (error) {
  process.stdout.write('\n');
  process.stderr.write(`demo: ${explain(error)}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) return line(usage);
  const startedMs = performance.now();
  const { db, name, close } = await connect(options);
  try {
    line(bold(`Films on ${name}`));
    await run(db, filmsIn(options.table), options.keep);
  } finally {
    close();
  }
  line();
  line(`Done: the tour completed in ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
}

type Options = ReturnType<typeof readOptions>;

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        endpoint: { type: 'string' },
        aws: { type: 'boolean', default: false },
        region: { type: 'string' },
        table: { type: 'string', default: 'films' },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.aws && values.endpoint !== undefined) throw new UsageError('use either --aws or --endpoint, not both');
    if (values.endpoint !== undefined && !URL.canParse(values.endpoint)) {
      throw new UsageError(`--endpoint takes a URL such as http://localhost:8000, not "${values.endpoint}"`);
    }
    return values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

async function connect({ endpoint, aws, region }: Options) {
  if (!aws && endpoint === undefined) {
    return { db: new MemoryDynamoDb(), name: 'the memory adapter', close: () => {} };
  }
  const { AwsDynamoDb } = await import('dynarepo/dynamodb');
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const db = new AwsDynamoDb(
    endpoint === undefined
      ? { ...(region === undefined ? {} : { region }) }
      : { endpoint, region: region ?? 'us-east-1', credentials },
  );
  return { db, name: endpoint ?? `AWS${region === undefined ? '' : `, ${region}`}`, close: () => db.close() };
}

async function run(db: DynamoDb, entity: FilmEntity, keep: boolean): Promise<void> {
  const meter = new Meter(db);
  const films = repository(entity, meter);
  const data = await readFilms();
  results(data.remarks, data.remarks.length);

  // Without retries, so that a missing engine is reported at once.
  if (await repository(entity, db, { retry: false }).table.exists()) {
    throw new UsageError(
      `table "${entity.table}" already exists and was not changed; choose another name with --table`,
    );
  }
  heading(`A table and its index`, 'films.table.ensure()');
  await films.table.ensure();
  try {
    heading(`Load ${whole(data.films.length)} films in batches of 25`, 'films.writeMany({ put })');
    meter.read();
    const startedMs = performance.now();
    const bar = new ProgressBar(data.films.length);
    for (let from = 0; from < data.films.length; from += 100) {
      const put = data.films.slice(from, from + 100);
      await films.writeMany({ put });
      bar.show(from + put.length);
    }
    costs(meter.read(), performance.now() - startedMs);
    await indexHasCaughtUp(films, data.films);
    await takeTour({ films, meter });
  } finally {
    if (!keep) await films.table.delete();
  }
}

/** Waits until the index is up to date: a global secondary index is eventually consistent, visibly so on AWS. */
async function indexHasCaughtUp(films: EntityRepository<FilmEntity>, loaded: readonly Film[]): Promise<void> {
  const expected = loaded.filter((film) => film.director === director).length;
  for (let attempt = 1; attempt <= 20; attempt += 1) {
    if ((await films.index('byDirector').count({ director })) === expected) return;
    await sleep(500);
  }
  line('  the index byDirector is not up to date after 10 s: later results may be incomplete');
}

function explain(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const hints: Readonly<Record<string, string>> = {
    AccessDeniedException: 'these credentials do not allow the request',
    CredentialsProviderError: 'no AWS credentials were found',
    ResourceNotFoundException: 'the table was deleted in the meantime',
    UnrecognizedClientException: 'AWS does not know these credentials',
  };
  const hint = hints[error.name] ?? '';
  return `${hint === '' ? '' : `${hint}: `}${error.message}`;
}
