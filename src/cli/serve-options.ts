import { type ParseArgsConfig, parseArgs } from 'node:util';
import { isOrigin } from '../adapters/http/cross-origin.ts';
import { type StreamOptions, shardLimit } from '../adapters/memory/simulation/stream-options.ts';
import { type WordingName, wordingNames } from '../adapters/memory/wording/wording-profile.ts';
import { ArgumentError } from './usage-error.ts';

/** Options of `dynarepo serve`. */
export interface ServeOptions {
  readonly port: number;
  /** The addresses to listen on. Default: both loopback addresses. */
  readonly hosts: readonly string[];
  readonly region: string;
  /** Paths of files with tables. */
  readonly tables: readonly string[];
  /** Values for the parameters of templates, by name. */
  readonly parameters: ReadonlyMap<string, string>;
  /** How long each change of a table takes: milliseconds, or about as long as in the service. */
  readonly tableDelayMs: number | 'service';
  /** How current item counts and sizes of tables are. */
  readonly statistics: 'exact' | 'six-hourly';
  /** How long after its expiry an item is deleted, in milliseconds; `undefined` for the default. */
  readonly sweepDelayMs: number | undefined;
  /** The texts of validation errors. */
  readonly wording: WordingName;
  /** How new streams are divided into shards. */
  readonly streams: StreamOptions;
  readonly data: string | undefined;
  readonly endpoint: string | undefined;
  readonly isolate: boolean;
  readonly log: boolean;
  readonly credentials: Readonly<Record<string, string>> | undefined;
  /** Origins of web pages that may use the server; `*` allows every page. */
  readonly cors: readonly string[];
  readonly adminToken: string | undefined;
}

const definitions = {
  port: { type: 'string', short: 'p', default: '8000' },
  host: { type: 'string', default: 'localhost' },
  region: { type: 'string', default: 'us-east-1' },
  tables: { type: 'string', multiple: true, default: [] },
  parameter: { type: 'string', multiple: true, default: [] },
  'table-delay-ms': { type: 'string' },
  'stream-shards': { type: 'string' },
  'stream-split-after': { type: 'string' },
  'sweep-delay-ms': { type: 'string' },
  statistics: { type: 'string' },
  wording: { type: 'string' },
  data: { type: 'string' },
  endpoint: { type: 'string' },
  isolate: { type: 'boolean', default: false },
  log: { type: 'boolean', default: false },
  credentials: { type: 'string', multiple: true },
  cors: { type: 'string', multiple: true, default: [] },
  'admin-token': { type: 'string' },
} satisfies NonNullable<ParseArgsConfig['options']>;

type Values = ReturnType<typeof parseArgs<{ options: typeof definitions }>>['values'];

/** The options of the emulator, which `--endpoint` does not use. */
const emulatorOptions = [
  'data',
  'tables',
  'table-delay-ms',
  'sweep-delay-ms',
  'stream-shards',
  'stream-split-after',
  'statistics',
  'wording',
] as const satisfies readonly (keyof typeof definitions)[];

/**
 * Parses the arguments of `dynarepo serve`.
 *
 * @throws ArgumentError - an argument is invalid, or cannot be combined with another.
 */
export function parseServeOptions(args: readonly string[]): ServeOptions {
  const { values } = parseArgs({ args: [...args], options: definitions });
  checkCombinations(values);
  const { tables, 'table-delay-ms': delay, 'sweep-delay-ms': sweepDelay } = values;
  const { 'stream-shards': shards, 'stream-split-after': splitAfter } = values;
  return {
    ...values,
    port: parsePort(values.port),
    hosts: values.host === 'localhost' ? ['127.0.0.1', '::1'] : [values.host],
    region: parseRegion(values.region),
    tables,
    parameters: new Map(values.parameter.map(parseParameter)),
    tableDelayMs: delay === 'service' ? delay : parseDelay('--table-delay-ms', delay ?? '0', ' or service'),
    sweepDelayMs: sweepDelay === undefined ? undefined : parseDelay('--sweep-delay-ms', sweepDelay),
    statistics: parseStatistics(values.statistics ?? 'exact'),
    streams: {
      shards: shards === undefined ? undefined : parseShards(shards),
      splitAfterRecords: splitAfter === undefined ? undefined : parseSplitAfter(splitAfter),
    },
    wording: parseWording(values.wording ?? 'current'),
    data: values.data,
    endpoint: values.endpoint,
    credentials: values.credentials && parseCredentials(values.credentials),
    cors: values.cors.map(parseOrigin),
    adminToken: values['admin-token'],
  };
}

function checkCombinations(values: Values): void {
  const empty = Object.entries(values).find(([name, value]) =>
    name === 'tables' || name === 'cors' ? [value].flat().includes('') : value === '',
  );
  if (empty !== undefined) throw new ArgumentError(`--${empty[0]} requires a value`);
  if (values.isolate && values.data !== undefined) {
    throw new ArgumentError('--data stores one database for all callers and cannot be combined with --isolate');
  }
  const isOfEmulator = emulatorOptions.some((name) => [values[name] ?? []].flat().length > 0);
  if (values.endpoint !== undefined && (values.isolate || isOfEmulator)) {
    const names = emulatorOptions.map((name) => `--${name}`).join(', ');
    throw new ArgumentError(
      `--endpoint forwards everything to another engine and cannot be combined with ${names} or --isolate`,
    );
  }
  if (values.parameter.length > 0 && values.tables.length === 0) {
    throw new ArgumentError('--parameter sets a parameter of a template and requires --tables');
  }
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

function parseParameter(text: string): [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return [name, value];
  throw new ArgumentError(`--parameter requires NAME=VALUE, not ${text}`);
}

function parseOrigin(text: string): string {
  if (isOrigin(text)) return text;
  throw new ArgumentError(`--cors requires an origin such as https://example.org, or "*" for every page, not ${text}`);
}

function parseDelay(option: string, text: string, alternative = ''): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new ArgumentError(`${option} requires a number of milliseconds${alternative}, not ${text}`);
}

function parseStatistics(text: string): ServeOptions['statistics'] {
  if (text === 'exact' || text === 'six-hourly') return text;
  throw new ArgumentError(`--statistics requires exact or six-hourly, not ${text}`);
}

function parseWording(text: string): WordingName {
  const name = wordingNames.find((known) => known === text);
  if (name !== undefined) return name;
  throw new ArgumentError(`--wording requires ${wordingNames.join(' or ')}, not ${text}`);
}

function parseShards(text: string): number {
  const shards = Number(text);
  if (/^\d+$/.test(text) && shards >= 1 && shards <= shardLimit) return shards;
  throw new ArgumentError(`--stream-shards requires a number from 1 to ${shardLimit}, not ${text}`);
}

function parseSplitAfter(text: string): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= 1) return Number(text);
  throw new ArgumentError(`--stream-split-after requires a number of records, not ${text}`);
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
