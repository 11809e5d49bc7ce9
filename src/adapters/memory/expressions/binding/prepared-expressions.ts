import type { Item } from '../../../../domain/dynamodb.ts';
import { ServiceError } from '../../../../domain/errors.ts';
import { substitutionLimitBytes } from '../../../../domain/limits.ts';
import { ownProperty } from '../../../../domain/own-property.ts';
import { type DataType, dataTypeOf } from '../../../../domain/values/attribute-value.ts';
import { type ParsedItem, parseValidItem } from '../../values/parse-attribute-values.ts';
import type { Wording } from '../../wording/validation-errors.ts';
import type { ParsedAction, ParsedCondition } from '../grammar/parsed-expression.ts';
import { bindCondition } from './bind-condition.ts';
import { bindAction } from './bind-update.ts';
import type { ExpressionAttributes } from './expression-attributes.ts';
import { bindKeyClause, type ParsedClause } from './key-clauses.ts';
import type { BoundExpressions, ExpressionParameters } from './request-expressions.ts';
import { keepsChecks, type ValueChecks } from './value-checks.ts';

/**
 * The expressions of a request that passed all checks, prepared for requests with the same texts, the same names, and values
 * of the same types. Of these only the values are checked, and put into the trees: everything else was found out once.
 */
export interface PreparedExpressions {
  readonly wording: Wording;
  readonly texts: ExpressionTexts;
  /** Each placeholder with its name. */
  readonly names: readonly (readonly [placeholder: string, name: string])[];
  /** Bytes of the names and their placeholders. */
  readonly nameBytes: number;
  /** The type of each value by its placeholder. */
  readonly types: ReadonlyMap<string, DataType>;
  readonly trees: NamedTrees;
  readonly checks: ValueChecks;
  /** Whether no path leads into an attribute, so that none leads into a key. */
  readonly hasTopLevelPaths: boolean;
  /** What UpdateItem counts for the update without its values, and how many values the update has. */
  readonly updateCharge: { readonly bytes: number; readonly values: number };
}

/** Parsed trees with names in place of their placeholders. */
export interface NamedTrees {
  readonly update: readonly ParsedAction[] | undefined;
  readonly condition: ParsedCondition | undefined;
  readonly keyClauses: readonly ParsedClause[] | undefined;
  readonly filter: ParsedCondition | undefined;
  readonly projection: BoundExpressions['projection'];
}

/** The texts of a request's expressions. */
export type ExpressionTexts = Omit<ExpressionParameters, 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>;

/** Returns the prepared expressions whose first text is that of a request, if any. */
export function preparedLike(parameters: ExpressionParameters): readonly PreparedExpressions[] | undefined {
  const key = firstText(parameters);
  return key === undefined ? undefined : cache.get(key);
}

/** The wording and the parsed values of a request. */
export interface PreparedFor {
  readonly wording: Wording;
  readonly values: SureValues;
}

/**
 * Returns the expressions of a request bound to its values; `undefined` if none of the known ones were prepared for such a
 * request, or the values need a check that might fail: the general way then decides.
 */
export function bindPrepared(
  known: readonly PreparedExpressions[],
  parameters: ExpressionParameters,
  { wording, values }: PreparedFor,
): BoundExpressions | undefined {
  if (values.valueViolation !== undefined) return undefined;
  for (const prepared of known) {
    if (prepared.wording !== wording || !hasTexts(prepared.texts, parameters)) continue;
    if (!hasNames(prepared, parameters) || !hasTypes(prepared, values.values)) continue;
    if (prepared.nameBytes + values.sizeBytes > substitutionLimitBytes) return undefined;
    return keepsChecks(prepared.checks, values.values) ? bind(prepared, values) : undefined;
  }
  return undefined;
}

/** Keeps prepared expressions for later requests. */
export function remember(prepared: PreparedExpressions): void {
  if (prepared.nameBytes > longestNames) return;
  const key = firstText(prepared.texts);
  if (key === undefined) return;
  const known = cache.get(key) ?? [];
  if (known.length >= maxVariants) known.pop();
  known.unshift(prepared);
  for (const oldest of cache.keys()) {
    if (cache.size < maxTexts) break;
    cache.delete(oldest);
  }
  cache.set(key, known);
}

