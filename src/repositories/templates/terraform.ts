import { DynarepoError } from '../../domain/errors.ts';
import { checkOptions } from '../../domain/options.ts';
import { checkDistinct, type TemplateSource, templateTables } from './template-tables.ts';
import { type TerraformTable, toTerraformTable } from './terraform-table.ts';

/** A configuration of Terraform in its JSON syntax: a plain object, for `JSON.stringify` into a file `*.tf.json`. */
export interface TerraformConfiguration {
  /** The tables by the names of their resources. */
  resource: { aws_dynamodb_table: { [name: string]: TerraformTable } };
}

/** Options of {@link toTerraform}. */
export interface TerraformOptions {
  /** Returns the name of a table; `${var.stage}-users` refers to a variable. Default: the name in the definition. */
  readonly table?: ((name: string) => string) | undefined;
  /** Returns the name of a table's resource. Default: the table's name, with `_` for what Terraform does not allow. */
  readonly resourceName?: ((name: string) => string) | undefined;
  /** Whether Terraform rejects plans that would delete the table and its items. Default: `true`. */
  readonly preventDestroy?: boolean | undefined;
}

/**
 * Returns a configuration of Terraform with the tables, for version 6.37 or newer of the AWS provider. Entities and unions
 * stand for their tables. The result is a new object, which can be changed and extended. Terraform itself has not validated
 * what this function writes.
 *
 * @throws DynarepoError - `BAD_INPUT`: there is no table, definitions of one table differ, or a name is invalid or occurs twice.
 */
export function toTerraform(
  tables: TemplateSource | readonly TemplateSource[],
  options: TerraformOptions = {},
): TerraformConfiguration {
  checkOptions('toTerraform', options, { table: 'function', resourceName: 'function', preventDestroy: 'boolean' });
  const { table: nameOf = (name) => name, resourceName = defaultResourceName, preventDestroy = true } = options;
  const resources = templateTables('toTerraform', tables).map((properties) => {
    const { TableName: table } = properties;
    const [id, name] = [resourceName(table), nameOf(table)];
    checkName(`the resource name of the table ${table} (option resourceName)`, id, /^[A-Za-z_][A-Za-z0-9_-]*$/);
    checkName(
      `the name of the table ${table} (option table)`,
      name,
      /^[a-zA-Z0-9_.-]{3,255}$|^[a-zA-Z0-9_.-]*\$\{.+\}[a-zA-Z0-9_.-]*$/,
    );
    return { table, id, name, resource: { ...toTerraformTable(properties), name } };
  });
  checkDistinct('resource name', new Map(resources.map(({ table, id }) => [table, id])));
  checkDistinct('name', new Map(resources.map(({ table, name }) => [table, name])));
  const lifecycle = preventDestroy ? { lifecycle: { prevent_destroy: true } } : {};
  return {
    resource: {
      aws_dynamodb_table: Object.fromEntries(resources.map(({ id, resource }) => [id, { ...resource, ...lifecycle }])),
    },
  };
}

/** Returns the name of a table as Terraform allows it for a resource. */
function defaultResourceName(table: string): string {
  return table.replaceAll('.', '_').replace(/^(?![A-Za-z_])/, '_');
}

function checkName(what: string, name: unknown, pattern: RegExp): void {
  if (typeof name === 'string' && pattern.test(name)) return;
  throw new DynarepoError('BAD_INPUT', `${what} is invalid: it must match ${pattern.source}`);
}
