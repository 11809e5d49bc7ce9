import { type TableInFile, type TableSetting, withoutUndefined } from './table-in-file.ts';
import { mapElements, mapProperties, type TableResource, tableResource } from './table-resource.ts';
import { elementsOf, type Properties, propertiesOf } from './unresolved.ts';

/** Properties of a replica that a single table has too. */
const replicaMembers: ReadonlySet<string> = new Set([
  'ContributorInsightsSpecification',
  'DeletionProtectionEnabled',
  'KinesisStreamSpecification',
  'PointInTimeRecoverySpecification',
  'ResourcePolicy',
  'TableClass',
  'Tags',
]);

/** Properties that become members of the table or of its indexes. */
const throughputMembers: ReadonlySet<string> = new Set([
  'ReadOnDemandThroughputSettings',
  'ReadProvisionedThroughputSettings',
  'WriteOnDemandThroughputSettings',
  'WriteProvisionedThroughputSettings',
]);

/**
 * Converts an `AWS::DynamoDB::GlobalTable`, of which the emulator has one replica: the one in its Region, otherwise the
 * first one.
 */
export function globalTableResource({ logicalId, properties }: TableResource, region: string): TableInFile {
  const { Replicas, GlobalSecondaryIndexes, SSESpecification, ...others } = properties;
  const replicas = elementsOf(Replicas).map(propertiesOf);
  const replica = replicas.find(({ Region }) => Region === region) ?? replicas[0] ?? {};
  const replicaIndexes = elementsOf(replica.GlobalSecondaryIndexes).map(propertiesOf);
  const table = tableResource({
    logicalId,
    properties: withoutUndefined({
      ...Object.fromEntries(Object.entries(others).filter(([name]) => !throughputMembers.has(name))),
      ...Object.fromEntries(Object.entries(replica).filter(([name]) => replicaMembers.has(name))),
      ...throughputOf(properties, replica),
      SSESpecification: mapProperties(SSESpecification, (encryption) => ({
        ...encryption,
        ...propertiesOf(replica.SSESpecification),
      })),
      GlobalSecondaryIndexes: mapElements(GlobalSecondaryIndexes, (index) => {
        const ofReplica = replicaIndexes.find(({ IndexName }) => IndexName === index.IndexName) ?? {};
        const same = Object.entries(index).filter(([name]) => !throughputMembers.has(name));
        return withoutUndefined({ ...Object.fromEntries(same), ...throughputOf(index, ofReplica) });
      }),
    }),
  });
  const extras: TableSetting[] = [
    ...(replicas.length > 1 ? [{ name: 'Replicas' }] : []),
    ...(isScaled(properties) || isScaled(replica) ? [{ name: 'auto scaling' }] : []),
  ];
  return { ...table, settings: [...table.settings, ...extras] };
}

/** Returns the throughput of a table or an index: writes are set for all replicas, reads for each one. */
function throughputOf(shared: Properties, replica: Properties): Properties {
  const read = replica.ReadProvisionedThroughputSettings ?? shared.ReadProvisionedThroughputSettings;
  const write = shared.WriteProvisionedThroughputSettings;
  const maxRead = replica.ReadOnDemandThroughputSettings ?? shared.ReadOnDemandThroughputSettings;
  const maxWrite = shared.WriteOnDemandThroughputSettings;
  return {
    ProvisionedThroughput:
      read === undefined && write === undefined
        ? undefined
        : withoutUndefined({ ReadCapacityUnits: unitsOf(read, 'Read'), WriteCapacityUnits: unitsOf(write, 'Write') }),
    OnDemandThroughput:
      maxRead === undefined && maxWrite === undefined
        ? undefined
        : withoutUndefined({
            MaxReadRequestUnits: propertiesOf(maxRead).MaxReadRequestUnits,
            MaxWriteRequestUnits: propertiesOf(maxWrite).MaxWriteRequestUnits,
          }),
  };
}

/** Returns the capacity that a table starts with; the emulator does not scale it. */
function unitsOf(settings: unknown, access: 'Read' | 'Write'): unknown {
  const properties = propertiesOf(settings);
  const scaling = propertiesOf(properties[`${access}CapacityAutoScalingSettings`]);
  return properties[`${access}CapacityUnits`] ?? scaling.SeedCapacity ?? scaling.MinCapacity;
}

function isScaled({ ReadProvisionedThroughputSettings, WriteProvisionedThroughputSettings }: Properties): boolean {
  return [ReadProvisionedThroughputSettings, WriteProvisionedThroughputSettings].some((settings) =>
    Object.keys(propertiesOf(settings)).some((name) => name.endsWith('AutoScalingSettings')),
  );
}
