import { isRecord } from '../../domain/is-record.ts';
import { UsageError } from '../usage-error.ts';
import { globalTableResource } from './global-table-resource.ts';
import { simpleTableResource } from './simple-table-resource.ts';
import type { TableFile, TableInFile } from './table-in-file.ts';
import { type TableResource, tableResource } from './table-resource.ts';
import { Template, type TemplateContext } from './template.ts';
import { type Properties, propertiesOf } from './unresolved.ts';

/** Whether a file is a template of CloudFormation, CDK or SAM. */
export function isTemplate(file: unknown): file is Properties {
  return isRecord(file) && isRecord(file.Resources);
}

/**
 * Returns the tables of a template.
 *
 * @throws UsageError - the template has no table, or a table's condition cannot be resolved.
 */
export function parseTemplate(file: Properties, context: TemplateContext): TableFile {
  const template = new Template(file, context);
  const globals = propertiesOf(template.resolve(propertiesOf(propertiesOf(file.Globals).SimpleTable)));
  const tables = Array.from(template.tables(), ({ type, logicalId, properties }): TableInFile => {
    const resource: TableResource = { logicalId, properties };
    if (type === 'AWS::DynamoDB::GlobalTable') return globalTableResource(resource, context.region);
    if (type === 'AWS::DynamoDB::Table') return tableResource(resource);
    return simpleTableResource({ logicalId, properties: { ...globals, ...properties } });
  });
  if (tables.length === 0) throw new UsageError('the template has no DynamoDB table');
  return { tables, parameters: template.parameterNames };
}
