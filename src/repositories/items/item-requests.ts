import type { Item } from '../../domain/dynamodb.ts';
import type { ValueKind } from '../../domain/entity/attribute-kinds.ts';
import { anyCodec, decodeAny, encodeAny } from '../../domain/entity/codecs/any-codec.ts';
import { declareAttribute } from '../../domain/entity/declared-attribute.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { keyOf } from '../../domain/entity/entity-codec.ts';
import type { KeyOf } from '../../domain/entity/entity-types.ts';
import type { ExactNumber } from '../../domain/entity/exact-number.ts';
import { type UndeclaredPaths, undeclaredPaths } from '../../domain/entity/paths/undeclared-paths.ts';
import { wrongType } from '../../domain/entity/value-location.ts';
import type { Condition, UpdateAction } from '../../domain/expressions/tree.ts';
import { isRecord } from '../../domain/is-record.ts';
import { checkOptions, type OptionNames } from '../../domain/options.ts';
import type { CallOptions } from '../call-options.ts';
import type { ConditionCallback } from '../requests/callbacks.ts';
import { checkItemSize } from '../requests/check-item-size.ts';
import { deleteRequest } from '../requests/delete.ts';
import { type GetRequest, getRequest } from '../requests/get.ts';
import { createRequest, putRequest } from '../requests/put.ts';
import type { ReadOptions } from '../requests/read-options.ts';
import { isItem, type WriteRequest } from '../requests/request.ts';
import type { RequestContext } from '../requests/request-context.ts';
import { updateRequest } from '../requests/update.ts';
import { writeOptionNames } from '../requests/write-options.ts';

/** A value of an item without a schema. */
export type PlainValue =
  | string
  | number
  | bigint
  | ExactNumber
  | boolean
  | null
  | Uint8Array
  | ReadonlySet<string>
  | ReadonlySet<number | bigint | ExactNumber>
  | ReadonlySet<Uint8Array>
  | PlainValue[]
  | PlainItem;

/** An item without a schema. */
export interface PlainItem {
  [name: string]: PlainValue;
}

/** Returns a path by name, with the operations of an attribute: `at(number(), 'views')`, `at(string(), 'address', 'city')`. */
export type PlainPaths = UndeclaredPaths;

/** Options of writes of plain items. */
export interface PlainWriteOptions extends CallOptions {
  /** Condition on the stored item; if it is not met, nothing is written and a `ConflictError` is thrown. */
  readonly condition?: ((at: PlainPaths) => Condition) | undefined;
}

/** Options of updates of plain items. */
export interface PlainUpdateOptions extends PlainWriteOptions {
  /** Creates the item if it does not exist. Default: false. */
  readonly upsert?: boolean | undefined;
}

/** New values by name, or the actions of an update. */
export type PlainChanges = object | ((at: PlainPaths) => readonly (UpdateAction | undefined)[]);

type Get = GetRequest<PlainItem | undefined>;
type Put = WriteRequest<'PutItem', PlainItem, PlainItem>;

/** Builds the requests of plain items, for batches and transactions, or to inspect: see `Items`. */
export class ItemRequests {
  readonly #context: RequestContext;

  constructor(context: RequestContext) {
    this.#context = context;
  }

