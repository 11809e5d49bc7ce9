import { requestTooLarge } from './request-too-large.ts';

/**
 * Copies the elements of an array in a request. They are read by index and the length is read once, because an array can be
 * a proxy, or have another iterator or `constructor`, which its own methods would use.
 *
 * @throws ServiceError - RequestEntityTooLarge: the array has more elements than `maxLength`.
 */
export function elementsOf(array: readonly unknown[], maxLength: number): unknown[] {
  const { length } = array;
  if (length > maxLength) throw requestTooLarge();
  const elements: unknown[] = [];
  for (let index = 0; index < length; index += 1) elements.push(array[index]);
  return elements;
}
