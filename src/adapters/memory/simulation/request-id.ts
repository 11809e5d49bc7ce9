const idLength = 52;
/** The end of the service's request ids, the same in every Region. */
const idSuffix = 'VV4KQNSO5AEMVJF66Q9ASUAAJG';

/** How many ids in a row share all digits but the last two. */
const sharing = 36 ** 2;

/** Returns the id of request number `number`: 52 digits and capital letters, like those of the service. */
export function requestIdOf(number: number): string {
  const last = number % sharing;
  const first = (number - last) / sharing;
  if (first !== shared.number) shared = { number: first, digits: digitsOf(first, idLength - idSuffix.length - 2) };
  return shared.digits + endOf(last);
}

/** The digits that ids share with the latest one: printing all digits of each id took a thirtieth of a GetItem. */
let shared = { number: -1, digits: '' };

/** The last two digits and the suffix, printed when first needed. */
const ends: string[] = [];

function endOf(last: number): string {
  const known = ends[last];
  if (known !== undefined) return known;
  const end = digitsOf(last, 2) + idSuffix;
  ends[last] = end;
  return end;
}

function digitsOf(number: number, length: number): string {
  return number.toString(36).toUpperCase().padStart(length, '0');
}
