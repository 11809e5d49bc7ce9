import { excerpt } from '../../domain/excerpt.ts';
import { isRecord } from '../../domain/is-record.ts';
import { type TableFile, type TableInFile, withoutUndefined } from './table-in-file.ts';
import { mapElements } from './table-resource.ts';
import { elementsOf, type Properties, propertiesOf } from './unresolved.ts';

/** Whether a file is a model of NoSQL Workbench. */
export function isWorkbenchModel(file: unknown): file is Properties {
  return isRecord(file) && Array.isArray(file.DataModel);
}

/** Returns the tables of a model; its sample items are named as a setting that is left out. */
export function parseWorkbenchModel({ DataModel }: Properties): TableFile {
  return { tables: elementsOf(DataModel).map((table, index) => tableOf(propertiesOf(table), index)), parameters: [] };
}

function tableOf(table: Properties, index: number): TableInFile {
  const { TableName, KeyAttributes, GlobalSecondaryIndexes, BillingMode, ProvisionedCapacitySettings } = table;
  const { ProvisionedThroughput, AutoScalingRead, AutoScalingWrite } = propertiesOf(ProvisionedCapacitySettings);
  const isProvisioned = BillingMode === 'PROVISIONED' && ProvisionedThroughput !== undefined;
  const throughput = isProvisioned ? { ProvisionedThroughput } : {};
  const indexKeys = elementsOf(GlobalSecondaryIndexes).map((each) => propertiesOf(each).KeyAttributes);
  const isScaled = isProvisioned && (AutoScalingRead ?? AutoScalingWrite) !== undefined;
  return {
    location: `table ${index + 1} of the model${typeof TableName === 'string' ? ` (${excerpt(TableName)})` : ''}`,
    input: withoutUndefined({
      TableName,
      AttributeDefinitions: attributeDefinitions([KeyAttributes, ...indexKeys]),
      KeySchema: keySchema(KeyAttributes),
      GlobalSecondaryIndexes: mapElements(GlobalSecondaryIndexes, ({ IndexName, KeyAttributes: key, Projection }) => ({
        IndexName,
        KeySchema: keySchema(key),
        Projection,
        ...throughput,
      })),
      BillingMode: isProvisioned ? 'PROVISIONED' : 'PAY_PER_REQUEST',
      ...throughput,
    }),
    settings: [...(isScaled ? [{ name: 'auto scaling' }] : []), ...(hasItems(table) ? [{ name: 'sample items' }] : [])],
  };
}

/** Whether a table or one of its facets has sample items. */
function hasItems({ TableData, TableFacets }: Properties): boolean {
  const data = [TableData, ...elementsOf(TableFacets).map((facet) => propertiesOf(facet).TableData)];
  return data.some((items) => elementsOf(items).length > 0);
}

/** Returns the attributes of keys, each one once. */
function attributeDefinitions(keys: readonly unknown[]): readonly Properties[] {
  const types = new Map<unknown, unknown>();
  for (const { AttributeName, AttributeType } of keys.flatMap(keyAttributes)) {
    types.set(AttributeName, types.get(AttributeName) ?? AttributeType);
  }
  return Array.from(types, ([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
}

function keySchema(key: unknown): readonly Properties[] {
  return keyAttributes(key).map(({ AttributeName }, index) => ({
    AttributeName,
    KeyType: index === 0 ? 'HASH' : 'RANGE',
  }));
}

function keyAttributes(key: unknown): readonly Properties[] {
  const { PartitionKey, SortKey } = propertiesOf(key);
  return [PartitionKey, SortKey].filter((attribute) => attribute !== undefined).map(propertiesOf);
}
