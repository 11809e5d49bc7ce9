const idLength = 52;
/** The end of the service's request ids, the same in every Region. */
const idSuffix = 'VV4KQNSO5AEMVJF66Q9ASUAAJG';

/** Returns the id of request number `number`: 52 digits and capital letters, like those of the service. */
export function requestIdOf(number: number): string {
  return (
    number
      .toString(36)
      .toUpperCase()
      .padStart(idLength - idSuffix.length, '0') + idSuffix
  );
}
