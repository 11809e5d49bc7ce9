/** Reasons for which a test may be skipped even in CI, where any other skip is a failure. */
export const allowedSkips: readonly { readonly reason: RegExp; readonly because: string }[] = [];
