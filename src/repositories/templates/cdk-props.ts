import { isRecord } from '../../domain/is-record.ts';
import type { TableProperties } from './table-properties.ts';
import { type TemplateSource, templateTables } from './template-tables.ts';

/** An object of a template with the names that CDK's constructs of level 1 use: those of CloudFormation in camel case. */
export type CamelCase<T> = T extends readonly (infer E)[]
  ? CamelCase<E>[]
  : T extends object
    ? { [Name in keyof T as Uncapitalize<Name & string>]: CamelCase<T[Name]> }
    : T;

/** Properties of a `CfnTable` of `aws-cdk-lib`. */
export type CdkTableProps = CamelCase<TableProperties>;

/**
 * Returns the properties of a table for `new CfnTable(scope, id, props)` of `aws-cdk-lib`. An entity or union stands for its
 * table. The result is a new object, which can be changed.
 *
 * @throws DynarepoError - `BAD_INPUT`: it is something else.
 */
export function toCdkProps(table: TemplateSource): CdkTableProps {
  const [properties] = templateTables('toCdkProps', [table]);
  return toCamelCase(properties) as CdkTableProps; // the same members, renamed
}

function toCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toCamelCase);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.replace(/^./, (first) => first.toLowerCase()),
      toCamelCase(member),
    ]),
  );
}
