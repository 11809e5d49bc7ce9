import type { ServiceError } from '../../../domain/errors.ts';
import type { DataType } from '../../../domain/values/attribute-value.ts';
import { invalidParameter, validationError } from './validation-errors.ts';

/** The texts that the service reports for keys: of requests, of items, and of indexes. */

/** A key in a request, or the key of an item in a batch, has missing, extra or wrongly typed attributes. */
export const keySchemaMismatch = (): ServiceError =>
  validationError('The provided key element does not match the schema');

/** PutItem: the item has no key attribute with that name. */
export const missingKey = (name: string): ServiceError => invalidParameter(`Missing the key ${name} in the item`);

/** PutItem: a key attribute has a different type from the table's. */
export const keyTypeMismatch = (name: string, types: TypeMismatch): ServiceError =>
  invalidParameter(`Type mismatch for key ${name} expected: ${types.expected} actual: ${types.actual}`);

/** A key attribute, of a key or of an item, is an empty string or binary. */
export const emptyKey = (name: string, type: 'S' | 'B'): ServiceError =>
  validationError(`${notValid}${cannotBeEmpty(type)} Key: ${name}`);

/** A partition key has more than 2048 bytes. The service's text has no space before the number. */
export const partitionKeyTooLarge = (): ServiceError =>
  invalidParameter('Size of hashkey has exceeded the maximum size limit of2048 bytes');

/** The sort key attributes of a table or index have more than 1024 bytes together. */
export const sortKeyTooLarge = (): ServiceError =>
  invalidParameter('Aggregated size of all range keys has exceeded the size limit of 1024 bytes');

/** A document path leads into a key attribute of the table. */
export const pathIntoKey = (name: string): ServiceError => validationError(`${mustBeScalars}: Key: ${name}`);

/** A document path leads into a key attribute of an index. */
export const pathIntoIndexKey = (name: string): ServiceError => validationError(`${mustBeScalars}: IndexKey: ${name}`);

/** An update changes a key attribute of the table, even to the same value. */
export const keyUpdate = (name: string): ServiceError =>
  invalidParameter(`Cannot update attribute ${name}. This attribute is part of the key`);

/** An index key attribute has a different type from the one defined. */
export const indexKeyTypeMismatch = (index: string, name: string, types: TypeMismatch): ServiceError =>
  invalidParameter(
    `Type mismatch for Index Key ${name} Expected: ${types.expected} Actual: ${types.actual} IndexName: ${index}`,
  );

/** PutItem: an index key attribute is an empty string or binary. */
export const emptyIndexKey = (index: string, name: string, type: 'S' | 'B'): ServiceError =>
  validationError(
    `${notValid}A value specified for a secondary index key is not supported. ${cannotBeEmpty(type)} IndexName: ${index}, IndexKey: ${name}`,
  );

/** UpdateItem: an index key attribute would become empty. The service does not name the index. */
export const indexKeyUpdatedToEmpty = (type: 'S' | 'B'): ServiceError =>
  validationError(
    `${notValid}The update expression attempted to update a secondary index key to a value that is not supported. ${cannotBeEmpty(type)}`,
  );

/** Returns whether an error is about an empty key value, of the table or of an index. */
export function isEmptyKeyError({ message }: ServiceError): boolean {
  return message.startsWith(notValid);
}

/** Returns whether an error is about a document path into a key attribute. */
export function isKeyPathError({ message }: ServiceError): boolean {
  return message.startsWith(mustBeScalars);
}

/** The defined type of a key attribute, and the type in the request. */
export interface TypeMismatch {
  readonly expected: DataType;
  readonly actual: DataType;
}

const notValid = 'One or more parameter values are not valid. ';

const mustBeScalars = "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed";

function cannotBeEmpty(type: 'S' | 'B'): string {
  const what = type === 'S' ? 'string' : 'binary';
  return `The AttributeValue for a key attribute cannot contain an empty ${what} value.`;
}
