import { readableJson } from '../../domain/values/readable-value.ts';
import type { LogRecord } from './log-record.ts';

/** Formats a record as one line: `Query orders (Order) 4.2 ms, 20 of 100 items, 1.5 units`. */
export function logLine(record: LogRecord): string {
  const {
    operation,
    tables,
    entities,
    durationMs,
    errorName,
    errorMessage,
    itemCount,
    evaluated,
    units,
    keys,
    attempt,
  } = record;
  const subject = [operation, tables.join(', '), entities.length > 0 ? `(${entities.join(', ')})` : ''];
  const time = `${durationMs.toFixed(1)} ms`;
  const details = [
    errorName === undefined ? time : `failed after ${time}: ${[errorName, errorMessage].filter(Boolean).join(': ')}`,
    itemCount === undefined ? '' : countOf(itemCount, evaluated),
    units === undefined ? '' : counted(units, 'unit'),
    keys === undefined || keys.length === 0 ? '' : `key ${keys.map(readableJson).join(' ')}`,
    attempt === 1 ? '' : `attempt ${attempt}`,
    record.slow ? 'slow' : '',
  ];
  const line = `${subject.filter(Boolean).join(' ')} ${details.filter(Boolean).join(', ')}`;
  return line.replace(new RegExp(controlCharacters, 'gu'), ' ');
}

/**
 * An error's message can have line breaks, with which it would look like another line of the log. Not a literal, for which V8
 * would list all these characters when it reads this file.
 */
const controlCharacters = '[\\p{Cc}\\p{Zl}\\p{Zp}]+';

function countOf(items: number, evaluated: number | undefined): string {
  return evaluated === undefined || evaluated === items
    ? counted(items, 'item')
    : `${items} of ${counted(evaluated, 'item')}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
