import type { ServiceError } from '../../../domain/errors.ts';
import { encodeBase64 } from '../../../domain/values/base64.ts';
import type { NumberViolation } from '../../../domain/values/decimal.ts';
import { compareStrings } from '../../../domain/values/order.ts';
import { validationError, type Wording } from './validation-errors.ts';

/** What the service says of attribute values that it does not accept. */

/** A value of no type. */
export const emptyValue = (): ServiceError =>
  validationError('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');

/** A value of more than one type. */
export const severalTypes = (): ServiceError =>
  validationError(
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
  );

/** An attribute without a name, in an item or a map. */
export const emptyAttributeName = ({ envelope }: Wording): ServiceError =>
  validationError(`${envelope}Empty attribute name`);

/** An attribute whose name has more than 65,535 bytes. Not recorded. */
export const attributeNameTooLong = (): ServiceError =>
  validationError(`${invalid}Attribute name is too large, must be less than 65536 bytes`);

/** A value with too many levels of lists and maps around it. */
export const nestedTooDeeply = ({ envelope }: Wording): ServiceError =>
  validationError(
    `${envelope}Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit`,
  );

/** The result of an update has its own, shorter text. */
export const updatedTooDeeply = (): ServiceError => validationError('Nesting Levels have exceeded supported limits');

/** A NULL that says it is none. */
export const falseNull = ({ envelope }: Wording): ServiceError =>
  validationError(`${envelope}${invalid}Null attribute value types must have the value of true`);

/** A set without members. */
export function emptySet(type: 'SS' | 'NS' | 'BS', { envelope }: Wording): ServiceError {
  const text =
    type === 'BS'
      ? 'Binary sets should not be empty'
      : `An ${type === 'SS' ? 'string' : 'number'} set  may not be empty`;
  return validationError(`${envelope}${invalid}${text}`);
}

/** A string set that holds a member twice. */
export function duplicateStrings(members: readonly string[], { envelope, layer }: Wording): ServiceError {
  const shown =
    layer === 'older'
      ? members.join(', ')
      : upToRepeat(members)
          .map((member) => `"${member}"`)
          .join(', ');
  return validationError(`${envelope}${invalid}Input collection [${shown}] contains duplicates.`);
}

/** A number set that holds a member twice, written the same or not. */
export function duplicateNumbers({ envelope, layer }: Wording): ServiceError {
  if (layer === 'older') return validationError('Input collection contains duplicates');
  return validationError(`${envelope}${invalid}Input collection contains duplicates.`);
}

/** A binary set that holds a member twice. */
export function duplicateBinaries(members: readonly Uint8Array[], { envelope, layer }: Wording): ServiceError {
  const texts = members.map(encodeBase64);
  const shown = layer === 'older' ? texts.join(', ') : texts.map((text) => `"${text}"`).join(',');
  return validationError(`${envelope}${invalid}Input collection [${shown}]of type BS contains duplicates.`);
}

/** A text that is no number DynamoDB can hold. */
export function badNumber(problem: NumberViolation, text: string, wording: Wording): ServiceError {
  return validationError(wording.envelope + numberTexts[problem](text, wording));
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

/** The members before the first repeated one in order, then it and the rest as they came. */
function upToRepeat(members: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  for (const member of members) {
    if (seen.has(member)) break;
    seen.add(member);
  }
  return [...[...seen].toSorted(compareStrings), ...members.slice(seen.size)];
}
