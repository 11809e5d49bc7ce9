import type { AttributeValue } from '../dynamodb.ts';
import type { PathStep } from '../expressions/tree.ts';
import type { DataType } from '../values/attribute-value.ts';
import type { ValueLocation } from './value-location.ts';

/** How the values of one kind are stored: every attribute has one. */
export interface ValueCodec {
  /** The data type that values are stored as. */
  readonly type: DataType;

  /** Whether `null` is among the values. */
  readonly isNullable?: boolean;

  /**
   * Checks a value, whatever the caller's types said, and gives its stored form.
   *
   * @returns `undefined` for an empty set, which DynamoDB cannot store.
   * @throws DynarepoError - `BAD_INPUT`: the value does not fit.
   */
  encode(value: unknown, location: ValueLocation): AttributeValue | undefined;

  /**
   * The value of a stored form, sharing nothing with it.
   *
   * @throws DynarepoError - `BAD_STORED_VALUE`: it is no stored form of this kind.
   */
  decode(stored: AttributeValue, location: ValueLocation): unknown;

  /** The stored form of a value that is only compared with; where it is absent, that is `encode`. */
  encodeOperand?(value: unknown, location: ValueLocation): AttributeValue;

  /** How members of a set and elements of a list are stored. */
  readonly member?: ValueCodec;

  /** What lies one step below, where there can be something. */
  slotAt?(step: PathStep, location: ValueLocation): Slot;
}

/** A location for a value: an attribute of an entity or map, or an element of a list or open map. */
export interface Slot {
  /** Its name or index in the table. */
  readonly attributeName: PathStep;
  readonly codec: ValueCodec;
  /** Whether there may be nothing in it. */
  readonly isRemovable: boolean;
  /** Why no update may change what is in it, if so. */
  readonly fixedBecause?: string | undefined;

  /**
   * The stored form of a value.
   *
   * @returns `undefined` where nothing is to be stored, which reads back as the value given.
   * @throws DynarepoError - `BAD_INPUT`: the value does not fit.
   */
  encode(value: unknown, location: ValueLocation): AttributeValue | undefined;
}
