import type { ServiceError } from '../../../domain/errors.ts';
import { encodeBase64 } from '../../../domain/values/base64.ts';
import type { NumberViolation } from '../../../domain/values/decimal.ts';
import { compareStrings } from '../../../domain/values/order.ts';
import { validationError, type Wording } from './validation-errors.ts';

/** The texts that the service reports for invalid attribute values. */

/** A value has no type. */
export const emptyValue = (): ServiceError =>
  validationError('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');

/** A value has more than one type. */
export const severalTypes = (): ServiceError =>
  validationError(
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
  );

/**
 * A list of values contains `null`, which the service is not recorded to reject.
 *
 * Observed: DynamoDB Local 3.3.1, 2026-11-30.
 */
export const nullElement = (): ServiceError => validationError('The supplied Item contains a null AttributeValue');

/** An attribute name in an item or a map is empty. */
export const emptyAttributeName = ({ envelope }: Wording): ServiceError =>
  validationError(`${envelope}Empty attribute name`);

/** An attribute name has more than 65,535 bytes. Not recorded. */
export const attributeNameTooLong = (): ServiceError =>
  validationError(`${invalid}Attribute name is too large, must be less than 65536 bytes`);

/** A value is nested in too many lists and maps. */
export const nestedTooDeeply = ({ envelope }: Wording): ServiceError =>
  validationError(
    `${envelope}Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit`,
  );

/** The result of an update is nested too deeply; its text is shorter. */
export const updatedTooDeeply = (): ServiceError => validationError('Nesting Levels have exceeded supported limits');

/** The value of a NULL is `false`. */
export const falseNull = ({ envelope }: Wording): ServiceError =>
  validationError(`${envelope}${invalid}Null attribute value types must have the value of true`);

/** A set has no members. */
export function emptySet(type: 'SS' | 'NS' | 'BS', { envelope }: Wording): ServiceError {
  const text =
    type === 'BS'
      ? 'Binary sets should not be empty'
      : `An ${type === 'SS' ? 'string' : 'number'} set  may not be empty`;
  return validationError(`${envelope}${invalid}${text}`);
}

/** A string set contains a member twice. */
export function duplicateStrings(members: readonly string[], { envelope, layer }: Wording): ServiceError {
  const shown =
    layer === 'older'
      ? members.join(', ')
      : upToRepeat(members)
          .map((member) => `"${member}"`)
          .join(', ');
  return validationError(`${envelope}${invalid}Input collection [${shown}] contains duplicates.`);
}

/** A number set contains a number twice, possibly in two notations. */
export function duplicateNumbers({ envelope, layer }: Wording): ServiceError {
  if (layer === 'older') return validationError('Input collection contains duplicates');
  return validationError(`${envelope}${invalid}Input collection contains duplicates.`);
}

/** A binary set contains a member twice. */
export function duplicateBinaries(members: readonly Uint8Array[], { envelope, layer }: Wording): ServiceError {
  const texts = members.map(encodeBase64);
  const shown = layer === 'older' ? texts.join(', ') : texts.map((text) => `"${text}"`).join(',');
  return validationError(`${envelope}${invalid}Input collection [${shown}]of type BS contains duplicates.`);
}

/** A text is not a number that DynamoDB can store. */
export function badNumber(violation: NumberViolation, text: string, wording: Wording): ServiceError {
  return validationError(wording.envelope + numberTexts[violation](text, wording));
}

const invalid = 'One or more parameter values were invalid: ';

const numberTexts: Readonly<Record<NumberViolation, (text: string, wording: Wording) => string>> = {
  'not a number': (text, { layer }) =>
    text === '' && layer === 'older'
      ? 'The parameter cannot be converted to a numeric value'
      : `The parameter cannot be converted to a numeric value: ${text}`,
  overflow: () => 'Number overflow. Attempting to store a number with magnitude larger than supported range',
  underflow: () => 'Number underflow. Attempting to store a number with magnitude smaller than supported range',
  'too many digits': () => 'Attempting to store more than 38 significant digits in a Number',
};

/** Sorts the members before the first repeated one; the rest keep their order. */
function upToRepeat(members: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  for (const member of members) {
    if (seen.has(member)) break;
    seen.add(member);
  }
  return [...[...seen].toSorted(compareStrings), ...members.slice(seen.size)];
}
