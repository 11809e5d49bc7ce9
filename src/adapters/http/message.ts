/** A request of HTTP, as far as DynamoDB's protocol looks at it. */
export interface HttpRequest {
  readonly method: string;
  /** From the slash on, with the query if there is one. */
  readonly path: string;
  /** By names in lower case. */
  readonly headers: Headers;
  /** As it came, so it may be compressed. */
  readonly body: Uint8Array;
}

/** An answer of HTTP. */
export interface HttpResponse {
  readonly statusCode: number;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it is to be sent, so it may be compressed. */
  readonly body: Uint8Array;
}

/** Headers by names in lower case; one that came several times is one text with commas. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** What comes before a parameter, such as the media type in `application/json; charset=utf-8`. */
export function withoutParameters(header: string): string {
  const [value = ''] = header.split(';', 1);
  return value.trim().toLowerCase();
}

/** The path of a request without its query. */
export function pathOf(request: HttpRequest): string {
  const [path = ''] = request.path.split('?', 1);
  return path;
}

/** The parameters in the query of a request. */
export function queryOf(request: HttpRequest): URLSearchParams {
  const start = request.path.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : request.path.slice(start + 1));
}
