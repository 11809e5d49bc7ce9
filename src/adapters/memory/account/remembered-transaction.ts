/** What is remembered of an executed transaction, to recognize the same request and report what a replay consumes. */
export interface RememberedTransaction {
  /** Equal for requests with the same actions. */
  readonly fingerprint: string;
  /** For each action the bytes of the larger of the item before and after; 0 if there was none. */
  readonly sizesBytes: readonly number[];
}
