import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Attempt } from './attempt.ts';

/** What is used of a client of the SDK, or of a stub of one. */
export interface SdkClient {
  send(command: object, options: { readonly abortSignal: AbortSignal }): Promise<unknown>;
}

/**
 * Sends a command; the end of the attempt aborts it.
 *
 * Within `send` the SDK reads the signal for its own retries, and later for the request handler. Its retries get the attempt itself,
 * which saves a signal with listeners for every call; request handlers get a real one, and so does a `send` that is not the SDK's.
 */
export function sendCommand(client: SdkClient, command: object, attempt: Attempt): Promise<unknown> {
  let isSending = client.send === sdkSend;
  const sent = client.send(command, {
    get abortSignal() {
      // The members that the SDK's retries use.
      return isSending ? (attempt as unknown as AbortSignal) : attempt.signal;
    },
  });
  isSending = false;
  return sent;
}

const sdkSend: unknown = DynamoDBClient.prototype.send;
