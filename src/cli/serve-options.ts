import { parseArgs } from 'node:util';
import { ArgumentError } from './usage-error.ts';

/** What `dynarepo serve` was told. */
export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly region: string;
  readonly tables: string | undefined;
  readonly data: string | undefined;
  readonly endpoint: string | undefined;
  readonly isolate: boolean;
  readonly log: boolean;
  readonly credentials: Readonly<Record<string, string>> | undefined;
  readonly adminToken: string | undefined;
}

/**
 * Reads the arguments of `dynarepo serve`.
 *
 * @throws ArgumentError - one makes no sense, alone or with the others.
 */
export function readServeOptions(args: readonly string[]): ServeOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', short: 'p', default: '8000' },
      host: { type: 'string', default: '127.0.0.1' },
      region: { type: 'string', default: 'us-east-1' },
      tables: { type: 'string' },
      data: { type: 'string' },
      endpoint: { type: 'string' },
      isolate: { type: 'boolean', default: false },
      log: { type: 'boolean', default: false },
      credentials: { type: 'string', multiple: true },
      'admin-token': { type: 'string' },
    },
  });
  const empty = Object.entries(values).find(([, value]) => value === '');
  if (empty !== undefined) throw new ArgumentError(`--${empty[0]} takes a value that is not empty`);
  if (values.isolate && values.data !== undefined) {
    throw new ArgumentError('--data keeps one database for all, so it does not go with --isolate');
  }
  if (values.endpoint !== undefined && (values.isolate || (values.data ?? values.tables) !== undefined)) {
    throw new ArgumentError(
      '--endpoint has another engine keep everything, so it goes without --data, --tables and --isolate',
    );
  }
  return {
    ...values,
    port: readPort(values.port),
    region: readRegion(values.region),
    tables: values.tables,
    data: values.data,
    endpoint: values.endpoint,
    credentials: values.credentials && readCredentials(values.credentials),
    adminToken: values['admin-token'],
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 65_536) return port;
  throw new ArgumentError(`--port takes a number from 0 to 65535, not ${text}`);
}

function readRegion(text: string): string {
  if (/^[a-z\d]+(-[a-z\d]+)*$/i.test(text)) return text;
  throw new ArgumentError(`--region takes a Region such as eu-west-1, not ${text}`);
}

function readCredentials(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, key, secret] = /^([^:]+):(.+)$/.exec(pair) ?? [];
      if (key === undefined || secret === undefined) {
        throw new ArgumentError('--credentials takes an access key and its secret with a colon between them');
      }
      return [key, secret];
    }),
  );
}
