import type { AttributeValue } from '../../../domain/dynamodb.ts';
import { copyValue } from '../../../domain/values/attribute-value.ts';
import { numberSizeBytes } from '../../../domain/values/decimal.ts';
import { utf8Bytes, valueSizeBytes } from '../../../domain/values/size.ts';

/** How the value of an attribute is stored: the content of its member of this name; `whole`: the value itself. */
export type StoredForm = 'S' | 'N' | 'BOOL' | 'whole';

/** What is stored of a value. Its form says which of these it is. */
export type Content = string | boolean | AttributeValue;

/** Returns how a value is stored. */
export function formOf({ S, N, BOOL }: AttributeValue): StoredForm {
  if (S !== undefined) return 'S';
  if (N !== undefined) return 'N';
  return BOOL === undefined ? 'whole' : 'BOOL';
}

/** Returns the content of a value with the form of {@link formOf}. */
export function contentOf(value: AttributeValue): Content {
  return value.S ?? value.N ?? value.BOOL ?? value;
}

/** Returns the size in bytes of a value with this content. */
export function contentSizeBytes(form: StoredForm, content: Content): number {
  switch (form) {
    case 'S':
      // The form says what the content is.
      return utf8Bytes(content as string);
    case 'N':
      // The form says what the content is.
      return numberSizeBytes(content as string);
    case 'BOOL':
      return 1;
    case 'whole':
      // The form says what the content is.
      return valueSizeBytes(content as AttributeValue);
    default:
      return form satisfies never;
  }
}

/** Returns a value, which can share objects with its content. */
export function toValue(form: StoredForm, content: Content): AttributeValue {
  // The shape says what is in its slots.
  return form === 'whole' ? (content as AttributeValue) : wrapped(form, content);
}

/** Returns a value that shares no object with its content. */
export function toCopy(form: StoredForm, content: Content): AttributeValue {
  // The shape says what is in its slots.
  return form === 'whole' ? copyValue(content as AttributeValue) : wrapped(form, content);
}

/** The casts hold, because the form says what the content is. */
function wrapped(form: Exclude<StoredForm, 'whole'>, content: Content): AttributeValue {
  switch (form) {
    case 'S':
      // The shape says what is in its slots.
      return { S: content as string };
    case 'N':
      // The shape says what is in its slots.
      return { N: content as string };
    case 'BOOL':
      return { BOOL: content as boolean };
    default:
      return form satisfies never;
  }
}
