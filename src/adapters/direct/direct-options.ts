import { checkOptions, wholeNumber } from '../../domain/options.ts';
import { settingChecks } from '../dynamodb/check-options.ts';
import type { AwsDynamoDbSettings } from '../dynamodb/clients.ts';

/** Settings of a `DirectDynamoDb`; those that an `AwsDynamoDb` has too mean the same, and have the same defaults. */
export interface DirectDynamoDbSettings
  extends Pick<
    AwsDynamoDbSettings,
    | 'connectTimeoutMs'
    | 'credentials'
    | 'endpoint'
    | 'region'
    | 'requestTimeoutMs'
    | 'useDualstackEndpoint'
    | 'useFipsEndpoint'
  > {
  /** The profile of the shared files of AWS. Declared here, because older SDKs have no such setting. Default: the environment's. */
  readonly profile?: string;
  /** Maximum number of connections; further requests wait for one. Default: 50, as the SDK's. */
  readonly maxConnections?: number | undefined;
}

/** @throws DynarepoError - `BAD_INPUT`: an option is misspelt or invalid. */
export function checkDirectOptions(options: DirectDynamoDbSettings): void {
  const { connectTimeoutMs, credentials, endpoint, profile, region, requestTimeoutMs } = settingChecks;
  checkOptions('DirectDynamoDb', options, {
    connectTimeoutMs,
    credentials,
    endpoint,
    maxConnections: wholeNumber(1, Number.MAX_SAFE_INTEGER),
    profile,
    region,
    requestTimeoutMs,
    useDualstackEndpoint: true,
    useFipsEndpoint: true,
  });
}
