import { type HttpRequest, type HttpResponse, pathOf } from '../adapters/http/message.ts';
import type { ServedRequest } from '../adapters/http/server-options.ts';
import { excerpt } from '../domain/excerpt.ts';

/** Returns the line of `dynarepo serve --log` for a request: time, operation, tables, status, error, duration. */
export function logLine({ request, response, receivedMs, respondedMs }: ServedRequest): string {
  const time = new Date(receivedMs).toISOString().slice(11, 23);
  const requested = [nameOf(request), ...tablesIn(request)].join(' ');
  const outcome = [response.statusCode, ...reasonIn(response)].join(' ');
  // Control characters from clients must not reach the terminal or start a new line.
  const line = `${time} ${excerpt(requested, 500)}: ${excerpt(outcome, 500)} (${respondedMs - receivedMs} ms)`;
  return line.replace(/\p{Cc}+/gu, ' ');
}

/** Returns the operation that the request names, or its method and path. */
function nameOf(request: HttpRequest): string {
  const target = request.headers['x-amz-target'];
  const path = pathOf(request);
  if (target === undefined || path !== '/') return `${request.method} ${path}`;
  return target.replace(/^DynamoDB(Streams)?_20120810\./, '');
}

/** Returns the table names in an uncompressed JSON body. */
function tablesIn({ body }: HttpRequest): string[] {
  const { TableName, RequestItems, TransactItems } = membersOf(parse(body));
  const actions = Object.values(membersOf(TransactItems)).flatMap((item) => Object.values(membersOf(item)));
  const inActions = actions.map((action) => membersOf(action).TableName);
  const names = [TableName, ...Object.keys(membersOf(RequestItems)), ...inActions];
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

/** Returns name and message of an error; only the first line of the body if DynamoDB's error format is missing. */
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
