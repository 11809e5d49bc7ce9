import type { Remote } from './remote-engine.ts';
import { ArgumentError } from './usage-error.ts';

/** The options that say which engine is meant, as `parseArgs` takes them. */
export const remoteOptions = {
  aws: { type: 'boolean' },
  endpoint: { type: 'string' },
  region: { type: 'string' },
} as const;

/** Their values. */
export interface RemoteValues {
  readonly aws?: boolean | undefined;
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
}

/**
 * Which engine is meant. It is never AWS itself only because nothing else was said: a slip would make tables there.
 *
 * @param environment - where the AWS SDK's own variables for endpoints are.
 * @throws ArgumentError - no engine is named, or two are.
 */
export function chooseRemote(
  { aws = false, endpoint, region }: RemoteValues,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Remote {
  const variable = endpointVariables.find((name) => environment[name]);
  const isIgnored = environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === 'true';
  const configured = variable === undefined || isIgnored ? undefined : environment[variable];
  if (aws && endpoint !== undefined) throw new ArgumentError('--aws means AWS itself, so it goes without --endpoint');
  if (aws && configured !== undefined) {
    throw new ArgumentError(`--aws means AWS itself, but ${variable} is set to ${configured}`);
  }
  if (!aws && (endpoint ?? configured) === undefined) {
    throw new ArgumentError(
      'which engine is meant? --endpoint URL names one, such as http://localhost:8000, and --aws AWS',
    );
  }
  return { endpoint: endpoint ?? configured, region };
}

const endpointVariables = ['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL'] as const;
