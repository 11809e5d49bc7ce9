/**
 * The type of one value in an input or output, as data; validation, the wire format and the completeness tests use it.
 */
export type Shape =
  | StringShape
  | NumberShape
  | BooleanShape
  | BlobShape
  | TimestampShape
  | ListShape
  | MapShape
  | StructureReference
  | AttributeValueShape;

/** Text; lengths are in characters. */
export interface StringShape {
  readonly kind: 'string';
  readonly minLength?: number;
  readonly maxLength?: number;
  /** A regular expression that the whole text must match, as in DynamoDB's messages. */
  readonly pattern?: string;
  /** Whether the ARN of the resource is allowed too; the other rules do not apply to an ARN. */
  readonly orArn?: true;
  /** The allowed values, in the order of DynamoDB's messages. */
  readonly values?: readonly string[];
}

/** A number: `integer` has 32 bits, `long` 64 bits, `double` may have a fraction. */
export interface NumberShape {
  readonly kind: 'integer' | 'long' | 'double';
  readonly min?: number;
  readonly max?: number;
}

/** True or false. */
export interface BooleanShape {
  readonly kind: 'boolean';
}

/** Bytes; base64 on the wire. */
export interface BlobShape {
  readonly kind: 'blob';
}

/** A time: a `Date` in process, seconds since 1970 on the wire. */
export interface TimestampShape {
  readonly kind: 'timestamp';
}

/** A list of values of one shape. */
export interface ListShape {
  readonly kind: 'list';
  readonly element: Shape;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A map from names to values of one shape. */
export interface MapShape {
  readonly kind: 'map';
  readonly key?: StringShape;
  readonly value: Shape;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A structure by name; it is resolved on use, because structures contain each other. */
export interface StructureReference {
  readonly kind: 'structure';
  readonly name: string;
}

/** An attribute value. It is checked as part of an item, not as a member. */
export interface AttributeValueShape {
  readonly kind: 'attribute value';
}

/** One member of a structure. */
export interface Member {
  readonly shape: Shape;
  readonly required?: true;
}

/** Members by name, in the order of the service's model. */
export type Structure = Readonly<Record<string, Member>>;

/** Structures by their names in the service's model. */
export type Structures = Readonly<Record<string, Structure>>;

/** One operation of the service. */
export interface OperationModel {
  readonly service: 'DynamoDB' | 'DynamoDBStreams';
  /** Data operations work on items, control operations on tables and what surrounds them. */
  readonly plane: 'data' | 'control' | 'streams';
  readonly input: Structure;
  readonly output: Structure;
  /** Names of the errors that the model declares for it; errors common to all operations are not included. */
  readonly errors: readonly string[];
}

/** A group of operations and the structures that they use. */
export interface Family<Names extends string> {
  readonly operations: Readonly<Record<Names, OperationModel>>;
  readonly structures: Structures;
}
