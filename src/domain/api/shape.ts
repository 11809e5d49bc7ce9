/**
 * The form of one value in a request or an answer, as data: what the validator, the wire codec and the completeness
 * tests read.
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
  /** A regular expression that the whole text must match, as the service prints it. */
  readonly pattern?: string;
  /** The ARN of the same thing may stand here as well; the other rules do not apply to it. */
  readonly orArn?: true;
  /** The values allowed, in the order in which the service prints them. */
  readonly values?: readonly string[];
}

/** A number: `integer` has 32 bits, `long` 64, `double` a fraction. */
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

/** A moment: a `Date` in process, seconds since 1970 on the wire. */
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

/** Values of one shape by name. */
export interface MapShape {
  readonly kind: 'map';
  readonly key?: StringShape;
  readonly value: Shape;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** One of the service's named structures, looked up where it is needed because structures hold each other. */
export interface StructureReference {
  readonly kind: 'structure';
  readonly name: string;
}

/** DynamoDB's own `AttributeValue`, whose rules are those of items and not of members. */
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
  /** Names of the errors the model declares for it, beside those that every operation can throw. */
  readonly errors: readonly string[];
}

/** Operations that belong together, and the structures that they brought in. */
export interface Family<Names extends string> {
  readonly operations: Readonly<Record<Names, OperationModel>>;
  readonly structures: Structures;
}
