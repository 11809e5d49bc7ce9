const idLength = 52;
/** How the ids of the service's own end, in every Region. */
const idEnding = 'VV4KQNSO5AEMVJF66Q9ASUAAJG';

/** The id of a database's n-th request: 52 digits and capital letters, as the service's are. */
export function requestIdOf(number: number): string {
  return (
    number
      .toString(36)
      .toUpperCase()
      .padStart(idLength - idEnding.length, '0') + idEnding
  );
}
