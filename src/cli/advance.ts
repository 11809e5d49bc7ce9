import { parseArgs } from 'node:util';
import { adminOptions, sendAdminRequest } from './admin-request.ts';
import { ArgumentError } from './usage-error.ts';

/**
 * `dynarepo advance`: advances the clock of a server.
 *
 * @throws UsageError - the server does not respond, or rejects the request.
 */
export async function advance(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], options: adminOptions, allowPositionals: true });
  const [duration, ...others] = positionals;
  if (duration === undefined || others.length > 0) throw new ArgumentError(`advance requires one ${expected}`);
  const { nowMs } = await sendAdminRequest(
    { method: 'POST', action: 'advance', body: { ms: parseDuration(duration) } },
    values,
  );
  process.stdout.write(`${new Date(Number(nowMs)).toISOString()}\n`);
}

const expected = 'duration such as 500ms, 90s, 15m, 2h or 7d';
const millisecondsOf: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Returns a duration in milliseconds. */
function parseDuration(text: string): number {
  const [, number, unit = ''] = /^(\d{1,12})(ms|s|m|h|d)$/.exec(text) ?? [];
  const milliseconds = Number(number) * (millisecondsOf[unit] ?? 0);
  if (number === undefined) throw new ArgumentError(`advance requires a ${expected}, not ${text}`);
  return milliseconds;
}
