import { isBytes, isDate, isSet } from '../../domain/brands.ts';
import { ExactNumber } from '../../domain/entity/exact-number.ts';
import { excerpt } from '../../domain/excerpt.ts';
import { isRecord } from '../../domain/is-record.ts';
import { checkArgument } from '../../domain/options.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { encodeBase64 } from '../../domain/values/base64.ts';
import type { ChangeDetails } from './change.ts';

/** Maximum number of characters of a value. */
const longestValue = 200;

/** What a change of any entity has. */
export interface DescribedChange extends ChangeDetails<string, object> {
  /** The kind of change. */
  readonly kind: 'insert' | 'modify' | 'remove';
  /** The entity before the change, if the stream has it. */
  readonly old: object | undefined;
  /** The entity after the change, if the stream has it. */
  readonly new: object | undefined;
  /** Whether DynamoDB deleted the item because its time to live had passed. */
  readonly expired: boolean;
}

/**
 * Returns a change as one line for people, with the values of the item or those that differ; long ones are shortened:
 *
 * `2026-01-01T12:00:00Z modify Customer { id: "c1" }: email: "a@example.org" → "b@example.org"`
 *
 * @throws DynarepoError - `BAD_INPUT`: it is no change.
 */
export function describeChange(change: DescribedChange): string {
  checkArgument('what describeChange describes', change, changeCheck);
  const { kind, entity, key, old, new: now, expired, at } = change;
  const time = at === undefined ? '' : `${at.toISOString().replace('.000', '')} `;
  const subject = `${time}${kind} ${entity} ${readable(key)}${expired ? ' (expired)' : ''}`;
  const details = now !== undefined && old !== undefined ? differences(old, now) : valuesOf(now ?? old ?? {}, key);
  return details.length === 0 ? subject : `${subject}: ${details.join(', ')}`;
}

const changeCheck = {
  expected: 'a change, as changes() yields them',
  isValid: (value: unknown) => isRecord(value) && isRecord(value.key) && (value.at === undefined || isDate(value.at)),
};

function differences(old: object, now: object): readonly string[] {
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...names].flatMap((name) => {
    const [before, after] = [old, now].map((each) => readable(ownProperty(each, name)));
    return before === after
      ? []
      : `${name}: ${excerpt(before ?? '', longestValue)} → ${excerpt(after ?? '', longestValue)}`;
  });
}

function valuesOf(value: object, key: object): readonly string[] {
  const others = Object.entries(value).filter(([name]) => !Object.hasOwn(key, name));
  return others.map(([name, each]) => `${name}: ${excerpt(readable(each), longestValue)}`);
}

function readable(value: unknown): string {
  if (value === undefined) return 'none';
  if (isDate(value)) return value.toISOString();
  if (isBytes(value)) return encodeBase64(value);
  if (Array.isArray(value)) return `[${value.map(readable).join(', ')}]`;
  if (isSet(value)) return `{${[...value].map(readable).join(', ')}}`;
  if (isRecord(value) && !(value instanceof ExactNumber)) {
    const members = Object.entries(value).map(([name, each]) => `${name}: ${readable(each)}`);
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
