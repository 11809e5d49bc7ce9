import { type NumberViolation, parseNumber } from '../../../domain/values/decimal.ts';
import type { Wording } from '../wording/validation-errors.ts';

/** What the service finds wrong with a number, if anything. Both layers refuse the same numbers, not always alike. */
export function numberViolation(text: string, { layer }: Wording): NumberViolation | undefined {
  const { violation } = parseNumber(text);
  return violation === undefined || layer === 'current' ? violation : (javaProblem(text) ?? violation);
}

const exponential = /^[+-]?([0-9]*)\.?([0-9]*)[eE]([+-]?[0-9]+)$/;
const [least, greatest] = [-(2 ** 31), 2 ** 31 - 1];

/**
 * The older layer reads numbers as Java does, whose exponents and scales (the digits after the point) have 32 bits, and
 * takes one for tiny whose digits before the point are too many for that.
 *
 * Observed: October 2026.
 */
function javaProblem(text: string): NumberViolation | undefined {
  const [, whole = '', fraction = '', written] = exponential.exec(text) ?? [];
  if (written === undefined) return undefined;
  const exponent = Number(written);
  const scale = fraction.length - exponent;
  if (exponent < least || exponent > greatest || scale < least || scale > greatest) return 'not a number';
  const precision = Math.max(1, (whole + fraction).replace(/^0+/, '').length);
  return precision - scale > greatest ? 'underflow' : undefined;
}
