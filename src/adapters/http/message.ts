/** The parts of an HTTP request that DynamoDB's protocol uses. */
export interface HttpRequest {
  /** In upper case, such as `POST`. */
  readonly method: string;
  /** Starts with a slash; includes the query. */
  readonly path: string;
  /** Names are in lower case. */
  readonly headers: Headers;
  /** As received; may be compressed. */
  readonly body: Uint8Array;
}

/** An HTTP response. */
export interface HttpResponse {
  /** The HTTP status, such as 200. */
  readonly statusCode: number;
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** As sent; may be compressed. */
  readonly body: Uint8Array;
}

/** Headers by names in lower case; values of a repeated header are joined with commas. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** Returns a header's value without its parameters, such as the media type of `application/json; charset=utf-8`. */
export function withoutParameters(header: string): string {
  const end = header.indexOf(';');
  return (end < 0 ? header : header.slice(0, end)).trim().toLowerCase();
}

/** Returns the path of a request without its query. */
export function pathOf(request: HttpRequest): string {
  const end = request.path.indexOf('?');
  return end < 0 ? request.path : request.path.slice(0, end);
}

/** Returns the query parameters of a request. */
export function queryOf(request: HttpRequest): URLSearchParams {
  const start = request.path.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : request.path.slice(start + 1));
}
