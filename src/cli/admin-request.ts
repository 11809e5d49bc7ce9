import { isRecord } from '../domain/is-record.ts';
import { parseJson } from './record.ts';
import { configuredEndpoint } from './remote-options.ts';
import { ArgumentError, codeOf, UsageError } from './usage-error.ts';

/** The options of commands that send an admin request to a server, for `parseArgs`. */
export const adminOptions = { endpoint: { type: 'string' }, 'admin-token': { type: 'string' } } as const;

/** Their values. */
export interface AdminValues {
  readonly endpoint?: string | undefined;
  readonly 'admin-token'?: string | undefined;
}

/** An admin request. */
export interface AdminRequest {
  readonly method: 'GET' | 'POST';
  /** The end of the path, such as `sweep`. */
  readonly action: string;
  /** The members of the body of a `POST`. Default: none. */
  readonly body?: object;
}

/**
 * Sends an admin request to a server of `dynarepo serve`, and returns the members of the response.
 *
 * @throws ArgumentError - no server is named.
 * @throws UsageError - the server does not respond, or rejects the request.
 */
export async function sendAdminRequest(
  { method, action, body = {} }: AdminRequest,
  values: AdminValues,
): Promise<Readonly<Record<string, unknown>>> {
  const endpoint = endpointOf(values);
  const token = values['admin-token'];
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const url = new URL(`/_dynarepo/${action}`, endpoint);
  const sent = { method, headers, ...(method === 'POST' && { body: JSON.stringify(body) }) };
  const response = await fetch(url, sent).catch((error: unknown) => {
    const code = codeOf(Reflect.get(Object(error), 'cause'));
    throw new UsageError(`${endpoint} got no response${code === undefined ? '' : ` (${String(code)})`}`);
  });
  const members = parseJson(await response.text());
  if (response.ok && isRecord(members)) return members;
  const message = isRecord(members) && typeof members.message === 'string' ? `: ${members.message}` : '';
  throw new UsageError(`${url.href} responded ${response.status}${message}`);
}

function endpointOf({ endpoint = configuredEndpoint().url }: AdminValues): string {
  if (endpoint !== undefined && /^https?:/i.test(endpoint) && URL.canParse(endpoint)) return endpoint;
  throw new ArgumentError('--endpoint requires the URL of a server, such as http://localhost:8000');
}
