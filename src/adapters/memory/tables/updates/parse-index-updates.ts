import type { Input } from '../../../../domain/dynamodb.ts';
import { indexUpdateErrors } from '../../wording/index-update-errors.ts';
import { indexErrors } from '../../wording/table-errors.ts';
import { combinationErrors } from '../../wording/table-update-errors.ts';
import { parseThroughput } from '../throughput/parse-throughput.ts';
import { parseIndexCreation } from './index-creation.ts';
import type { RequestedIndexThroughput, RequestedUpdate } from './requested-update.ts';

type UpdateInput = Input<'UpdateTable'>;
type IndexUpdate = NonNullable<UpdateInput['GlobalSecondaryIndexUpdates']>[number];

/** The index actions of a request. */
export interface IndexActions {
  /** Created or deleted. */
  readonly changed: readonly Extract<RequestedUpdate, { kind: 'index creation' | 'index deletion' }>[];
  /** With new throughput. */
  readonly updated: readonly RequestedIndexThroughput[];
}

/**
 * Parses `GlobalSecondaryIndexUpdates`.
 *
 * @throws ServiceError - ValidationException: the list is empty, or an element isn't exactly one action for an index of its own.
 */
export function parseIndexUpdates({
  GlobalSecondaryIndexUpdates: updates,
  AttributeDefinitions,
}: UpdateInput): IndexActions {
  if (updates?.length === 0) throw indexErrors.emptyList('GlobalSecondaryIndexUpdates');
  const names = new Set<string>();
  const changed: IndexActions['changed'][number][] = [];
  const updated: RequestedIndexThroughput[] = [];
  for (const update of updates ?? []) {
    checkIsOneAction(update);
    const { Create, Update, Delete } = update;
    const indexName = (Create ?? Update ?? Delete)?.IndexName ?? '';
    if (names.has(indexName)) throw indexUpdateErrors.twice(indexName);
    names.add(indexName);
    if (Create !== undefined) changed.push(parseIndexCreation(Create, AttributeDefinitions));
    if (Delete !== undefined) changed.push({ kind: 'index deletion', indexName });
    if (Update !== undefined) updated.push(parseIndexThroughput(Update, indexName));
  }
  // Inferred: the throughput of an index counts as that of its table.
  if (changed.length > 0 && updated.length > 0) throw combinationErrors.indexAndThroughput();
  return { changed, updated };
}

function checkIsOneAction({ Create, Update, Delete }: IndexUpdate): void {
  const actions = [Create, Update, Delete].filter((action) => action !== undefined);
  if (actions.length === 0) throw indexUpdateErrors.noAction();
  if (actions.length > 1) throw indexUpdateErrors.severalActions();
}

function parseIndexThroughput(input: NonNullable<IndexUpdate['Update']>, indexName: string): RequestedIndexThroughput {
  const { WarmThroughput: warm } = input;
  if (warm !== undefined && Object.keys(warm).length === 0) throw indexUpdateErrors.emptyWarmThroughput(indexName);
  return { indexName, ...parseThroughput(input, indexName) };
}
