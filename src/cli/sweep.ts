import { parseArgs } from 'node:util';
import { adminOptions, sendAdminRequest } from './admin-request.ts';

/**
 * `dynarepo sweep`: deletes the expired items of a server.
 *
 * @throws UsageError - the server does not respond, or rejects the request.
 */
export async function sweep(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: adminOptions });
  const { items } = await sendAdminRequest({ method: 'POST', action: 'sweep' }, values);
  process.stdout.write(`deleted ${items} expired item${items === 1 ? '' : 's'}\n`);
}
