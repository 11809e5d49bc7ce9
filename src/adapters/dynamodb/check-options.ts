import { checkArgument, checkOptions, type OptionCheck, type OptionNames, withMethods } from '../../domain/options.ts';
import { suggestion } from '../../domain/suggestion.ts';
import type { AwsDynamoDbClients, AwsDynamoDbSettings } from './clients.ts';

/**
 * Checks the options of an `AwsDynamoDb`. Settings that are not known here are the SDK's, unless their names are almost those
 * of known ones.
 *
 * @throws DynarepoError - `BAD_INPUT`: an option is misspelt, has another type, or the options are not an object.
 */
export function checkAwsOptions(options: AwsDynamoDbClients | AwsDynamoDbSettings): void {
  if (typeof options === 'object' && options !== null && 'client' in options) {
    checkOptions('AwsDynamoDb with a client', options, clientOptionNames);
    checkArgument('the option client of AwsDynamoDb', options.client, client);
    return;
  }
  const known = { ...sdkSettingNames, ...settingChecks };
  checkOptions<object>('AwsDynamoDb', options, { ...optionsOfSdk(options, Object.keys(known)), ...known });
}

/** Returns the options that later versions or extensions of the SDK may have. */
function optionsOfSdk(options: object, known: readonly string[]): Readonly<Record<string, true>> {
  const others = Object.keys(Object(options)).filter((name) => suggestion(name, known) === '');
  return Object.fromEntries(others.map((name) => [name, true]));
}

const timeout: OptionCheck = {
  expected: 'a number of milliseconds above 0',
  isValid: (value) => typeof value === 'number' && value > 0,
};

const client: OptionCheck = {
  expected: 'a DynamoDBClient, or an object with its method send',
  isValid: withMethods('send').isValid,
};

const clientOptionNames: OptionNames<AwsDynamoDbClients> = {
  client: true,
  requestTimeoutMs: timeout,
  streamsClient: withMethods('send'),
};

type CheckedSetting =
  | 'connectTimeoutMs'
  | 'credentials'
  | 'endpoint'
  | 'maxAttempts'
  | 'profile'
  | 'region'
  | 'requestHandler'
  | 'requestTimeoutMs'
  | 'streamsClient';

/** The settings whose values are checked. */
export const settingChecks: Readonly<Record<CheckedSetting, OptionCheck | 'text'>> = {
  connectTimeoutMs: timeout,
  credentials: {
    expected: 'an object with accessKeyId and secretAccessKey, or a function',
    isValid: (value) => isFunction(value) || isText(member(value, 'accessKeyId'), member(value, 'secretAccessKey')),
  },
  endpoint: {
    expected: 'a URL such as http://localhost:8000, the parts of one, or a function',
    isValid: (value) => isFunction(value) || isUrl(value) || isText(member(value, 'hostname')),
  },
  maxAttempts: {
    expected: 'a whole number of at least 1, or a function',
    isValid: (value) => isFunction(value) || (Number.isSafeInteger(value) && Number(value) >= 1),
  },
  profile: 'text',
  region: {
    expected: 'a Region such as eu-west-1, or a function',
    isValid: (value) => isFunction(value) || (isText(value) && value !== ''),
  },
  requestHandler: { expected: 'a request handler or its settings', isValid: (value) => Object(value) === value },
  requestTimeoutMs: timeout,
  streamsClient: withMethods('send'),
};

/** Other settings of the SDK. */
const sdkSettingNames = {
  accountIdEndpointMode: true,
  customUserAgent: true,
  defaultsMode: true,
  disableHostPrefix: true,
  endpointDiscoveryEnabled: true,
  extensions: true,
  logger: true,
  retryMode: true,
  retryStrategy: true,
  tls: true,
  useDualstackEndpoint: true,
  useFipsEndpoint: true,
  userAgentAppId: true,
} as const;

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function isText(...values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'string');
}

function isUrl(value: unknown): boolean {
  return typeof value === 'string' && /^https?:/i.test(value) && URL.canParse(value);
}

function member(value: unknown, name: string): unknown {
  return Reflect.get(Object(value), name);
}
