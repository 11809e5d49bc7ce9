import { DynarepoError } from '../../domain/errors.ts';
import { isRecord } from '../../domain/is-record.ts';
import { checkArgument, checkOptions } from '../../domain/options.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { withoutUndefined } from '../requests/request.ts';

/** The name of a table in a template: a text, or one with parameters. */
export type TemplateTableName = string | { 'Fn::Sub': string };

/** A parameter of a template. */
export interface CloudFormationParameter {
  /** `String`, or the type of a parameter of Systems Manager. */
  Type: string;
  /** The value of a stack that is given none. */
  Default?: string;
  /** The values that a stack can be given. */
  AllowedValues?: string[];
  /** A text for those who deploy the template. */
  Description?: string;
}

const identifierPattern = /^[A-Za-z0-9]{1,255}$/;
const namePattern = /^[a-zA-Z0-9_.-]{3,255}$/;
/** A parameter, or a pseudo parameter whose value can be part of a name. */
const referencePattern = /\$\{([A-Za-z0-9]+|AWS::(?:AccountId|Partition|Region|StackName|URLSuffix))\}/g;

/**
 * Returns the logical id that a table has in a template by default: `UsersTable` for `users`. It depends on the name alone,
 * because a resource with a new logical id is a new table.
 *
 * @throws DynarepoError - `BAD_INPUT`: the name is no text.
 */
export function logicalId(tableName: string): string {
  checkArgument('the table name of logicalId', tableName, 'string');
  const words = tableName.split(/[^A-Za-z0-9]+/);
  return `${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}Table`;
}

/**
 * Checks a logical id.
 *
 * @throws DynarepoError - `BAD_INPUT`: it is not 1 to 255 letters and digits.
 */
export function checkLogicalId(table: string, id: unknown): asserts id is string {
  if (typeof id === 'string' && identifierPattern.test(id)) return;
  throw badName(
    `the logical id of the table ${table} must have 1 to 255 of the characters a-z, A-Z and 0-9`,
    'logicalId',
  );
}

/**
 * Returns a name as CloudFormation takes it: with an `Fn::Sub` if it has a `${reference}`.
 *
 * @throws DynarepoError - `BAD_INPUT`: it cannot become the name of a table.
 */
export function toTemplateName(table: string, name: unknown): TemplateTableName | undefined {
  if (name === undefined) return undefined;
  const text = String(name);
  const fixed = text.replaceAll(referencePattern, '');
  if (typeof name === 'string' && fixed === text && namePattern.test(text)) return text;
  if (typeof name === 'string' && fixed !== text && /^[a-zA-Z0-9_.-]{0,255}$/.test(fixed)) return { 'Fn::Sub': text };
  throw badName(
    `the name of the table ${table} must have 3 to 255 of the characters a-z, A-Z, 0-9, _, . and -, and references such as \${Stage} or \${AWS::StackName}`,
    'table',
  );
}

/**
 * Returns the parameters that the names of tables refer to, with their members.
 *
 * @throws DynarepoError - `BAD_INPUT`: a parameter that no name refers to has members, or one is called like a table.
 */
export function toParameters(
  names: readonly (TemplateTableName | undefined)[],
  logicalIds: ReadonlySet<string>,
  members: { readonly [name: string]: Partial<CloudFormationParameter> } = {},
): { [name: string]: CloudFormationParameter } | undefined {
  const texts = names.map((name) => (typeof name === 'object' ? name['Fn::Sub'] : ''));
  const references = new Set(
    texts.flatMap((text) => Array.from(text.matchAll(referencePattern), ([, name = '']) => name)),
  );
  const parameters = [...references].filter((name) => !name.startsWith('AWS::'));
  for (const name of Object.keys(members)) checkParameter(name, members[name]);
  const unused = Object.keys(members).find((name) => !parameters.includes(name));
  if (unused !== undefined) throw badName(`no name of a table refers to the parameter ${unused}`, 'parameters');
  const clash = parameters.find((name) => logicalIds.has(name));
  if (clash !== undefined) throw badName(`${clash} is both a parameter and the logical id of a table`, 'table');
  if (parameters.length === 0) return undefined;
  return Object.fromEntries(parameters.map((name) => [name, toParameter(ownProperty(members, name))]));
}

const textCheck = { expected: 'a text', isValid: (value: unknown) => typeof value === 'string' };

function checkParameter(name: string, members: unknown): asserts members is Partial<CloudFormationParameter> {
  if (!isRecord(members)) {
    throw badName(`the parameter ${name} must be an object such as { Default: 'dev' }`, 'parameters');
  }
  checkOptions<Partial<CloudFormationParameter>>(`the parameter ${name}`, members, {
    Type: textCheck,
    Default: textCheck,
    AllowedValues: {
      expected: 'an array of texts',
      isValid: (value) => Array.isArray(value) && value.every(textCheck.isValid),
    },
    Description: textCheck,
  });
}

function toParameter(members: Partial<CloudFormationParameter> = {}): CloudFormationParameter {
  return { Type: 'String', ...structuredClone(withoutUndefined(members)) };
}

function badName(problem: string, option: string): DynarepoError {
  return new DynarepoError('BAD_INPUT', `${problem} (option ${option} of toCloudFormation)`);
}
