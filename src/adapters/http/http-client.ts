import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { clientGone } from './read-request.ts';
import type { Waiting } from './respond-to-post.ts';

/** The client of a request, which may disconnect before its response is sent. */
export class HttpClient implements Waiting {
  /** The address that the request comes from. */
  readonly address: string;
  readonly #outgoing: ServerResponse;
  #gone: AbortController | undefined;

  constructor(socket: Socket, outgoing: ServerResponse) {
    this.address = socket.remoteAddress ?? '';
    this.#outgoing = outgoing;
  }

  get isGone(): boolean {
    return this.#outgoing.closed && !this.#outgoing.writableFinished;
  }

  get abortSignal(): AbortSignal {
    this.#gone ??= this.#watch();
    return this.#gone.signal;
  }

  #watch(): AbortController {
    const gone = new AbortController();
    const abortIfGone = () => {
      if (this.isGone) gone.abort(clientGone());
    };
    this.#outgoing.once('close', abortIfGone);
    abortIfGone();
    return gone;
  }
}
