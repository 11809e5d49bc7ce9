import type { Remote } from './remote-engine.ts';
import { ArgumentError } from './usage-error.ts';

/** The options that select an engine, for `parseArgs`. */
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
 * Selects the engine. AWS itself is never the default, because a forgotten option would then create tables there.
 *
 * @param environment - has the AWS SDK's variables for endpoints.
 * @throws ArgumentError - the options name no engine, or two.
 */
export function chooseRemote(
  { aws = false, endpoint, region }: RemoteValues,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Remote {
  const { variable, url: configured } = configuredEndpoint(environment);
  if (aws && endpoint !== undefined)
    throw new ArgumentError('--aws means AWS itself and cannot be combined with --endpoint');
  if (aws && configured !== undefined) {
    throw new ArgumentError(`--aws means AWS itself, but ${variable} is set to ${configured}`);
  }
  if (!aws && (endpoint ?? configured) === undefined) {
    throw new ArgumentError(
      'no engine is selected: use --endpoint URL, such as http://localhost:8000, or --aws for AWS itself',
    );
  }
  return { endpoint: endpoint ?? configured, region };
}

/** The endpoint in the AWS SDK's variables, and the variable that has it. */
export interface ConfiguredEndpoint {
  readonly variable?: string | undefined;
  readonly url?: string | undefined;
}

/** Returns the endpoint in the AWS SDK's variables; an empty object if there is none, or if the variables are to be ignored. */
export function configuredEndpoint(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ConfiguredEndpoint {
  if (environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === 'true') return {};
  const variable = endpointVariables.find((name) => environment[name]);
  return variable === undefined ? {} : { variable, url: environment[variable] };
}

const endpointVariables = ['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL'] as const;
