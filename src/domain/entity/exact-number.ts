import { DynarepoError } from '../errors.ts';
import { parseNumber } from '../values/decimal.ts';

/** A number that neither a JavaScript number nor a bigint holds exactly, such as a fraction with 20 digits. */
export class ExactNumber {
  /** The canonical text: `1.50` is `1.5`. */
  readonly text: string;

  /** @throws DynarepoError - `BAD_INPUT`: DynamoDB cannot store the text as a number. */
  constructor(text: string) {
    const { text: canonical, violation } = parseNumber(String(text));
    if (canonical === undefined) throw new DynarepoError('BAD_INPUT', `${JSON.stringify(text)}: ${violation}`);
    this.text = canonical;
  }

  /** Returns the text. */
  toString(): string {
    return this.text;
  }
}

/** Returns a canonical text as a number if that is exact, else as a bigint if it is whole, else as an {@link ExactNumber}. */
export function exactNumber(text: string): number | bigint | ExactNumber {
  const value = Number(text);
  const isFraction = text.includes('.');
  if (isFraction ? parseNumber(String(value)).text === text : Number.isSafeInteger(value)) return value;
  return isFraction ? new ExactNumber(text) : BigInt(text);
}
