import type { AttributeValue } from '../dynamodb.ts';
import type { PathStep } from '../expressions/tree.ts';
import type { DataType } from '../values/attribute-value.ts';
import type { ValueLocation } from './value-location.ts';

/** Encodes and decodes the values of one kind; every attribute has one. */
export interface ValueCodec {
  /** The data type that values are stored as. */
  readonly type: DataType;

  /** The unit of dates that the codec stores, in milliseconds. Default: 1. */
  readonly precisionMs?: number;

  /** Whether a stored value can have digits that the read one does not, so that a key has to be checked. Default: false. */
  readonly isLossy?: boolean;

  /** How many different values there are. Default: no limit that matters. */
  readonly valueCount?: number;

  /** Whether `null` is allowed. Default: false. */
  readonly isNullable?: boolean;

  /**
   * Checks a value and encodes it as an attribute value.
   *
   * @returns `undefined` for an empty set, which DynamoDB cannot store.
   * @throws DynarepoError - `BAD_INPUT`: the value is invalid.
   */
  encode(value: unknown, location: ValueLocation): AttributeValue | undefined;

  /**
   * Decodes an attribute value; the result is a deep copy.
   *
   * @throws DynarepoError - `BAD_STORED_VALUE`: the attribute value has the wrong type or format.
   */
  decode(stored: AttributeValue, location: ValueLocation): unknown;

  /** Encodes a value for a comparison. Default: `encode`. */
  encodeOperand?(value: unknown, location: ValueLocation): AttributeValue | undefined;

  /** Returns the values that a stored one can have if it reads as `value`, for comparisons. Default: `value` alone. */
  storedForms?(value: unknown): readonly unknown[];

  /** The codec of the members of a set or the elements of a list. */
  readonly member?: ValueCodec;

  /** How values that JSON does not have are written in it, if the data type does not show it: see `dynarepo/json`. */
  readonly jsonForm?: 'any' | 'bigint' | 'date';

  /** The codec of the kind that an application's own values are converted to. */
  readonly form?: ValueCodec;

  /** Returns the codec of an element or entry of a value; `undefined` if the value can't have it. Only for lists and maps. */
  partOf?(step: PathStep, value: object): ValueCodec | undefined;

  /** Selects attributes of a map by their names; only for maps with declared attributes. */
  readonly selectPart?: ((names: ReadonlySet<string>) => SelectedPart) | undefined;

  /** Returns the slot of an element or map entry; only for lists and maps. */
  slotAt?(step: PathStep, location: ValueLocation): Slot;
}

/** Attributes of a map that are read without the others. */
export interface SelectedPart {
  /** The stored paths of the attributes in the map; none if the map has none of the names. */
  readonly paths: readonly (readonly PathStep[])[];
  /** Whether every map has at least one of them. */
  readonly isCertain: boolean;
  /** Decodes a map of them. */
  readonly decode: ValueCodec['decode'];
}

/** A position for a value: an attribute of an entity or map, or an element of a list or record. */
export interface Slot {
  /** Its name or index in the table. */
  readonly attributeName: PathStep;
  readonly codec: ValueCodec;
  /** Whether it may be empty, so that an update may remove its value. */
  readonly isRemovable: boolean;
  /** Creates the value that its absence reads as, if it has a default. */
  readonly makeDefault?: (() => unknown) | undefined;
  /** Why updates cannot change its value; `undefined` if they can. */
  readonly readOnlyReason?: string | undefined;

  /**
   * Encodes a value.
   *
   * @returns `undefined` if absence reads back as the same value, so that nothing must be stored.
   * @throws DynarepoError - `BAD_INPUT`: the value is invalid.
   */
  encode(value: unknown, location: ValueLocation): AttributeValue | undefined;
}
