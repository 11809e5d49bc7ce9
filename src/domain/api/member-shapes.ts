import type {
  AttributeValueShape,
  BlobShape,
  BooleanShape,
  ListShape,
  MapShape,
  Member,
  NumberShape,
  Shape,
  StringShape,
  Structure,
  StructureReference,
  TimestampShape,
} from './shape.ts';

/** A member that a request must have, or that an answer always has. */
export function required(shape: Shape): Member {
  return { shape, required: true };
}

/** A member that may be left out. */
export function optional(shape: Shape): Member {
  return { shape };
}

/** The structure of that name. */
export function structure(name: string): StructureReference {
  return { kind: 'structure', name };
}

/** A list of values of one shape. */
export function listOf(element: Shape, bounds: Pick<ListShape, 'minLength' | 'maxLength'> = {}): ListShape {
  return { kind: 'list', element, ...bounds };
}

/** Values of one shape by name. */
export function mapOf(value: Shape, bounds: Pick<MapShape, 'key' | 'minLength' | 'maxLength'> = {}): MapShape {
  return { kind: 'map', value, ...bounds };
}

/** Text without any rule for its characters. */
export const text: StringShape = { kind: 'string' };
/** True or false. */
export const trueOrFalse: BooleanShape = { kind: 'boolean' };
/** Bytes. */
export const blob: BlobShape = { kind: 'blob' };
/** A moment. */
export const timestamp: TimestampShape = { kind: 'timestamp' };
/** A number with a fraction. */
export const double: NumberShape = { kind: 'double' };
/** A whole number of 32 bits. */
export const integer: NumberShape = { kind: 'integer' };
/** A whole number of 32 bits from 1. */
export const positiveInteger: NumberShape = { kind: 'integer', min: 1 };
/** A whole number of 64 bits. */
export const long: NumberShape = { kind: 'long' };
/** A whole number of 64 bits from 1. */
export const positiveLong: NumberShape = { kind: 'long', min: 1 };
/** A whole number of 64 bits from 0. */
export const nonNegativeLong: NumberShape = { kind: 'long', min: 0 };

/** One attribute value. */
export const attributeValue: AttributeValueShape = { kind: 'attribute value' };
/** What an attribute value has exactly one of. */
export const attributeValueStructure: Structure = {
  S: optional(text),
  N: optional(text),
  B: optional(blob),
  SS: optional(listOf(text)),
  NS: optional(listOf(text)),
  BS: optional(listOf(blob)),
  M: optional(mapOf(attributeValue)),
  L: optional(listOf(attributeValue)),
  NULL: optional(trueOrFalse),
  BOOL: optional(trueOrFalse),
};
/** An item, a key, or values by placeholder; their names have rules of their own. */
export const attributeMap: MapShape = mapOf(attributeValue);
/** The name of an attribute. */
export const attributeName: StringShape = { kind: 'string', maxLength: 65_535 };
/** The name of an attribute that a table's description keeps: of a key, a projection, the time to live, a vector. */
export const declaredAttributeName: StringShape = { kind: 'string', minLength: 1, maxLength: 255 };
/** Names of attributes by placeholder. */
export const expressionAttributeNames: MapShape = mapOf(attributeName);

/** The name of a table. */
export const tableName: StringShape = { kind: 'string', minLength: 3, maxLength: 255, pattern: '[a-zA-Z0-9_.-]+' };
/** The name of a table, or its ARN. */
export const tableNameOrArn: StringShape = { ...tableName, orArn: true };
/** The ARN of a table. */
export const tableArn: StringShape = { kind: 'string', minLength: 1, maxLength: 1024 };
/** The name of a secondary index. */
export const indexName: StringShape = tableName;
/** The key of a table or a local secondary index: partition key and sort key. */
export const keySchema: ListShape = listOf(structure('KeySchemaElement'), { minLength: 1, maxLength: 2 });
/** The key of a global secondary index: up to four attributes each of partition key and sort key. */
export const globalIndexKeySchema: ListShape = listOf(structure('KeySchemaElement'), { minLength: 1, maxLength: 8 });
/** What the service identifies a table by, across deletion and creation. */
export const tableId: StringShape = {
  kind: 'string',
  pattern: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
};

/** The ARN of a stream, a backup, an export, an import or a bulk operation. */
export const arn: StringShape = { kind: 'string', minLength: 37, maxLength: 1024 };
/** The ARN of anything that has tags or a policy. */
export const resourceArn: StringShape = { kind: 'string', minLength: 1, maxLength: 1283 };
/** Makes a repeated transaction the same one. */
export const clientRequestToken: StringShape = { kind: 'string', minLength: 1, maxLength: 36 };
/** Makes a repeated export, import or bulk operation the same one. */
export const clientToken: StringShape = { kind: 'string', pattern: '^[^\\$]+$' };

/** The name of a bucket in S3. */
export const s3Bucket: StringShape = {
  kind: 'string',
  maxLength: 255,
  pattern: '^[a-z0-9A-Z]+[\\.\\-\\w]*[a-z0-9A-Z]+$',
};
/** The account that owns a bucket. */
export const s3BucketOwner: StringShape = { kind: 'string', pattern: '[0-9]{12}' };
/** What the keys of the objects in a bucket begin with. */
export const s3Prefix: StringShape = { kind: 'string', maxLength: 1024 };
/** The key that encrypts what is written to a bucket. */
export const s3SseKmsKeyId: StringShape = { kind: 'string', minLength: 1, maxLength: 2048 };
