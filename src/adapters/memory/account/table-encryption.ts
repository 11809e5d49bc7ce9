/** The encryption of a table at rest. */
export interface TableEncryption {
  /** ARN of the KMS key; `undefined` for the key that AWS owns. */
  readonly keyArn: string | undefined;
  /** The change in progress, with its new key. */
  readonly change: { readonly keyArn: string | undefined } | undefined;
}
