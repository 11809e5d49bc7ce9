import { type HttpRequest, type HttpResponse, pathOf } from '../adapters/http/message.ts';
import type { ServedRequest } from '../adapters/http/server.ts';

/** What `dynarepo serve --log` prints of a request: when it came, what it asks of which tables, and what came of it. */
export function logLine({ request, response, receivedMs, respondedMs }: ServedRequest): string {
  const time = new Date(receivedMs).toISOString().slice(11, 23);
  const asked = [nameOf(request), ...tablesIn(request)].join(' ');
  const outcome = [response.statusCode, ...reasonIn(response)].join(' ');
  // What clients write must not write to the terminal as well, nor begin a line of its own.
  return `${time} ${asked}: ${outcome} (${respondedMs - receivedMs} ms)`.replace(/\p{Cc}+/gu, ' ');
}

/** The operation in the words of the request; where it cannot be one, its method and path. */
function nameOf(request: HttpRequest): string {
  const target = request.headers['x-amz-target'];
  const path = pathOf(request);
  if (target === undefined || path !== '/') return `${request.method} ${path}`;
  return target.replace(/^DynamoDB(Streams)?_20120810\./, '');
}

/** Names of the tables that a request is about, where it says so in JSON that is not compressed. */
function tablesIn({ body }: HttpRequest): string[] {
  const { TableName, RequestItems, TransactItems } = membersOf(parse(body));
  const actions = Object.values(membersOf(TransactItems)).flatMap((item) => Object.values(membersOf(item)));
  const inActions = actions.map((action) => membersOf(action).TableName);
  const names = [TableName, ...Object.keys(membersOf(RequestItems)), ...inActions];
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

/** Name and text of an error, or the text alone where the answer is none of DynamoDB's. */
function reasonIn({ statusCode, headers, body }: HttpResponse): string[] {
  if (statusCode < 400 || body.length === 0 || headers['content-encoding'] !== undefined) return [];
  const parsed = parse(body);
  const { __type, message = '', Message = message } = membersOf(parsed);
  const text = parsed === undefined ? textOf(body) : String(Message);
  const [firstLine = ''] = text.split('\n', 1);
  const name = typeof __type === 'string' ? [__type.replace(/^.*#/, '')] : [];
  return [[...name, firstLine].filter((part) => part !== '').join(': ')];
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(body));
  } catch {
    return undefined;
  }
}

function textOf(body: Uint8Array): string {
  return Buffer.from(body).toString();
}
