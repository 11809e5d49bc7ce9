/**
 * The types behind definitions, paths and requests: entry point `dynarepo/types`. Applications rarely name them; libraries that are
 * generic over entities do.
 *
 * @packageDocumentation
 */
export type { Operations, TableDescription } from './domain/dynamodb.ts';
export type {
  AnyAttribute,
  Attribute,
  AttributeRole,
  Attributes,
  Computation,
  HiddenPresence,
  Presence,
  WrittenAttribute,
} from './domain/entity/attribute.ts';
export type {
  BinaryKind,
  Kind,
  ListKind,
  NotKey,
  NullableKind,
  NumberKind,
  OrderedKind,
  ReadOnlyKind,
  RecordKind,
  SetKind,
  TextKind,
  TtlKind,
  TupleKind,
  ValueKind,
  WrittenKind,
} from './domain/entity/attribute-kinds.ts';
export type { DateAttribute, ElementAttribute } from './domain/entity/attributes.ts';
export type { Billing } from './domain/entity/billing.ts';
export type { DateForm } from './domain/entity/codecs/date-codecs.ts';
export type { OlderForm } from './domain/entity/codecs/migrated-codec.ts';
export type {
  EntityDefinition,
  IndexDefinition,
  IndexDefinitions,
  IndexProjection,
  KeyProperties,
} from './domain/entity/entity-definition.ts';
export type {
  IndexNameOf,
  IndexPartitionKeyOf,
  IndexQueryKeyOf,
  PartitionKeyOf,
  PathsOf,
  QueryKeyOf,
} from './domain/entity/entity-types.ts';
export type { KeySlot, KeyTemplate, SlotForm, TextOptions } from './domain/entity/keys/key-template.ts';
export type { MapKind, MapMembers, MapUnionKind, OpenMapKind } from './domain/entity/map-kind.ts';
export type * from './domain/entity/paths/attribute-path.ts';
export type { UndeclaredPaths } from './domain/entity/paths/undeclared-paths.ts';
export type {
  KeyAttributeDefinition,
  StreamView,
  TableClass,
  TableDefinition,
  TableIndexDefinition,
} from './domain/entity/table.ts';
export type { TagAttribute, TagKind, UnionDefinition, UnionMembers } from './domain/entity/union.ts';
export type { Upcast } from './domain/entity/upcast.ts';
export type { ValidationIssue, ValidationResult } from './domain/entity/validator.ts';
export type { GivenOf, PathsOfAttributes, ValuesOf } from './domain/entity/value-types.ts';
export type { TableName } from './domain/entity/with-table.ts';
export type { ServiceErrorDetails } from './domain/errors.ts';
export type { Joined } from './domain/expressions/condition-builders.ts';
export type { SortBetween, SortComparison, SortPrefix } from './domain/expressions/sort-condition.ts';
export type { CollectionIndex, CollectionIndexItemOf } from './repositories/collection.ts';
export type { CollectionResults, Grouped } from './repositories/collection-results.ts';
export type { MissingOptions } from './repositories/get-many.ts';
export type { ItemRequests, PlainPaths } from './repositories/items/item-requests.ts';
export type { Changes } from './repositories/repository.ts';
export type { ConditionCallback, UpdateCallback } from './repositories/requests/callbacks.ts';
export type { CheckRequest, KeyCheckOptions } from './repositories/requests/check.ts';
export type { CollectionItem, CollectionOptions } from './repositories/requests/collection-plan.ts';
export type { GetRequest } from './repositories/requests/get.ts';
export type {
  AttributeNameOf,
  IndexAttributeNameOf,
  PartNameOf,
  Selected,
} from './repositories/requests/projection.ts';
export type { PutRequest } from './repositories/requests/put.ts';
export type { ErrorTranslation } from './repositories/requests/request.ts';
export type { SaveRequest, UpdateRequest } from './repositories/requests/update.ts';
export type { Returned, ReturningOption, VersionedWriteOptions } from './repositories/requests/write-options.ts';
export type { StreamedWrites } from './repositories/write-many.ts';