/** By the first of their texts; the newest first. */
const cache = new Map<string, PreparedExpressions[]>();
/** Texts in the cache; the oldest goes first. */
const maxTexts = 1000;
/** Prepared expressions with the same first text, but other texts, names, types or wordings. */
const maxVariants = 8;
/** Bytes of the names of a prepared expression, so that the cache stays small whatever is sent. */
const longestNames = 4096;

function firstText(texts: ExpressionTexts): string | undefined {
  const { UpdateExpression, KeyConditionExpression, ConditionExpression } = texts;
  return (
    UpdateExpression ??
    KeyConditionExpression ??
    ConditionExpression ??
    texts.FilterExpression ??
    texts.ProjectionExpression ??
    undefined
  );
}

/** Parsed values of a request; those of {@link sureValues} are all valid. */
export type SureValues = Pick<ExpressionAttributes, 'values' | 'sizeBytes' | 'valueViolation'>;

const noValues: SureValues = { values: {}, sizeBytes: 0 };

/** Parses the values of a request, if all are valid; `undefined` for any other: the general way finds what is wrong. */
export function sureValues({ ExpressionAttributeValues: values }: ExpressionParameters): SureValues | undefined {
  if (values === undefined) return noValues;
  const parsed = parsedValues(values);
  if (parsed === undefined) return undefined;
  // Values that are null or inherited are not parsed, but their placeholders are checked.
  let unparsed = 0;
  for (const placeholder in values) if (!Object.hasOwn(parsed.attributes, placeholder)) unparsed += 1;
  const isEmpty = parsed.sizeBytes === 0;
  return unparsed > 0 || isEmpty ? undefined : { values: parsed.attributes, sizeBytes: parsed.sizeBytes };
}

/** The general way finds what is wrong with the values. */
function parsedValues(values: unknown): ParsedItem | undefined {
  try {
    return parseValidItem(values);
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}

function hasTexts(texts: ExpressionTexts, parameters: ExpressionParameters): boolean {
  return (
    texts.UpdateExpression === parameters.UpdateExpression &&
    texts.ConditionExpression === parameters.ConditionExpression &&
    texts.KeyConditionExpression === parameters.KeyConditionExpression &&
    texts.FilterExpression === parameters.FilterExpression &&
    texts.ProjectionExpression === parameters.ProjectionExpression
  );
}

/** The names of a request are a copy, or have the model's checks behind them. */
function hasNames({ names }: PreparedExpressions, { ExpressionAttributeNames: given }: ExpressionParameters): boolean {
  if (given === undefined) return names.length === 0;
  let count = 0;
  for (const placeholder in given) if (Object.hasOwn(given, placeholder)) count += 1;
  if (count !== names.length || count === 0) return false;
  return names.every((entry) => ownProperty(given, entry[0]) === entry[1]);
}

function hasTypes({ types }: PreparedExpressions, values: Item): boolean {
  let count = 0;
  for (const placeholder in values) {
    const value = values[placeholder];
    if (value === undefined || types.get(placeholder) !== dataTypeOf(value)) return false;
    count += 1;
  }
  return count === types.size;
}

function bind(prepared: PreparedExpressions, { values, sizeBytes }: SureValues): BoundExpressions {
  const { update, condition, keyClauses, filter, projection } = prepared.trees;
  const attributes = { names: noNames, values, sizeBytes };
  const { bytes, values: uses } = prepared.updateCharge;
  return {
    update: update && { kind: 'update', actions: update.map((each) => bindAction(each, attributes)) },
    condition: condition && bindCondition(condition, attributes),
    keyClauses: keyClauses?.map((clause) => bindKeyClause(clause, attributes)),
    filter: filter && bindCondition(filter, attributes),
    projection,
    hasTopLevelPaths: prepared.hasTopLevelPaths,
    mostChargedBytes: bytes + uses * sizeBytes,
  };
}

/** The trees have none left. */
const noNames: ExpressionAttributes['names'] = {};
