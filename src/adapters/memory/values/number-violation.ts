import { type NumberViolation, parseNumber } from '../../../domain/values/decimal.ts';
import type { Wording } from '../wording/validation-errors.ts';

/**
 * Returns the violation in a number, if any. Both layers reject the same numbers, but can report different violations.
 */
export function numberViolation(text: string, { layer }: Wording): NumberViolation | undefined {
  const { violation } = parseNumber(text);
  return violation === undefined || layer === 'current' ? violation : (javaViolation(text) ?? violation);
}

const exponential = /^[+-]?([0-9]*)\.?([0-9]*)[eE]([+-]?[0-9]+)$/;
const [least, greatest] = [-(2 ** 31), 2 ** 31 - 1];

/**
 * The older layer parses numbers as Java does: exponents and scales (the digits after the point) have 32 bits, and a
 * number with too many digits before the point for that is an underflow.
 *
 * Observed: October 2026.
 */
function javaViolation(text: string): NumberViolation | undefined {
  const [, whole = '', fraction = '', exponentText] = exponential.exec(text) ?? [];
  if (exponentText === undefined) return undefined;
  const exponent = Number(exponentText);
  const scale = fraction.length - exponent;
  if (exponent < least || exponent > greatest || scale < least || scale > greatest) return 'not a number';
  const precision = Math.max(1, (whole + fraction).replace(/^0+/, '').length);
  return precision - scale > greatest ? 'underflow' : undefined;
}
