/** Tells the person at the terminal something on the side. */
export function warn(message: string): void {
  process.stderr.write(`dynarepo: ${message}\n`);
}
