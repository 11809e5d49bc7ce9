import { comparisonCount } from './comparison-count.ts';

/** Returns whether a string contains another one. */
export function includesText(text: string, part: string): boolean {
  return part.length <= shortLength ? text.includes(part) : includesUnits(codeUnits(text), codeUnits(part));
}

/** Returns whether a binary value contains another one. */
export function includesBytes(bytes: Uint8Array, part: Uint8Array): boolean {
  return includesUnits(bytes, part);
}

/** A part up to this length is found in linear time by any algorithm. */
const shortLength = 32;

/** The algorithm of Knuth, Morris and Pratt: it compares each unit at most twice, whatever the values are. */
function includesUnits(whole: Units, part: Units): boolean {
  const borders = bordersOf(part);
  let matched = 0;
  for (let index = 0; index < whole.length && matched < part.length; index += 1) {
    while (matched > 0 && differs(whole[index], part[matched])) matched = borders[matched - 1] ?? 0;
    if (whole[index] === part[matched]) matched += 1;
  }
  return matched === part.length;
}

type Units = Uint8Array | Uint16Array;

/** For each beginning of a part: the length of its longest proper beginning that is also its end. */
function bordersOf(part: Units): Uint32Array {
  const borders = new Uint32Array(part.length);
  let length = 0;
  for (let index = 1; index < part.length; index += 1) {
    while (length > 0 && differs(part[index], part[length])) length = borders[length - 1] ?? 0;
    if (part[index] === part[length]) length += 1;
    borders[index] = length;
  }
  return borders;
}

function differs(left: number | undefined, right: number | undefined): boolean {
  comparisonCount.value += 1;
  return left !== right;
}

function codeUnits(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}
