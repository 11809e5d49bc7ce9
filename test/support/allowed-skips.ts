/** Reasons for skipping a test that CI accepts; any other skip is a failure there. */
export const allowedSkips: readonly { readonly reason: RegExp; readonly because: string }[] = [];
