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

/** Returns a member that is required in an input, or always present in an output. */
export function required(shape: Shape): Member {
  return { shape, required: true };
}

/** Returns a member that is optional. */
export function optional(shape: Shape): Member {
  return { shape };
}

/** Returns the reference to a structure. */
export function structure(name: string): StructureReference {
  return { kind: 'structure', name };
}

/** Returns the shape of a list. */
export function listOf(element: Shape, bounds: Pick<ListShape, 'minLength' | 'maxLength'> = {}): ListShape {
  return { kind: 'list', element, ...bounds };
}

/** Returns the shape of a map. */
export function mapOf(value: Shape, bounds: Pick<MapShape, 'key' | 'minLength' | 'maxLength'> = {}): MapShape {
  return { kind: 'map', value, ...bounds };
}

/** Text without further rules. */
export const text: StringShape = { kind: 'string' };
/** True or false. */
export const trueOrFalse: BooleanShape = { kind: 'boolean' };
/** Bytes. */
export const blob: BlobShape = { kind: 'blob' };
/** A time. */
export const timestamp: TimestampShape = { kind: 'timestamp' };
/** A number with a fraction. */
export const double: NumberShape = { kind: 'double' };
/** A 32-bit integer. */
export const integer: NumberShape = { kind: 'integer' };
/** A 32-bit integer, at least 1. */
export const positiveInteger: NumberShape = { kind: 'integer', min: 1 };
/** A 64-bit integer. */
export const long: NumberShape = { kind: 'long' };
/** A 64-bit integer, at least 1. */
export const positiveLong: NumberShape = { kind: 'long', min: 1 };
/** A 64-bit integer, at least 0. */
export const nonNegativeLong: NumberShape = { kind: 'long', min: 0 };

/** One attribute value. */
export const attributeValue: AttributeValueShape = { kind: 'attribute value' };
/** The members of an attribute value, of which it has exactly one. */
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
/** An item, a key, or values by placeholder; other code checks the names. */
export const attributeMap: MapShape = mapOf(attributeValue);
/** The name of an attribute. */
export const attributeName: StringShape = { kind: 'string', maxLength: 65_535 };
/** The name of an attribute in a table's definition: of a key, a projection, the time to live or a vector. */
export const declaredAttributeName: StringShape = { kind: 'string', minLength: 1, maxLength: 255 };
/** Attribute names by placeholder. */
export const expressionAttributeNames: MapShape = mapOf(attributeName);

/** The name of a table. */
export const tableName: StringShape = { kind: 'string', minLength: 3, maxLength: 255, pattern: '[a-zA-Z0-9_.-]+' };
/** The name of a table, or its ARN. */
export const tableNameOrArn: StringShape = { ...tableName, orArn: true };
/** The ARN of a table. */
export const tableArn: StringShape = { kind: 'string', minLength: 1, maxLength: 1024 };
/** The name of a secondary index. */
export const indexName: StringShape = tableName;
/** The key schema of a table or a local secondary index: partition key and sort key. */
export const keySchema: ListShape = listOf(structure('KeySchemaElement'), { minLength: 1, maxLength: 2 });
/** The key schema of a global secondary index: up to four attributes each for partition key and sort key. */
export const globalIndexKeySchema: ListShape = listOf(structure('KeySchemaElement'), { minLength: 1, maxLength: 8 });
/** The unique ID of a table; a table that is deleted and created again has a new one. */
export const tableId: StringShape = {
  kind: 'string',
  pattern: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
};

/** The ARN of a stream, a backup, an export, an import or a bulk operation. */
export const arn: StringShape = { kind: 'string', minLength: 37, maxLength: 1024 };
/** The ARN of a resource with tags or a policy. */
export const resourceArn: StringShape = { kind: 'string', minLength: 1, maxLength: 1283 };
/** Makes a retried transaction idempotent. */
export const clientRequestToken: StringShape = { kind: 'string', minLength: 1, maxLength: 36 };
/** Makes a retried export, import or bulk operation idempotent. */
export const clientToken: StringShape = { kind: 'string', pattern: '^[^\\$]+$' };

/** The name of an S3 bucket. */
export const s3Bucket: StringShape = {
  kind: 'string',
  maxLength: 255,
  pattern: '^[a-z0-9A-Z]+[\\.\\-\\w]*[a-z0-9A-Z]+$',
};
/** The account that owns an S3 bucket. */
export const s3BucketOwner: StringShape = { kind: 'string', pattern: '[0-9]{12}' };
/** The prefix of the object keys in an S3 bucket. */
export const s3Prefix: StringShape = { kind: 'string', maxLength: 1024 };
/** The KMS key that encrypts objects in an S3 bucket. */
export const s3SseKmsKeyId: StringShape = { kind: 'string', minLength: 1, maxLength: 2048 };