  /** See `Items.get`. */
  get(key: object, options?: ReadOptions): Get {
    const { entity } = this.#context;
    const decode: Get['decode'] = ({ Item: found }) => (isItem(found) ? toPlain(entity, found) : undefined);
    return { ...getRequest(this.#context, keyIn(entity, key), options), decode };
  }

  /** See `Items.put`. */
  put(item: object, options: PlainWriteOptions = {}): Put {
    const { entity } = this.#context;
    return this.#whole(
      putRequest(this.#context, keyIn(entity, item), this.#options('put', options, optionNames)),
      item,
    );
  }

  /** See `Items.create`. */
  create(item: object, options: PlainWriteOptions = {}): Put {
    const { entity } = this.#context;
    return this.#whole(
      createRequest(this.#context, keyIn(entity, item), this.#options('create', options, optionNames)),
      item,
    );
  }

  /** See `Items.update`. */
  update(key: object, changes: PlainChanges, options: PlainUpdateOptions = {}): WriteRequest<'UpdateItem', PlainItem> {
    const { entity } = this.#context;
    const actions = typeof changes === 'function' ? changes : (at: PlainPaths) => setActions(entity, changes, at);
    const request = updateRequest(
      this.#context,
      keyIn(entity, key),
      () => actions(pathsByName(entity)),
      this.#options('update', options, updateOptionNames),
    );
    return { ...request, decode: ({ Attributes = {} }) => toPlain(entity, Attributes) };
  }

  /** See `Items.delete`. */
  delete(key: object, options: PlainWriteOptions = {}): WriteRequest<'DeleteItem', PlainItem | undefined> {
    const { entity } = this.#context;
    const request = deleteRequest(entity, keyIn(entity, key), this.#options('delete', options, optionNames));
    return { ...request, decode: ({ Attributes }) => (isItem(Attributes) ? toPlain(entity, Attributes) : undefined) };
  }

  /** Checks options, and returns them as those of an entity. */
  #options<Options extends PlainWriteOptions>(
    call: string,
    options: Options,
    names: OptionNames<Options>,
  ): Omit<Options, 'condition'> & { readonly condition?: ConditionCallback<AnyEntity> | undefined } {
    checkOptions(call, options, names);
    const { condition, ...others } = options;
    return condition === undefined ? others : { ...others, condition: toCallback(this.#context.entity, condition) };
  }

  /** Replaces the item of a request, which has only the key. */
  #whole(request: ReturnType<typeof putRequest>, value: object): Put {
    const { entity } = this.#context;
    const Item = fromPlain(entity, value);
    checkItemSize(entity, Item);
    const stored = () => toPlain(entity, Item);
    return { ...request, input: { ...request.input, Item }, decode: stored, transacted: stored };
  }
}

/** Returns an item as a plain object: see {@link decodeAny}. */
export function toPlain({ name }: AnyEntity, item: Item): PlainItem {
  return decodeAny({ M: item }, { segment: name }) as PlainItem; // a map decodes to an object
}

/** Returns a condition or filter of plain items as that of an entity. */
export function toCallback(
  entity: AnyEntity,
  callback: ((at: PlainPaths) => Condition) | undefined,
): ConditionCallback<AnyEntity> | undefined {
  return typeof callback === 'function' ? () => callback(pathsByName(entity)) : callback;
}

/** Returns the paths of a table, whose updates can change the keys of indexes, but not the primary key. */
function pathsByName(entity: AnyEntity): PlainPaths {
  const primary = [...entity.fields].filter(([name]) => entity.keyNames.includes(name));
  return undeclaredPaths({ ...entity, fields: new Map(primary) });
}

function fromPlain({ name }: AnyEntity, value: unknown): Item {
  const item = encodeAny(value, { segment: name })?.M;
  if (item === undefined) throw wrongType({ segment: name }, 'an object', value);
  return item;
}

function keyIn(entity: AnyEntity, value: object): KeyOf<AnyEntity> {
  if (!isRecord(value))
    throw wrongType({ segment: entity.name }, `an object with its key, ${entity.keyNames.join(', ')}`, value);
  return keyOf(entity, value);
}

const optionNames: OptionNames<PlainWriteOptions> = writeOptionNames;
const updateOptionNames: OptionNames<PlainUpdateOptions> = { ...optionNames, upsert: 'boolean' };

const anyAttribute = declareAttribute<SettableKind>(anyCodec);

/** The kind of any value in an update: only the whole of it can be set. */
interface SettableKind extends ValueKind<unknown> {}

function setActions(entity: AnyEntity, changes: object, at: PlainPaths): readonly UpdateAction[] {
  if (!isRecord(changes)) throw wrongType({ segment: entity.name }, 'an object of new values or a function', changes);
  return Object.entries(changes).flatMap(([name, value]) =>
    value === undefined ? [] : at(anyAttribute, name).set(value),
  );
}
