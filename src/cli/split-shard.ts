import { parseArgs } from 'node:util';
import { adminOptions, sendAdminRequest } from './admin-request.ts';
import { ArgumentError } from './usage-error.ts';

/**
 * `dynarepo split-shard`: splits a shard of a stream of a server.
 *
 * @throws UsageError - the server does not respond, or rejects the request.
 */
export async function splitShard(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], options: adminOptions, allowPositionals: true });
  const [streamArn, shardId, ...others] = positionals;
  if (streamArn === undefined || others.length > 0) {
    throw new ArgumentError('split-shard requires the ARN of a stream, and the id of a shard if several are open');
  }
  const request = { method: 'POST', action: 'split-shard', body: { streamArn, shardId } } as const;
  const { shardIds } = await sendAdminRequest(request, values);
  for (const id of Array.isArray(shardIds) ? shardIds : []) process.stdout.write(`${id}\n`);
}
