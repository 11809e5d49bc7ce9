/**
 * Patterns of messages in the order in which the service checks for violations, grouped by pass. A pattern matches the
 * messages of both the service and DynamoDB Local.
 */
const passes: readonly (readonly RegExp[])[] = [
  // Members of the request.
  [
    /[tT]ableName' failed to satisfy|Invalid table\/index name/,
    /constraint: Member must satisfy enum value set|Return values set to invalid value|^Select must be ALL_ATTRIBUTES|ReturnValues can only be/,
    /at '[sS]egment'|at '[tT]otalSegments'|TotalSegments|total segment|Segment parameter/,
    /at 'Limit' failed|Limit must be greater/,
    /at '(?:item|key)' failed|Cannot have null key|to put in PutItem cannot be null/,
    /'[rR]equestItems|some requests set|no requests set|requestItems parameter is required/,
    /at 'keySchema' failed|No defined key schema|Invalid KeySchema|Hash Key|Some index key|No Attribute Schema/,
    /'provisionedThroughput|read and write throughput|must both be specified|No provisioned throughput/,
    /List of \w+ is empty|GSI list is empty/,
    /'timeToLiveSpecification|when time to live is being enabled|^Names of key attributes/,
    /[nN]umber of attributes in (?:key schema|KeySchema)/,
    /Either the KeyConditions or KeyConditionExpression/,
    /TransactItems can only contain one|should contain Delete or Put or Update|'transactItems/,
  ],
  // Combinations of members, values and expressions.
  [
    /Provided list of item keys contains duplicates/,
    /can only be specified when using expressions/,
    /must not be empty/,
    /when choosing to get/,
    /can be used only when Querying using/,
    /contains invalid key: /,
    /numeric value|converted into a number/,
    /significant digits|precision up to 38 digits/,
    /^(?!.*clause).*Number overflow\.|Number underflow\./,
    /set {2}may not be empty|sets should not be empty/,
    /Input collection .*contains duplicates/,
    /must have the value of true/,
    /Nesting Levels/,
    /exactly one of the supported/,
    /Empty attribute name/,
    /cannot contain an empty \w+ value\. Key: /,
    /Expression size has exceeded/,
    /can not be empty/,
    /Syntax error; token/,
    /redundant parentheses/,
    /reserved keyword/,
    /can only be used once/,
    /Invalid function name|not allowed to be used this way/,
    /Invalid operator used in KeyConditionExpression/,
    /KeyConditionExpressions must only contain one condition/,
    /conditions on nested attributes|contain nested operations/,
    /Multiple attribute names|No key attribute specified|must have the key attribute as its first/,
    /name used in the document path is not defined/,
    /value used in expression is not defined/,
    /unused in expressions/,
    /must be distinct/,
    /requires a document path/,
    /Incorrect number of operands/,
    /Incorrect operand type/,
    /Invalid attribute type name/,
    /BETWEEN operator requires/,
    /document paths (?:overlap|conflict) with each other/,
    /List index is not within/,
    /expression and non-expression parameters/,
    /ConditionalOperator c|\[ALL, OR\]/,
    /cannot be used together for Attribute|must be used with ComparisonOperator|used with a ComparisonOperator/,
    /Value must be provided when Exists|Value cannot be used when Exists/,
    /Invalid comparison operator|comparisonOperator' failed|Comparison type does not exist/,
    /Invalid number of argument/,
    /is not valid for \w+ AttributeValue type/,
    /must be of same type/,
    /lower bound is greater than the upper bound/,
    /\[ADD, DELETE, PUT\]/,
    /Only DELETE action is allowed/,
    /is not supported for the type/,
    /Duplicate value in attribute name|two attributes with the same name/,
  ],
  [/retried a request with a different payload|^IdempotentParameterMismatchException/],
  [/resource not found|non-existent table/, /multiple operations on one item/],
  [/specified index/, /Consistent reads/, /Select type/, /^TimeToLive is (?:already|active on)/],
  [
    /does not project \[/,
    /filter attributes/,
    /Query condition missed/,
    /Query key condition not supported|number of query conditions|length 1 or 2 only|at least length 1/,
    /Condition parameter type/,
    /equality conditions/,
    /non-primary key attributes/,
    /not an indexable operation|Only scalar types can be used/,
    /Key attributes must be scalars/,
  ],
  [
    /starting key|start key|Start Key|at most one row|Type mismatch for attribute to update|Type mismatch for Index Key/,
  ],
  [
    /does not match the schema|conditions on the keys|Type mismatch for key|Missing the key|keys was not given a value|one or more empty keys|Invalid attribute value type/,
    /hashkey has exceeded|range keys has exceeded|values must be under 2048 bytes|Size limit exceeded/,
    /This attribute is part of the key/,
    /Key attributes must be scalars/,
  ],
  [
    /update a secondary index key|value specified for a secondary index key/,
    /Provided list of item keys contains duplicates/,
  ],
  [/conditional request failed/],
  [
    /invalid for update/,
    /does not exist in the item/,
    /incorrect data type|Type mismatch for attribute to update/,
    /^(?:ValidationException: )?(?:Number overflow|DynamoDB only supports precision)/,
  ],
];

/** The comparison of two rejections of one request. */
export interface Comparison {
  readonly isSameViolation: boolean;
  /** Whether the first violation is checked no later than the second, as far as the order of checks is known. */
  readonly isFirstEarlier: boolean;
}

/** Compares the violations in two messages; `undefined` if one of the messages is unknown. */
export function compareViolations(first: string, second: string): Comparison | undefined {
  const [one, other] = [violationsOf(first), violationsOf(second)];
  const [earliest, latest] = [one.at(0)?.pass, other.at(-1)?.pass];
  if (earliest === undefined || latest === undefined) return undefined;
  return {
    isSameViolation:
      expressionOf(first) === expressionOf(second) &&
      one.some(({ pattern }) => other.some((violation) => violation.pattern === pattern)),
    isFirstEarlier: earliest <= latest,
  };
}

function expressionOf(text: string): string | undefined {
  return /Invalid (\w+Expression): /.exec(text)?.[1];
}

/** Returns the violations that a message can report. A message can belong to two passes: a number can be too large in a request or as the result of an update. */
function violationsOf(text: string): readonly { readonly pass: number; readonly pattern: RegExp }[] {
  return passes.flatMap((patterns, pass) =>
    patterns.filter((pattern) => pattern.test(text)).map((pattern) => ({ pass, pattern })),
  );
}
