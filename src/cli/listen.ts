import type { DynamoDbServer } from '../adapters/http/server.ts';
import { codeOf, reasonOf, UsageError } from './usage-error.ts';

/** Where to listen. */
export interface Addresses {
  /** The first one must be available; others are left out if this machine does not have them. */
  readonly hosts: readonly string[];
  /** The port on all of them; 0 picks one. */
  readonly port: number;
}

/** Servers that listen. */
export interface Listening {
  /** The address of the first server, such as `http://127.0.0.1:8000`. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * Listens on several addresses with one port.
 *
 * @param create - creates a server, which does not listen yet.
 * @throws UsageError - an address cannot be listened on.
 */
export async function listen(
  create: (address: { host: string; port: number }) => DynamoDbServer,
  { hosts, port }: Addresses,
): Promise<Listening> {
  for (let attempt = 1; ; attempt += 1) {
    const servers: DynamoDbServer[] = [];
    const close = async () => {
      await Promise.all(servers.map((server) => server.close()));
    };
    let endpoint = '';
    let host = '';
    try {
      for (host of hosts) {
        const server = create({ host, port: endpoint === '' ? port : portOf(endpoint) });
        servers.push(server);
        const served = await server.listen().catch((error: unknown) => {
          if (endpoint !== '' && isMissing(error)) return endpoint;
          throw error;
        });
        endpoint ||= served;
      }
      return { endpoint, close };
    } catch (error) {
      await close();
      // A port that is free on the first address may be in use on another.
      const mayPickAnother = port === 0 && endpoint !== '' && codeOf(error) === 'EADDRINUSE' && attempt < 10;
      if (!mayPickAnother) throw new UsageError(reasonFor(error, host, port));
    }
  }
}

function portOf(endpoint: string): number {
  return Number(/\d+$/.exec(endpoint)?.[0]);
}

/** Whether this machine does not have an address, such as that of IPv6. */
function isMissing(error: unknown): boolean {
  return ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(String(codeOf(error)));
}

function reasonFor(error: unknown, host: string, port: number): string {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `port ${port} is in use; --port 0 picks a free one`;
    case 'EACCES':
      return `port ${port} needs privileges that this process does not have; ports from 1024 on need none`;
    case 'EADDRNOTAVAIL':
      return `${host} is not an address of this machine; --host 0.0.0.0 means all of them`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `host ${host} does not exist; --host requires an address of this machine`;
    default:
      return `cannot listen: ${reasonOf(error)}`;
  }
}
