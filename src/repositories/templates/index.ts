/**
 * Tables as templates of CloudFormation, CDK and Terraform: entry point `dynarepo/templates`.
 *
 * @packageDocumentation
 */
export { type CamelCase, type CdkTableProps, toCdkProps } from './cdk-props.ts';
export {
  type CloudFormationOptions,
  type CloudFormationTable,
  type CloudFormationTableProperties,
  type CloudFormationTemplate,
  type DeletionPolicy,
  toCloudFormation,
} from './cloud-formation.ts';
export { type CloudFormationParameter, logicalId, type TemplateTableName } from './cloud-formation-names.ts';
export type {
  AttributeDefinition,
  GlobalIndexProperties,
  IndexProperties,
  KeySchema,
  KeySchemaElement,
  Projection,
  StreamSpecification,
  TableProperties,
  Tag,
  Throughput,
  TimeToLiveSpecification,
} from './table-properties.ts';
export type { TemplateSource } from './template-tables.ts';
export { type TerraformConfiguration, type TerraformOptions, toTerraform } from './terraform.ts';
export type {
  TerraformAttribute,
  TerraformGlobalIndex,
  TerraformIndex,
  TerraformKeyAttribute,
  TerraformLocalIndex,
  TerraformTable,
} from './terraform-table.ts';
