import { DynarepoError } from '../../domain/errors.ts';
import { isRecord } from '../../domain/is-record.ts';
import { checkOptions } from '../../domain/options.ts';
import {
  type CloudFormationParameter,
  checkLogicalId,
  logicalId,
  type TemplateTableName,
  toParameters,
  toTemplateName,
} from './cloud-formation-names.ts';
import type { TableProperties } from './table-properties.ts';
import { checkDistinct, type TemplateSource, templateTables } from './template-tables.ts';

/** What CloudFormation does with a table that is removed from its stack, or whose stack is deleted. */
export type DeletionPolicy = 'Retain' | 'RetainExceptOnCreate' | 'Delete';

/** Properties of a table in a template of CloudFormation. */
export interface CloudFormationTableProperties extends Omit<TableProperties, 'TableName'> {
  /** Absent if CloudFormation chooses the name. */
  TableName?: TemplateTableName;
}

/** A table in a template of CloudFormation. */
export interface CloudFormationTable {
  /** The type of the resource. */
  Type: 'AWS::DynamoDB::Table';
  /** What happens to the table if it is removed from its stack, or the stack is deleted. */
  DeletionPolicy: DeletionPolicy;
  /** What happens to the table if an update of the stack replaces it by a new one. */
  UpdateReplacePolicy: 'Retain' | 'Delete';
  /** The table's settings. */
  Properties: CloudFormationTableProperties;
}

/** A template of CloudFormation: a plain object, for `JSON.stringify`. */
export interface CloudFormationTemplate {
  /** The version of the format. */
  AWSTemplateFormatVersion: '2010-09-09';
  /** The parameters that names of tables refer to. */
  Parameters?: { [name: string]: CloudFormationParameter };
  /** The tables by their logical ids. */
  Resources: { [logicalId: string]: CloudFormationTable };
}

/** Options of {@link toCloudFormation}. */
export interface CloudFormationOptions {
  /**
   * Returns the name of a table in the stack. A reference such as `${Stage}` declares a parameter; pseudo parameters such as
   * `${AWS::StackName}` exist. `undefined` lets CloudFormation choose the name. Default: the name in the definition.
   */
  readonly table?: ((name: string) => string | undefined) | undefined;
  /** Members of parameters, such as `{ Stage: { Default: 'dev' } }`. Default: strings without a default. */
  readonly parameters?: { readonly [name: string]: Partial<CloudFormationParameter> } | undefined;
  /** Returns the logical id of a table. Default: {@link logicalId}. */
  readonly logicalId?: ((name: string) => string) | undefined;
  /** Default: `Retain`: CloudFormation deletes no items. */
  readonly deletionPolicy?: DeletionPolicy | undefined;
}

const deletionPolicies: readonly DeletionPolicy[] = ['Retain', 'RetainExceptOnCreate', 'Delete'];

/**
 * Returns a template of CloudFormation with the tables: keys, indexes, billing, stream, time to live and tags. Entities and
 * unions stand for their tables. The result is a new object, which can be changed and extended.
 *
 * @throws DynarepoError - `BAD_INPUT`: there is no table, definitions of one table differ, or a name, logical id or parameter
 *   is invalid or has two meanings.
 */
export function toCloudFormation(
  tables: TemplateSource | readonly TemplateSource[],
  options: CloudFormationOptions = {},
): CloudFormationTemplate {
  checkOptions('toCloudFormation', options, {
    table: 'function',
    parameters: { expected: 'an object with a member for each parameter', isValid: isRecord },
    logicalId: 'function',
    deletionPolicy: {
      expected: 'Retain, RetainExceptOnCreate or Delete',
      isValid: (value) => deletionPolicies.some((policy) => policy === value),
    },
  });
  const { deletionPolicy = 'Retain' } = options;
  const resources = templateTables('toCloudFormation', tables).map((table) => toResource(table, options));
  checkDistinct('logical id', new Map(resources.map(({ table, id }) => [table, id])));
  checkDistinct('name', new Map(resources.map(({ table, name }) => [table, JSON.stringify(name)])));
  const ids = new Set(resources.map(({ id }) => id));
  const parameters = toParameters(
    resources.map(({ name }) => name),
    ids,
    options.parameters,
  );
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    ...(parameters && { Parameters: parameters }),
    Resources: Object.fromEntries(
      resources.map(({ id, properties }) => [
        id,
        {
          Type: 'AWS::DynamoDB::Table',
          DeletionPolicy: deletionPolicy,
          UpdateReplacePolicy: deletionPolicy === 'Delete' ? 'Delete' : 'Retain',
          Properties: properties,
        },
      ]),
    ),
  };
}

interface Resource {
  /** The table's name in its definition. */
  readonly table: string;
  readonly id: string;
  readonly name: TemplateTableName | undefined;
  readonly properties: CloudFormationTableProperties;
}

function toResource(
  { TableName: table, ...properties }: TableProperties,
  { table: nameOf = (name) => name, logicalId: idOf = logicalId }: CloudFormationOptions,
): Resource {
  const id = idOf(table);
  checkLogicalId(table, id);
  const name = toTemplateName(table, nameOf(table));
  // CloudFormation replaces such a text anywhere in a template by a secret or a parameter, and has no way to escape it.
  if (JSON.stringify(properties).includes('{{resolve:')) {
    throw new DynarepoError(
      'BAD_INPUT',
      `the table ${table} has a name or tag with "{{resolve:", which CloudFormation resolves`,
    );
  }
  return { table, id, name, properties: { ...(name !== undefined && { TableName: name }), ...properties } };
}
