import { isDate } from '../../brands.ts';
import type { ValueCodec } from '../value-codec.ts';
import { badInput, badStoredValue, type ValueLocation, wrongType } from '../value-location.ts';
import { numberText, storedNumber } from './number-codecs.ts';
import { storedText } from './scalar-codecs.ts';

/**
 * Dates as ISO text in UTC with milliseconds, such as `2024-05-01T12:00:00.000Z`, which sorts by time. Other formats are
 * rejected when reading: the date would be written back differently, and as a key would identify another item.
 */
export const isoDateCodec: ValueCodec = {
  type: 'S',
  jsonForm: 'date',
  encode(value, location) {
    const text = dateOf(value, location).toISOString();
    if (!/^[0-9]/.test(text)) throw badInput(location, `is ${text}, but isoDate() supports only the years 0 to 9999`);
    return { S: text };
  },
  decode(stored, location) {
    const text = storedText(stored, location);
    const date = new Date(text);
    if (Number.isNaN(date.getTime()) || date.toISOString() !== text) {
      throw badStoredValue(location, `is stored as ${JSON.stringify(text)}, which is not in the format of isoDate()`);
    }
    return date;
  },
};

/** The form of dates in other libraries; they are read with up to nanoseconds, which a `Date` does not hold. */
export type DateForm = 'pynamodb' | 'java';

/** Creates the codec for dates as the texts of another library. */
export function dateTextCodec(form: DateForm): ValueCodec {
  const isPython = form === 'pynamodb';
  const pattern = isPython
    ? /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})\d{3}\+0000$/
    : /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?)\d*Z$/;
  return {
    type: 'S',
    jsonForm: 'date',
    isLossy: true,
    encode(value, location) {
      const text = isoDateCodec.encode(value, location)?.S ?? '';
      return { S: isPython ? text.replace('Z', '000+0000') : text.replace('.000Z', 'Z') };
    },
    decode(stored, location) {
      const text = storedText(stored, location);
      const date = new Date(`${pattern.exec(text)?.[1]}Z`);
      if (!Number.isNaN(date.getTime())) return date;
      throw badStoredValue(
        location,
        `is stored as ${JSON.stringify(text)}, which is not a date in the form of ${form}`,
      );
    },
  };
}

/** Dates as whole seconds since 1970. Values in comparisons may have milliseconds. */
export const epochSecondsCodec: ValueCodec = {
  type: 'N',
  jsonForm: 'date',
  precisionMs: 1000,
  encode(value, location) {
    const milliseconds = dateOf(value, location).getTime();
    if (milliseconds % 1000 !== 0) {
      throw badInput(
        location,
        'has milliseconds, which epochSeconds() cannot store: round it, or use epochMilliseconds()',
      );
    }
    return { N: String(milliseconds / 1000) };
  },
  encodeOperand: (value, location) => ({ N: secondsText(dateOf(value, location).getTime()) }),
  decode: (stored, location) => storedDate(storedNumber(stored, location), 1000, location),
};

/** Times to live: as {@link epochSecondsCodec}, but dates are rounded up, and seconds since 1970 are accepted. */
export const ttlCodec: ValueCodec = {
  ...epochSecondsCodec,
  encode(value, location) {
    const seconds = typeof value === 'number' ? value : dateOf(value, location).getTime() / 1000;
    // Milliseconds by mistake would be a date that no item reaches.
    if (Number.isNaN(seconds) || Math.abs(seconds) > lastSecond) {
      throw badInput(location, `is ${seconds}, but must be seconds since 1970, up to the year 9999`);
    }
    return { N: String(Math.ceil(seconds)) };
  },
  encodeOperand: (value, location) =>
    typeof value === 'number'
      ? { N: numberText(value, location) }
      : { N: secondsText(dateOf(value, location).getTime()) },
};

/** The last second of the year 9999. */
const lastSecond = 253_402_300_799;

/** Dates as whole milliseconds since 1970. */
export const epochMillisecondsCodec: ValueCodec = {
  type: 'N',
  jsonForm: 'date',
  encode: (value, location) => ({ N: String(dateOf(value, location).getTime()) }),
  decode: (stored, location) => storedDate(storedNumber(stored, location), 1, location),
};

function dateOf(value: unknown, location: ValueLocation): Date {
  if (!isDate(value)) throw wrongType(location, 'a Date', value);
  if (Number.isNaN(value.getTime())) throw badInput(location, 'is an invalid Date');
  return value;
}

function storedDate(text: string, unitMs: number, location: ValueLocation): Date {
  const date = new Date(Number(text) * unitMs);
  if (text.includes('.') || Number.isNaN(date.getTime())) {
    throw badStoredValue(location, `is stored as ${text}, which is not a whole number in the range of Date`);
  }
  return date;
}

/** Formats milliseconds as decimal seconds, exactly, which a division would not be. */
function secondsText(milliseconds: number): string {
  const digits = String(Math.abs(milliseconds)).padStart(4, '0');
  const fraction = digits.slice(-3).replace(/0+$/, '');
  const sign = milliseconds < 0 ? '-' : '';
  return `${sign}${digits.slice(0, -3)}${fraction === '' ? '' : `.${fraction}`}`;
}
