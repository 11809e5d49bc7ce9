import { isBytes } from '../../domain/brands.ts';
import { describeType } from '../../domain/describe-type.ts';
import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { encodeAsRead, versionOf } from '../../domain/entity/entity-codec.ts';
import { nameOfItem } from '../../domain/entity/item-name.ts';
import { withTable } from '../../domain/entity/with-table.ts';
import type { Clock } from '../../domain/environment.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { isRecord } from '../../domain/is-record.ts';
import { checkArgument } from '../../domain/options.ts';
import { suggestion } from '../../domain/suggestion.ts';
import { identityOf } from '../key-matches.ts';
import { checkItemSize } from '../requests/check-item-size.ts';
import { itemToPut } from '../requests/put.ts';
import { type RequestContext, toRequestContext } from '../requests/request-context.ts';
import { type UniqueItem, uniqueItemsOf } from '../requests/unique-items.ts';
import { checkKeySizes } from './check-key-sizes.ts';
import { fromJson } from './entity-json.ts';
import { entitiesByName, type FixtureOptions } from './fixture-options.ts';

/** Lines of fixtures: a text, or the lines one by one, with or without their ends. */
export type FixtureText = string | Iterable<string> | AsyncIterable<string>;

/** One line of fixtures, ready to be stored. */
export interface FixtureRow {
  /** The number of the line, from 1. */
  readonly number: number;
  readonly text: string;
  readonly of: AnyEntity;
  readonly item: Item;
  readonly identity: string;
  /** The items that hold its unique values, by their identity. */
  readonly holders: ReadonlyMap<string, UniqueItem>;
}

/** What lines of fixtures are parsed with. */
interface Parser {
  readonly contexts: ReadonlyMap<string, RequestContext>;
  /** The numbers of the lines with an item or a unique value, by its identity. */
  readonly known: Map<string, number>;
}

/**
 * Parses lines of fixtures; empty ones are skipped.
 *
 * @throws DynarepoError - `BAD_INPUT`: a line is invalid, or two are about the same item or unique value; the message has the
 * number of the line.
 */
export async function parseFixtures(
  call: string,
  { entities, lines }: { readonly entities: readonly AnyEntity[]; readonly lines: FixtureText },
  { table, clock }: Pick<FixtureOptions, 'table'> & { readonly clock: Clock },
): Promise<FixtureRow[]> {
  checkArgument(`the lines of ${call}`, lines, linesCheck);
  const contexts = [...entitiesByName(call, entities)].map(
    ([name, entity]) => [name, toRequestContext(withTable(entity, table), clock)] as const,
  );
  const parser = { contexts: new Map(contexts), known: new Map<string, number>() };
  const rows: FixtureRow[] = [];
  let number = 0;
  for await (const each of typeof lines === 'string' ? [lines] : lines) {
    if (typeof each !== 'string') throw badLine(`line ${number + 1} must be text, but is ${describeType(each)}`);
    for (const line of each.replace(/\n$/, '').split('\n')) {
      number += 1;
      const text = line.replace(/^\uFEFF/, '').trim();
      if (text !== '') rows.push(parsedRow(parser, text, number));
    }
  }
  return rows;
}

const linesCheck = {
  expected: 'a text or an iterable of lines',
  isValid: (value: unknown) =>
    typeof value === 'string' ||
    (!isBytes(value) && (Symbol.iterator in Object(value) || Symbol.asyncIterator in Object(value))),
};

function parsedRow(parser: Parser, text: string, number: number): FixtureRow {
  try {
    const { context, item } = parseLine(parser, text);
    const { entity: of } = context;
    const row = { number, text, of, item, identity: identityOf(of, item), holders: uniqueItemsOf(of, item) };
    rejectKnown(parser, row);
    return row;
  } catch (error) {
    if (!(error instanceof DynarepoError)) throw error;
    throw new DynarepoError('BAD_INPUT', `line ${number}: ${error.message}`, { cause: error });
  }
}

function parseLine({ contexts }: Parser, text: string) {
  const line = parseJson(text);
  if (!isRecord(line)) throw badLine(`must be an object, but is ${describeType(line)}`);
  const { entity, new: created, value, ...others } = line;
  const [unknown] = Object.keys(others);
  const count = [created, value].filter((each) => each !== undefined).length;
  if (unknown !== undefined || count !== 1) {
    const reason = unknown === undefined ? '' : `, not ${JSON.stringify(unknown)}`;
    throw badLine(`must have the members "entity", and "value" or "new"${reason}`);
  }
  const context = contexts.get(String(entity));
  if (context === undefined) {
    const hint = suggestion(String(entity), contexts.keys());
    throw badLine(`is of ${JSON.stringify(entity)}; the entities are ${[...contexts.keys()].join(', ')}${hint}`);
  }
  const item = created === undefined ? storedItem(context.entity, value) : newItem(context, created);
  checkKeySizes(context.entity, item);
  return { context, item };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DynarepoError('BAD_INPUT', 'is not JSON', { cause });
  }
}

/** Returns the item of an entity as `put` stores it. */
function newItem(context: RequestContext, json: unknown): Item {
  return itemToPut(context, fromJson(context.entity, json, { as: 'new' }));
}

/** Returns the item of an entity as it was read, with the same version and times. */
function storedItem(entity: AnyEntity, json: unknown): Item {
  const value = fromJson(entity, json);
  const item = encodeAsRead(entity, value);
  const { version } = entity.roles;
  // An item without a version reads as version 0; one with a stored 0 could not be written again.
  if (version !== undefined && versionOf(entity, value) === 0) Reflect.deleteProperty(item, version.attributeName);
  checkItemSize(entity, item);
  return item;
}

function rejectKnown({ known }: Parser, { number, of, item, identity, holders }: FixtureRow): void {
  const names = [...holders].map(([id, { text }]) => [id, `${of.name} with ${text}, which is unique,`] as const);
  for (const [id, name] of [[identity, nameOfItem(of, item)] as const, ...names]) {
    const earlier = known.get(id);
    if (earlier !== undefined) throw badLine(`${name} is in line ${earlier} as well`);
    known.set(id, number);
  }
}

function badLine(message: string): DynarepoError {
  return new DynarepoError('BAD_INPUT', message);
}
