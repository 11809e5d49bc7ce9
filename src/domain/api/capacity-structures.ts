import { attributeMap, double, listOf, mapOf, optional, structure, tableNameOrArn } from './member-shapes.ts';
import type { Structures } from './shape.ts';

/** Consumed capacity and item collection sizes, which are part of many outputs. */
export const capacityStructures: Structures = {
  ConsumedCapacity: {
    TableName: optional(tableNameOrArn),
    CapacityUnits: optional(double),
    ReadCapacityUnits: optional(double),
    WriteCapacityUnits: optional(double),
    Table: optional(structure('Capacity')),
    LocalSecondaryIndexes: optional(mapOf(structure('Capacity'))),
    GlobalSecondaryIndexes: optional(mapOf(structure('Capacity'))),
    VectorIndexes: optional(mapOf(structure('VectorCapacity'))),
  },
  Capacity: {
    ReadCapacityUnits: optional(double),
    WriteCapacityUnits: optional(double),
    CapacityUnits: optional(double),
  },
  VectorCapacity: {
    VectorSearchRequestBytes: optional(double),
    VectorWriteRequestBytes: optional(double),
  },
  ItemCollectionMetrics: {
    ItemCollectionKey: optional(attributeMap),
    SizeEstimateRangeGB: optional(listOf(double)),
  },
};
