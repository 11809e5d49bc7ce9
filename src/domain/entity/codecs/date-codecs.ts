import { isDate } from '../../brands.ts';
import { badInput, badStoredValue, type Place, wrongType } from '../place.ts';
import type { ValueCodec } from '../value-codec.ts';
import { storedNumber } from './number-codecs.ts';
import { storedText } from './scalar-codecs.ts';

/**
 * Dates as ISO texts of milliseconds in UTC, such as `2024-05-01T12:00:00.000Z`, which sort by time. A text of another
 * form is refused on reading: the date could not be written back as it was, and as a key would name another item.
 */
export const isoDateCodec: ValueCodec = {
  type: 'S',
  encode(value, place) {
    const text = dateOf(value, place).toISOString();
    if (!/^[0-9]/.test(text)) throw badInput(place, `is ${text}: only the years 0 to 9999 sort by time as ISO text`);
    return { S: text };
  },
  decode(stored, place) {
    const text = storedText(stored, place);
    const date = new Date(text);
    if (Number.isNaN(date.getTime()) || date.toISOString() !== text) {
      throw badStoredValue(place, `holds ${JSON.stringify(text)}, which is no date as isoDate() writes them`);
    }
    return date;
  },
};

/** Dates as whole seconds since 1970. What is only compared may have milliseconds. */
export const epochSecondsCodec: ValueCodec = {
  type: 'N',
  encode(value, place) {
    const milliseconds = dateOf(value, place).getTime();
    if (milliseconds % 1000 !== 0) {
      throw badInput(place, 'has milliseconds, which epochSeconds() would lose: round it, or use epochMilliseconds()');
    }
    return { N: String(milliseconds / 1000) };
  },
  encodeOperand: (value, place) => ({ N: secondsText(dateOf(value, place).getTime()) }),
  decode: (stored, place) => storedDate(storedNumber(stored, place), 1000, place),
};

/** Dates as whole milliseconds since 1970. */
export const epochMillisecondsCodec: ValueCodec = {
  type: 'N',
  encode: (value, place) => ({ N: String(dateOf(value, place).getTime()) }),
  decode: (stored, place) => storedDate(storedNumber(stored, place), 1, place),
};

function dateOf(value: unknown, place: Place): Date {
  if (!isDate(value)) throw wrongType(place, 'a Date', value);
  if (Number.isNaN(value.getTime())) throw badInput(place, 'is an invalid Date');
  return value;
}

function storedDate(text: string, unitMs: number, place: Place): Date {
  const date = new Date(Number(text) * unitMs);
  if (text.includes('.') || Number.isNaN(date.getTime())) {
    throw badStoredValue(place, `holds ${text}, which is no whole number of time units within the range of dates`);
  }
  return date;
}

/** Decimal seconds, exact where a division would not be. */
function secondsText(milliseconds: number): string {
  const digits = String(Math.abs(milliseconds)).padStart(4, '0');
  const fraction = digits.slice(-3).replace(/0+$/, '');
  const sign = milliseconds < 0 ? '-' : '';
  return `${sign}${digits.slice(0, -3)}${fraction === '' ? '' : `.${fraction}`}`;
}
