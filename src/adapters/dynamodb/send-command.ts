import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Attempt } from './attempt.ts';

/** What is used of a client of the SDK, or of a stub of one. */
export interface SdkClient {
  send(command: object, options: { readonly abortSignal: AbortSignal }): Promise<unknown>;
}

/**
 * Sends a command; the end of the attempt aborts it.
 *
 * Request handlers read the signal when they begin to send. Within `send` the SDK reads it for the delays before its own retries:
 * with a signal, each call waits for promises that took a tenth of it, so there it has none. An attempt that is ended during such a
 * delay is over for the caller, and is not sent again, because the request handler finds its signal aborted.
 */
export function sendCommand(client: SdkClient, command: object, attempt: Attempt): Promise<unknown> {
  // A `send` that is not the SDK's, such as that of a stub, may read the signal at any time.
  let isSending = client.send === sdkSend;
  const options = {
    get abortSignal() {
      return isSending ? undefined : attempt.signal;
    },
  };
  // The SDK treats a member that is undefined as one that is absent.
  const sent = client.send(command, options as { readonly abortSignal: AbortSignal });
  isSending = false;
  return sent;
}

const sdkSend: unknown = DynamoDBClient.prototype.send;
