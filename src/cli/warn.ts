/** Prints a warning or a note to the standard error. */
export function warn(message: string): void {
  process.stderr.write(`dynarepo: ${message}\n`);
}
