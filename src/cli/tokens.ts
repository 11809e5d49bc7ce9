import { parseArgs } from 'node:util';
import { adminOptions, sendAdminRequest } from './admin-request.ts';

/**
 * `dynarepo tokens`: lists the client request tokens that a server remembers.
 *
 * @throws UsageError - the server does not respond, or rejects the request.
 */
export async function tokens(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: adminOptions });
  const { tokens: remembered } = await sendAdminRequest({ method: 'GET', action: 'tokens' }, values);
  for (const each of Array.isArray(remembered) ? remembered : []) {
    const { token, forgottenAtMs } = Object(each);
    // Control characters from clients must not reach the terminal or start a new line.
    const printable = String(token).replace(/\p{Cc}/gu, ' ');
    process.stdout.write(`${new Date(Number(forgottenAtMs)).toISOString()} ${printable}\n`);
  }
}
