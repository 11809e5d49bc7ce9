import type { Input } from '../../../../domain/dynamodb.ts';
import { parseStreamSpecification } from '../../streams/stream-specification.ts';
import { onlineIndexLimit } from '../../wording/index-update-errors.ts';
import { combinationErrors } from '../../wording/table-update-errors.ts';
import { type KeyLocation, parseEncryption } from '../settings/encryption.ts';
import { parseThroughput } from '../throughput/parse-throughput.ts';
import { type IndexActions, parseIndexUpdates } from './parse-index-updates.ts';
import type { RequestedUpdate } from './requested-update.ts';

type UpdateInput = Input<'UpdateTable'>;
type Member = keyof UpdateInput;

/**
 * Parses the input of UpdateTable as far as it doesn't depend on the table, and checks which members a request combines
 * (control-plane §1; inferred: the order of the checks, and that index actions come before combinations).
 *
 * @throws ServiceError - ValidationException, or LimitExceededException for several new or deleted indexes.
 */
export function parseUpdate(input: UpdateInput, location: KeyLocation): RequestedUpdate {
  const present = presentMembers(input);
  if (present.size === 0) throw combinationErrors.nothing(sentNames(input));
  const indexes = parseIndexUpdates(input);
  checkCombination(present, indexes);
  const { SSESpecification, StreamSpecification, TableClass, DeletionProtectionEnabled, BillingMode } = input;
  const missing = notImplemented.find((member) => present.has(member));
  if (missing !== undefined) return { kind: 'not implemented', member: missing };
  if (SSESpecification !== undefined) {
    return { kind: 'encryption', key: parseEncryption(SSESpecification, location) };
  }
  if (TableClass !== undefined) return { kind: 'table class', tableClass: TableClass };
  if (DeletionProtectionEnabled !== undefined)
    return { kind: 'deletion protection', isProtected: DeletionProtectionEnabled };
  const stream = parseStreamSpecification('UpdateTable', StreamSpecification);
  if (stream !== undefined) return { kind: 'stream', stream };
  if (indexes.changed.length > 1) throw onlineIndexLimit();
  const [changed] = indexes.changed;
  if (changed !== undefined) return changed;
  return { kind: 'capacity', billingMode: BillingMode, ...parseThroughput(input), indexes: indexes.updated };
}

/** Members that are not implemented; they belong to replicas and vector indexes. */
const notImplemented = [
  'ReplicaUpdates',
  'GlobalTableWitnessUpdates',
  'MultiRegionConsistency',
  'GlobalTableSettingsReplicationMode',
  'DisassociationProtectionEnabled',
  'VectorIndexUpdates',
] as const satisfies readonly Member[];

/** Members that change nothing by themselves. */
const accompanying: readonly string[] = ['TableName', 'AttributeDefinitions'];
/** An empty structure counts as absent (control-plane §1). */
const emptyIsAbsent: readonly string[] = ['OnDemandThroughput', 'WarmThroughput'];

function presentMembers(input: UpdateInput): ReadonlySet<Member> {
  const names = Object.keys(input) as Member[]; // the members were parsed by the model
  return new Set(
    names.filter((name) => {
      const value = input[name];
      if (value === undefined || accompanying.includes(name)) return false;
      return !(emptyIsAbsent.includes(name) && Object.keys(value).length === 0);
    }),
  );
}

function sentNames(input: UpdateInput): string[] {
  return Object.entries(input).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return name === 'StreamSpecification' ? 'UpdateStreamEnabled' : name;
  });
}

function checkCombination(present: ReadonlySet<Member>, { changed }: IndexActions): void {
  const has = (...members: readonly Member[]) => members.some((member) => present.has(member));
  const hasOthers = (...members: readonly Member[]) =>
    has(...members) && [...present].some((each) => !members.includes(each));
  if (hasOthers('SSESpecification')) throw combinationErrors.notAlone('Server-Side Encryption modification');
  if (hasOthers('TableClass')) throw combinationErrors.notAlone('TableClass modification');
  if (hasOthers('DeletionProtectionEnabled')) throw combinationErrors.notAlone('DeletionProtection modification');
  if (has('GlobalTableWitnessUpdates') && hasOthers(...replicaMembers)) throw combinationErrors.replicasAndOthers();
  if (has('ReplicaUpdates') && hasOthers(...replicaMembers)) throw combinationErrors.notAlone('Replica modification');
  if (has('WarmThroughput') && changed.some(({ kind }) => kind === 'index creation'))
    throw combinationErrors.warmThroughputAndCreation();
  if (hasOthers('WarmThroughput')) throw combinationErrors.notAlone('WarmThroughput');
  if (has('OnDemandThroughput') && hasOthers('OnDemandThroughput', 'BillingMode'))
    throw combinationErrors.onDemandThroughput();
  const changesIndexes = changed.length > 0;
  const changesThroughput = has('ProvisionedThroughput', 'BillingMode');
  // Inferred: the throughput of an index counts as well.
  const changesIndexThroughput = has('GlobalSecondaryIndexUpdates') && !changesIndexes;
  if ((changesThroughput || changesIndexThroughput) && has('StreamSpecification'))
    throw combinationErrors.streamAndThroughput();
  if (changesThroughput && changesIndexes) throw combinationErrors.indexAndThroughput();
  if (has('StreamSpecification') && changesIndexes) throw combinationErrors.indexAndStream();
}

/** Members that a request can combine to change a global table. */
const replicaMembers: readonly Member[] = ['ReplicaUpdates', 'GlobalTableWitnessUpdates', 'MultiRegionConsistency'];
