import * as members from '../../domain/api/decode-members.ts';
import type { Structure } from '../../domain/api/shape.ts';
import { decodeBase64 } from './base64.ts';

/**
 * Converts the parsed JSON of a request to the types of the port, in place.
 *
 * @throws ServiceError - SerializationException: text in the place of bytes is not base64.
 */
export function decodeMembers(request: unknown, structure: Structure): void {
  members.decodeMembers(request, structure, decodeBase64);
}
