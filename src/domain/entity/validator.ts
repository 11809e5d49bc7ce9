/** A schema of zod, valibot, arktype or another library with the interface Standard Schema. */
export interface Validator<Output = unknown> {
  readonly '~standard': {
    /** Must not be asynchronous. */
    readonly validate: (value: unknown) => ValidationResult<Output> | Promise<ValidationResult<Output>>;
  };
}

/** The valid value, or what is invalid. */
export type ValidationResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly ValidationIssue[] };

/** What is invalid, and where. */
export interface ValidationIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}
