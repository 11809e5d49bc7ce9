import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { type DecodeOptions, storedDecoder } from '../../domain/entity/entity-codec.ts';
import { hasOwnKey } from '../../domain/entity/keys/decode-key.ts';
import type { StreamView } from '../../domain/entity/table.ts';
import { memberOfItem } from '../../domain/entity/union-members.ts';
import { DynarepoError, StoredValueError } from '../../domain/errors.ts';
import { isRecord } from '../../domain/is-record.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { holdsUniqueValue } from '../requests/unique-items.ts';
import type { ChangeOf } from './change.ts';
import { checkView, type DecodeChangeOptions } from './decode-options.ts';
import type { EntitiesByTable } from './entities-by-table.ts';
import type { StreamRecord } from './stream-record.ts';

/** A change of any entity. */
export type AnyChange = ChangeOf<AnyEntity, StreamView>;

/** Decodes a record of a table; returns `undefined` for one that is left out. */
export type ChangeDecoder = (record: StreamRecord, table: string) => AnyChange | undefined;

const kinds: Readonly<Record<string, AnyChange['kind']>> = { INSERT: 'insert', MODIFY: 'modify', REMOVE: 'remove' };

/** Returns the decoder of the records of some tables. */
export function changeDecoder(tables: EntitiesByTable, options: DecodeChangeOptions): ChangeDecoder {
  const { view = 'NEW_AND_OLD_IMAGES', onUnreadable = 'throw', onOther } = options;
  const decoders = new Map([...tables].map(([table, members]) => [table, members.map(memberDecoder)]));
  return (record, table) => {
    const keys = keysOf(record);
    const members = decoders.get(table) ?? [];
    if (members[0] !== undefined && holdsUniqueValue(members[0].partition, keys)) return undefined;
    const image = record.dynamodb?.NewImage ?? record.dynamodb?.OldImage;
    const decoder = members.find(
      ({ member }) => hasOwnKey(member.keys.table.entryKey, keys) && (image === undefined || hasOwnTag(member, image)),
    );
    if (decoder === undefined) {
      onOther?.(record);
      return undefined;
    }
    try {
      return toChange(decoder, { record, keys, table, view });
    } catch (error) {
      if (!(error instanceof StoredValueError) || onUnreadable === 'throw') throw error;
      if (onUnreadable !== 'skip') onUnreadable(error, record);
      return undefined;
    }
  };
}

interface MemberDecoder {
  readonly member: AnyEntity;
  /** The name of the table's partition key. */
  readonly partition: string;
  readonly key: (keys: Item) => object;
  readonly image: (item: Item) => object;
}

function memberDecoder(member: AnyEntity): MemberDecoder {
  const ofKey: DecodeOptions = { names: new Set(member.keyNames) };
  const partition = member.keys.table.entryKey[0]?.name ?? '';
  return { member, partition, key: storedDecoder(member, ofKey), image: storedDecoder(member, {}) };
}

/** Returns whether an item of a union has the tag of a member; reads leave the others out too. */
function hasOwnTag(entity: AnyEntity, item: Item): boolean {
  try {
    return memberOfItem(entity, item) !== undefined;
  } catch (error) {
    if (error instanceof DynarepoError && error.code === 'BAD_STORED_VALUE') return false;
    throw error;
  }
}

interface FoundRecord {
  readonly record: StreamRecord;
  readonly keys: Item;
  readonly table: string;
  readonly view: StreamView;
}

function toChange({ member, key, image }: MemberDecoder, { record, keys, table, view }: FoundRecord): AnyChange {
  const { eventName, eventID = '', dynamodb = {}, userIdentity } = record;
  const kind = ownProperty(kinds, eventName ?? '');
  if (kind === undefined) throw malformed('eventName INSERT, MODIFY or REMOVE');
  const decoded = (name: 'NewImage' | 'OldImage', isPart: boolean) => {
    if (!isPart) return undefined;
    const item = dynamodb[name];
    if (item !== undefined) return image(item);
    checkView(view, dynamodb.StreamViewType, table);
    throw malformed(`${name}, which ${view} has`);
  };
  const change = {
    kind,
    entity: member.name,
    key: key(keys),
    old: decoded('OldImage', kind !== 'insert' && (view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES')),
    new: decoded('NewImage', kind !== 'remove' && (view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES')),
    expired: kind === 'remove' && userIdentity?.PrincipalId === 'dynamodb.amazonaws.com',
    table,
    at: dynamodb.ApproximateCreationDateTime,
    sequenceNumber: dynamodb.SequenceNumber ?? '',
    eventId: eventID,
  };
  return change as AnyChange; // each kind has the images that its type has
}

function keysOf({ dynamodb }: StreamRecord): Item {
  const keys = dynamodb?.Keys;
  if (isRecord(keys)) return keys;
  throw malformed('Keys');
}

function malformed(missing: string): DynarepoError {
  return new DynarepoError('BAD_INPUT', `a stream record has no ${missing}`);
}
