import { isRecord } from '../../domain/is-record.ts';

/**
 * Decodes the JSON of a response; bytes stay base64 (see {@link mayHaveBytes}).
 *
 * @throws SyntaxError - it is not a JSON object.
 */
export function decodeOutput(body: string): Record<string, unknown> {
  const output: unknown = body === '' ? {} : JSON.parse(body);
  if (!isRecord(output)) throw new SyntaxError('the body is not a JSON object');
  for (const name of Object.keys(output)) if (output[name] === null) delete output[name];
  return output;
}

/**
 * Returns whether the JSON of a response to a request for items may have bytes, the only values there that JSON does not have:
 * whether a member is named B or BS, or has escapes in its name. One search of the text spares most outputs the walk.
 */
export function mayHaveBytes(body: string): boolean {
  return /"BS?"\s*:|\\u00[45]/i.test(body);
}
