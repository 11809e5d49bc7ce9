/** Options of every call. */
export interface CallOptions {
  /** Ends the call with an `AbortedError`: before a request, between two requests or during one. */
  readonly abortSignal?: AbortSignal | undefined;
}
