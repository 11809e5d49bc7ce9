import type { DynamoDb } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { StreamView } from '../../domain/entity/table.ts';
import { checkOptions } from '../../domain/options.ts';
import type { ChangeOf, Positioned } from './change.ts';
import { changeSource } from './changes.ts';
import { type ChangesOptions, changesOptionNames } from './changes-options.ts';
import { readChanges } from './read-changes.ts';

const { from: _from, after: _after, ...tailOptionNames } = changesOptionNames;

/** Options of `tail`. */
export interface TailOptions<View extends StreamView = StreamView>
  extends Omit<ChangesOptions<View>, 'from' | 'after'> {}

/**
 * Finds the ends of the streams of entities, and returns the changes from then on: those of writes after this call has resolved.
 *
 * ```ts
 * const live = await tail(db, [Customer]);
 * await customers.create({ id: 'c1', email: 'jane@example.org' });
 * for await (const change of live) console.log(describeChange(change));
 * ```
 *
 * @throws DynarepoError - `BAD_INPUT`: the entities or an option are invalid.
 */
export async function tail<Member extends AnyEntity, View extends StreamView = 'NEW_AND_OLD_IMAGES'>(
  db: DynamoDb,
  entities: readonly Member[],
  options: TailOptions<View> = {},
): Promise<AsyncGenerator<ChangeOf<Member, View> & Positioned, void>> {
  checkOptions('tail', options, tailOptionNames);
  const source = changeSource('tail', { db, entities, options: { ...options, from: 'LATEST' } });
  const readers = await source.open();
  return read(source, readers);
}

async function* read<Change>(...reading: Parameters<typeof readChanges>): AsyncGenerator<Change, void> {
  for await (const { changes } of readChanges<Change>(...reading)) yield* changes;
}
