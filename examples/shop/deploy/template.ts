import { logicalId, toCloudFormation } from 'dynarepo/templates';
import { ShopTable } from '../domain/shop-table.ts';

/** Returns the template of the shop's table, whose name begins with the stage, and what the Lambda function needs of it. */
export function shopTemplate() {
  const tables = toCloudFormation([ShopTable], {
    table: (name) => `\${Stage}-${name}`,
    parameters: { Stage: { Default: 'dev', AllowedValues: ['dev', 'prod'] } },
  });
  const shop = logicalId('shop');
  return {
    ...tables,
    Outputs: {
      TableName: { Value: { Ref: shop } },
      StreamArn: { Value: { 'Fn::GetAtt': [shop, 'StreamArn'] } },
    },
  };
}
