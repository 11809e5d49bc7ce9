import { parseArgs } from 'node:util';
import { ArgumentError } from './usage-error.ts';

/** Options of `dynarepo serve`. */
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
 * Parses the arguments of `dynarepo serve`.
 *
 * @throws ArgumentError - an argument is invalid, or cannot be combined with another.
 */
export function parseServeOptions(args: readonly string[]): ServeOptions {
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
  if (empty !== undefined) throw new ArgumentError(`--${empty[0]} requires a value`);
  if (values.isolate && values.data !== undefined) {
    throw new ArgumentError('--data stores one database for all callers and cannot be combined with --isolate');
  }
  if (values.endpoint !== undefined && (values.isolate || (values.data ?? values.tables) !== undefined)) {
    throw new ArgumentError(
      '--endpoint forwards everything to another engine and cannot be combined with --data, --tables or --isolate',
    );
  }
  return {
    ...values,
    port: parsePort(values.port),
    region: parseRegion(values.region),
    tables: values.tables,
    data: values.data,
    endpoint: values.endpoint,
    credentials: values.credentials && parseCredentials(values.credentials),
    adminToken: values['admin-token'],
  };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 65_536) return port;
  throw new ArgumentError(`--port requires a number from 0 to 65535, not ${text}`);
}

function parseRegion(text: string): string {
  if (/^[a-z\d]+(-[a-z\d]+)*$/i.test(text)) return text;
  throw new ArgumentError(`--region requires a Region such as eu-west-1, not ${text}`);
}

function parseCredentials(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, key, secret] = /^([^:]+):(.+)$/.exec(pair) ?? [];
      if (key === undefined || secret === undefined) {
        throw new ArgumentError('--credentials requires an access key and its secret, separated by a colon');
      }
      return [key, secret];
    }),
  );
}
