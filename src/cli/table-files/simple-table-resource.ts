import { ownProperty } from '../../domain/own-property.ts';
import type { TableInFile } from './table-in-file.ts';
import { type TableResource, tableResource } from './table-resource.ts';
import { type Properties, propertiesOf } from './unresolved.ts';

const attributeTypes: Readonly<Record<string, string>> = { String: 'S', Number: 'N', Binary: 'B' };

/**
 * Converts an `AWS::Serverless::SimpleTable`: a table with a partition key. Default: a key `id` of type String, and on-demand
 * billing.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html
 */
export function simpleTableResource({ logicalId, properties }: TableResource): TableInFile {
  const { PrimaryKey, Tags, ...others } = properties;
  const { Name = 'id', Type = 'String' } = propertiesOf(PrimaryKey);
  const AttributeType = typeof Type === 'string' ? (ownProperty(attributeTypes, Type) ?? Type) : Type;
  return tableResource({
    logicalId,
    properties: {
      ...others,
      AttributeDefinitions: [{ AttributeName: Name, AttributeType }],
      KeySchema: [{ AttributeName: Name, KeyType: 'HASH' }],
      BillingMode: others.ProvisionedThroughput === undefined ? 'PAY_PER_REQUEST' : 'PROVISIONED',
      ...(Tags === undefined ? {} : { Tags: tagsOf(propertiesOf(Tags)) }),
    },
  });
}

function tagsOf(tags: Properties): readonly object[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
