import type { Clock } from '../../domain/environment.ts';
import type { HttpRequest, HttpResponse } from './message.ts';
import type { Waiting } from './respond-to-post.ts';
import type { ServedRequest } from './server-options.ts';

/** What responds to the requests of a server. */
export interface Serving<Client extends Waiting> {
  readonly respond: (request: HttpRequest, client: Client) => Promise<HttpResponse> | HttpResponse;
  readonly clock: Clock;
  readonly onResponse: ((served: ServedRequest) => void) | undefined;
  /** Receives errors that no caller is there for. */
  readonly report: (error: unknown) => void;
}
