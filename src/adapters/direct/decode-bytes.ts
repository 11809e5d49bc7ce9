import { decodeMembers } from '../../domain/api/decode-members.ts';
import { errorStructures } from '../../domain/api/error-structures.ts';
import { operations } from '../../domain/api/operation-models.ts';
import type { OperationName } from '../../domain/dynamodb.ts';
import { ownProperty } from '../../domain/own-property.ts';

/** Decodes the bytes in the output of an operation, in place. A file of its own, because only it needs the model. */
export function decodeOutputBytes(output: object, operation: OperationName): void {
  decodeMembers(output, operations[operation].output, toBytes);
}

/** Decodes the bytes in the members of an error, in place. */
export function decodeErrorBytes(members: object, name: string): void {
  decodeMembers(members, ownProperty(errorStructures, name) ?? {}, toBytes);
}

function toBytes(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
