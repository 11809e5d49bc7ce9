import type { DynamoDb } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { checkOptions } from '../../domain/options.ts';
import type { BuiltEvent } from './built-event.ts';
import { changeSource } from './changes.ts';
import { type ChangesOptions, changesOptionNames } from './changes-options.ts';
import { readStreams } from './read-streams.ts';
import { toLambdaRecord } from './to-lambda-record.ts';

const { view: _view, onOther: _onOther, onUnreadable: _onUnreadable, ...optionNames } = changesOptionNames;

/** Options of `lambdaEvents`. */
export interface LambdaEventsOptions extends Omit<ChangesOptions, 'view' | 'onOther' | 'onUnreadable'> {}

/**
 * Reads the streams of the tables of entities as AWS Lambda does, and yields their records as events, for tests of a handler with an
 * adapter:
 *
 * ```ts
 * await customers.create({ id: 'c1', email: 'jane@example.org' });
 * for await (const event of lambdaEvents(db, [Customer], { follow: false })) await handler(event);
 * ```
 *
 * The options are those of `changes`; by default, the loop does not end.
 *
 * @throws DynarepoError - `BAD_INPUT`: the entities or an option are invalid.
 */
export function lambdaEvents(
  db: DynamoDb,
  entities: readonly AnyEntity[],
  options: LambdaEventsOptions = {},
): AsyncGenerator<BuiltEvent, void> {
  checkOptions('lambdaEvents', options, optionNames);
  return read(changeSource('lambdaEvents', { db, entities, options: { ...options, view: 'KEYS_ONLY' } }));
}

async function* read({ open, reading }: ReturnType<typeof changeSource>): AsyncGenerator<BuiltEvent, void> {
  for await (const { reader, page } of readStreams(await open(), reading)) {
    if (page.records.length > 0) yield { Records: page.records.map((record) => toLambdaRecord(record, reader.arn)) };
  }
}
