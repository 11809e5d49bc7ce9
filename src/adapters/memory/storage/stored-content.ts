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

/** Returns the value in a slot, which can share objects with its content. */
export function valueAt(forms: readonly StoredForm[], contents: readonly Content[], slot: number): AttributeValue {
  // The form says what the content is.
  return forms[slot] === 'whole' ? (contents[slot] as AttributeValue) : copyAt(forms, contents, slot);
}

/**
 * Returns the value in a slot without sharing an object with its content.
 *
 * One function and not two, because V8 would optimize each of them apart in the first 300 requests of a process.
 */
export function copyAt(forms: readonly StoredForm[], contents: readonly Content[], slot: number): AttributeValue {
  const content = contents[slot];
  const form = forms[slot] as StoredForm; // every slot has one
  switch (form) {
    case 'S':
      return { S: content as string }; // the form says so
    case 'N':
      return { N: content as string }; // the form says so
    case 'BOOL':
      return { BOOL: content as boolean }; // the form says so
    case 'whole':
      return copyValue(content as AttributeValue); // the form says so
    default:
      return form satisfies never;
  }
}
