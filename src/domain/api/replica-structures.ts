import { enumerations } from './enumerations.ts';
import {
  indexName,
  listOf,
  long,
  optional,
  positiveLong,
  required,
  structure,
  text,
  timestamp,
} from './member-shapes.ts';
import type { Structure, Structures } from './shape.ts';

/** The members for creating a replica and for updating one, which are the same. */
const replicaAction: Structure = {
  RegionName: required(text),
  KMSMasterKeyId: optional(text),
  ProvisionedThroughputOverride: optional(structure('ProvisionedThroughputOverride')),
  OnDemandThroughputOverride: optional(structure('OnDemandThroughputOverride')),
  GlobalSecondaryIndexes: optional(listOf(structure('ReplicaGlobalSecondaryIndex'), { minLength: 1 })),
  TableClassOverride: optional(enumerations.TableClass),
};

/** Replicas of a global table, version 2019.11.21. */
export const replicaStructures: Structures = {
  ReplicationGroupUpdate: {
    Create: optional(structure('CreateReplicationGroupMemberAction')),
    Update: optional(structure('UpdateReplicationGroupMemberAction')),
    Delete: optional(structure('DeleteReplicationGroupMemberAction')),
    Disassociate: optional(structure('DisassociateReplicationGroupMemberAction')),
  },
  CreateReplicationGroupMemberAction: replicaAction,
  ProvisionedThroughputOverride: { ReadCapacityUnits: optional(positiveLong) },
  OnDemandThroughputOverride: { MaxReadRequestUnits: optional(long) },
  ReplicaGlobalSecondaryIndex: {
    IndexName: required(indexName),
    ProvisionedThroughputOverride: optional(structure('ProvisionedThroughputOverride')),
    OnDemandThroughputOverride: optional(structure('OnDemandThroughputOverride')),
  },
  UpdateReplicationGroupMemberAction: replicaAction,
  DeleteReplicationGroupMemberAction: { RegionName: required(text) },
  DisassociateReplicationGroupMemberAction: {
    RegionName: required(text),
    DisassociationMode: required(enumerations.DisassociationMode),
  },
  GlobalTableWitnessGroupUpdate: {
    Create: optional(structure('CreateGlobalTableWitnessGroupMemberAction')),
    Delete: optional(structure('DeleteGlobalTableWitnessGroupMemberAction')),
  },
  CreateGlobalTableWitnessGroupMemberAction: { RegionName: required(text) },
  DeleteGlobalTableWitnessGroupMemberAction: { RegionName: required(text) },
  ReplicaDescription: {
    RegionName: optional(text),
    ReplicaStatus: optional(enumerations.ReplicaStatus),
    ReplicaArn: optional(text),
    ReplicaStatusDescription: optional(text),
    ReplicaStatusPercentProgress: optional(text),
    KMSMasterKeyId: optional(text),
    ProvisionedThroughputOverride: optional(structure('ProvisionedThroughputOverride')),
    OnDemandThroughputOverride: optional(structure('OnDemandThroughputOverride')),
    WarmThroughput: optional(structure('TableWarmThroughputDescription')),
    GlobalSecondaryIndexes: optional(listOf(structure('ReplicaGlobalSecondaryIndexDescription'))),
    ReplicaInaccessibleDateTime: optional(timestamp),
    ReplicaTableClassSummary: optional(structure('TableClassSummary')),
    GlobalTableSettingsReplicationMode: optional(enumerations.GlobalTableSettingsReplicationMode),
  },
  ReplicaGlobalSecondaryIndexDescription: {
    IndexName: optional(indexName),
    ProvisionedThroughputOverride: optional(structure('ProvisionedThroughputOverride')),
    OnDemandThroughputOverride: optional(structure('OnDemandThroughputOverride')),
    WarmThroughput: optional(structure('GlobalSecondaryIndexWarmThroughputDescription')),
  },
  GlobalTableWitnessDescription: {
    RegionName: optional(text),
    WitnessStatus: optional(enumerations.WitnessStatus),
  },
};
