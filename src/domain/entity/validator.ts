/** A schema of zod, valibot, arktype or another library with the interface Standard Schema. */
export interface Validator<Output = unknown> {
  /** The part of a schema that Standard Schema defines. */
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
  /** What is invalid. */
  readonly message: string;
  /** Where: the steps from the value that was validated. Default: the value itself. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}
