import { type DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynarepoError } from '../../domain/errors.ts';

/** Where requests are sent, and the scope of their signatures. */
export interface Address {
  readonly isSecure: boolean;
  readonly hostname: string;
  readonly port: number | undefined;
  /** The header `host`. */
  readonly host: string;
  readonly path: string;
  readonly region: string;
  readonly service: string;
}

/** The part of a request of the SDK that the address is read from. */
interface SdkRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Receives the request of a client in place of a network. */
export class AddressProbe {
  readonly metadata: { readonly handlerProtocol: string } = { handlerProtocol: 'http/1.1' };
  request: SdkRequest | undefined;

  handle(request: SdkRequest): Promise<never> {
    this.request = request;
    return Promise.reject(probed);
  }

  destroy(): void {}
}

const probed = new Error('this request is not sent');

/**
 * Lets the SDK build and sign a request that is not sent, and reads from it where requests go. So settings, environment,
 * profile and the rules for FIPS and dual-stack endpoints mean the same as for the SDK.
 *
 * @throws the SDK's error - there is no Region, there are no credentials, or the settings contradict each other.
 * @throws DynarepoError - `BAD_INPUT`: requests of these settings are not signed by version 4.
 */
export async function findAddress(client: DynamoDBClient, probe: AddressProbe): Promise<Address> {
  await client.send(new ListTablesCommand({})).catch((error: unknown) => {
    if (error !== probed) throw error;
  });
  const { protocol, hostname, port, path, headers } = probe.request ?? {};
  // Its headers have a signature and the session token.
  probe.request = undefined;
  const [, region, service] =
    /Credential=[^,]*\/\d{8}\/([^/,]+)\/([^/,]+)\/aws4_request,/.exec(authorizationOf(headers)) ?? [];
  if (hostname === undefined || path === undefined || region === undefined || service === undefined) {
    throw new DynarepoError('BAD_INPUT', 'DirectDynamoDb signs requests by version 4 only: use AwsDynamoDb');
  }
  // Anything else is encoded once for the request and twice for its signature.
  if (!/^\/[\w.~/-]*$/.test(path)) {
    throw new DynarepoError(
      'BAD_INPUT',
      `the endpoint has the path ${path}: DirectDynamoDb supports letters, digits, -._~ and / only`,
    );
  }
  const isSecure = protocol !== 'http:';
  const isUsual = port === undefined || port === (isSecure ? 443 : 80);
  return { isSecure, hostname, port, host: isUsual ? hostname : `${hostname}:${port}`, path, region, service };
}

function authorizationOf(headers: Readonly<Record<string, string>> = {}): string {
  return headers.authorization ?? headers.Authorization ?? '';
}
