import { makeClient } from '../dynamodb/clients.ts';
import { AddressProbe, findAddress } from './address.ts';
import type { DirectDynamoDbSettings } from './direct-options.ts';
import { Connections, type Exchange } from './exchange.ts';
import { type Credentials, Signer } from './signer.ts';

/** A request to send. */
export interface RouteRequest {
  readonly target: string;
  readonly body: string;
  readonly credentials: Credentials;
  readonly date: Date;
}

/** The way to one endpoint: its address, connections and signatures. Credentials are used for no other. */
export interface Route {
  /** Returns the credentials, which the SDK keeps and refreshes before they expire, once for all requests that wait. */
  credentials(): Promise<Credentials>;
  send(request: RouteRequest): Exchange;
  close(): void;
}

/** Opens the way to the endpoint that the SDK finds for the settings. */
export async function openRoute(settings: DirectDynamoDbSettings): Promise<Route> {
  const { maxConnections = 50, connectTimeoutMs = 5_000, requestTimeoutMs: _, ...others } = settings;
  const probe = new AddressProbe();
  const client = makeClient({ ...others, accountIdEndpointMode: 'disabled', requestHandler: probe });
  const address = await findAddress(client, probe);
  const connections = new Connections(address, { maxConnections, connectTimeoutMs });
  const signer = new Signer(address.region, address.service);
  const { host, path } = address;
  return {
    credentials: () => client.config.credentials(),
    send: ({ target, body, credentials, date }) =>
      connections.send(signer.sign({ host, path, target, body }, credentials, date), body),
    close: () => connections.close(),
  };
}
