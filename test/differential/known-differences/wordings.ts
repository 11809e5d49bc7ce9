import { compareFaults } from '../order-of-checks.ts';
import type { KnownDifference } from './known-difference.ts';

/** A sentence that DynamoDB Local words in its own way: the service's, and its own. */
type Wording = readonly [service: RegExp, local: RegExp];

const envelope = '1 validation error detected: ';
const wrongOperand = /Invalid UpdateExpression: Incorrect operand type for operator or function; /;
const unfitKey =
  /does not match the schema$|number of conditions on the keys is invalid$|cannot contain an empty|empty keys$|required keys was not given a value$|Type mismatch for |^Invalid attribute value type$|cannot be null$| has exceeded the (?:maximum )?size limit|^Hash primary key values must be under|: Size limit exceeded$/;
const keyAtEnd = / for key (:\w+)$/;

/** How DynamoDB Local says why it refuses what DynamoDB refuses too. */
export const wordings: readonly KnownDifference[] = [
  {
    fact: 'PutItem, UpdateItem, DeleteItem, Query and Scan use the prefix "1 validation error detected:".',
    matches: ({ aspect, memory, local }) => aspect === 'message' && memory === `${envelope}${local}`,
  },
  {
    fact: 'Errors in a key condition have the prefix "Invalid KeyConditionExpression:".',
    matches: ({ aspect, memory, local }) =>
      aspect === 'message' && memory === `Invalid KeyConditionExpression: ${local}`,
  },
  {
    fact: 'A request is checked in passes, and the first pass with an error reports it: parameters, expressions and values, the table, the key, the condition, the update.',
    matches: ({ aspect, memory, local }) => {
      if (aspect !== 'message' && aspect !== 'error') return false;
      const faults = compareFaults(memory, local);
      return faults !== undefined && !faults.isSameFault && faults.isFirstEarlier;
    },
  },
  reworded(
    'A missing table is reported as "Requested resource not found"; DescribeTable and DeleteTable add its name.',
    [[/^Requested resource not found(?:: Table: \S+ not found)?$/, /^Cannot do operations on a non-existent table$/]],
  ),
  reworded('The message about a table that exists already has its name.', [
    [/^Table already exists: \S+$/, /^Cannot create preexisting table$/],
  ]),
  reworded('The message about a batch without requests.', [
    [/Value at 'RequestItems' failed to satisfy constraint/, /^BatchGetItem must have some requests set$/],
    [
      /^The requestItems parameter is required for BatchWriteItem$/,
      /^BatchWriteItem cannot have a null or no requests set$/,
    ],
  ]),
  reworded('The message about a table name that violates a constraint of the parameter.', [
    [/at '[tT]ableName' failed to satisfy constraint/, /^Invalid table\/index name\./],
  ]),
  reworded('The message about an unknown value of an enumeration.', [
    [
      /Member must satisfy enum value set|ReturnValues can only be ALL_OLD or NONE$/,
      /^Return values set to invalid value$/,
    ],
    [/at 'select' failed to satisfy constraint/, /^Select must be ALL_ATTRIBUTES/],
    [
      /^Value '\w+' at 'returnValuesOnConditionCheckFailure' failed/,
      /^1 validation error detected: Value '\w+' at 'returnValuesOnConditionCheckFailure' failed/,
    ],
    [/at 'attributeDefinitions.1.member.attributeType' failed/, /^Member must satisfy enum value set: \[B, N, S\]$/],
  ]),
  reworded('The message about a missing or out-of-range parameter has its name.', [
    [/at 'Limit' failed to satisfy constraint/, /^Limit must be greater than or equal to 1$/],
    [
      /Value null at 'key' failed to satisfy constraint/,
      /^Cannot have null key for GetItem, DeleteItem, or UpdateItem$/,
    ],
    [/Value null at 'item' failed to satisfy constraint/, /^Item to put in PutItem cannot be null$/],
    [
      /Value null at 'requestItems' failed to satisfy constraint/,
      /^Batch\w+ (?:must have some|cannot have a null or no) requests set$/,
    ],
  ]),
  reworded(
    'The message about Segment and TotalSegments: both are required, and Segment must be less than TotalSegments.',
    [
      [/at '(?:Segment|TotalSegments)' failed to satisfy constraint/, /^If (?:total segments|segment) is specified/],
      [/^The TotalSegments parameter is required/, /^If segment is specified, total segment must also be specified$/],
      [
        /^The Segment parameter is required/,
        /^If total segments is specified, a particular segment must also be specified/,
      ],
      [/^The Segment parameter is zero-based/, /Value '\d+' at 'segment' failed to satisfy constraint/],
    ],
  ),
  reworded('The message about expression attribute values without an expression.', [
    [
      /ExpressionAttributeValues can only be specified when using expressions$/,
      /can only be specified when using expressions: [\w ]+ (?:is|are) null$/,
    ],
  ]),
  reworded("Attributes that an index does not project are listed in the service's own order.", [
    [
      /does not project (?:one or more filter attributes: )?\[/,
      /does not project (?:one or more filter attributes: )?\[/,
    ],
  ]),
  reworded('The message about the number of conditions on a key.', [
    [
      /^The number of query conditions \(\d\) exceeds/,
      /^Conditions can be of length 1 or 2 only$|^Query key condition not supported$/,
    ],
  ]),
  reworded('The message about a key that is too long.', [
    [
      /has exceeded the maximum size limit of2048 bytes$|has exceeded the size limit of 1024 bytes$/,
      /^Hash primary key values must be under 2048 bytes|: Size limit exceeded$/,
    ],
  ]),
  reworded('The messages about errors in a key schema.', [
    [/at 'keySchema' failed to satisfy constraint/, /^No defined key schema\./],
    [
      /^Invalid KeySchema: Some index key attribute have no definition$/,
      /^No Attribute Schema Defined$|^Hash Key not specified in Attribute Definitions\./,
    ],
    [/^Invalid KeySchema: The first KeySchemaElement is not a HASH key type$/, /^No Hash Key specified in schema\./],
    [
      /Some index key attributes are not defined in AttributeDefinitions/,
      /^Hash Key not specified in Attribute Definitions\./,
    ],
    [
      /ReadCapacityUnits and WriteCapacityUnits must both be specified|'provisionedThroughput\.\w+' failed to satisfy constraint/,
      /^No provisioned throughput specified|^Table read and write throughput must be at least 1/,
    ],
    [/: List of GlobalSecondaryIndexes is empty$/, /^GSI list is empty\/invalid$/],
  ]),
  reworded('A key with missing or additional attributes is reported as not matching the schema.', [
    [/^The provided key element does not match the schema$/, /^The number of conditions on the keys is invalid$/],
    [
      /^The provided key element does not match the schema$/,
      /^One or more parameter values were invalid: Type mismatch for key$/,
    ],
    [/^The provided key element does not match the schema$/, /^One of the required keys was not given a value$/],
    [/^The provided key element does not match the schema$/, /^Item to put in PutItem cannot be null$/],
    [
      /^The provided key element does not match the schema$/,
      /^Invalid attribute value type$|has one or more empty keys$/,
    ],
    [/: Missing the key \S+ in the item$/, /^One of the required keys was not given a value$/],
    [/: Type mismatch for key \S+ expected: \w+ actual: \w+$/, /^Invalid attribute value type$/],
    [/: Type mismatch for Index Key \S+ Expected: \w+ Actual: \w+ IndexName: \S+$/, /^Invalid attribute value type$/],
  ]),
  {
    fact: 'A key or index key of a wrong type is reported with its name and both types; a missing key condition with its name.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'message' &&
      /Type mismatch for (?:key|Index Key)$|Query condition missed key schema element$/.test(local) &&
      memory.startsWith(local),
  },
  {
    fact: 'The message about a path that does not continue with a name after a dot.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'message' &&
      /Syntax error; token: ":\w+", near: "\. ?:/.test(memory) &&
      /Syntax error; |Internal server error$/.test(local),
  },
  reworded("That a query can't be restarted is reported before a filter on a key attribute.", [
    // Which of the two the service tells, nobody has recorded.
    [/^The query can return at most one row/, /^Filter Expression can only contain non-primary key attributes/],
  ]),
  {
    // Which of them the service tells, nobody has recorded.
    fact: 'Of several operands of a wrong type in an update expression, the first in the text is reported.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'message' &&
      wrongOperand.test(memory) &&
      wrongOperand.test(local) &&
      new Set(String(step.input.UpdateExpression).match(/:\w+/g)).size > 1,
  },
  {
    fact: 'Of several invalid keys in a batch, the first is reported.',
    matches: ({ aspect, memory, local }, { step: { operation, input } }) =>
      aspect === 'message' &&
      /^Batch/.test(operation) &&
      Object.values(Object(input.RequestItems)).flatMap((request) => Object(request).Keys ?? request).length > 1 &&
      unfitKey.test(memory) &&
      unfitKey.test(local),
  },
  reworded('All partition key attributes of an index without an equality condition are reported.', [
    [/^HASH key attributes .* must have equality conditions/, /^HASH key attributes .* must have equality conditions/],
  ]),
  reworded('All unused names and values are reported, but only the first undefined one.', [
    [/unused in expressions: keys: \{/, /unused in expressions: keys: \{/],
    [/is not defined; attribute (?:name|value): /, /is not defined; attribute (?:name|value): /],
  ]),
  reworded('Of several invalid index keys, that of the first index is reported.', [
    [/A value specified for a secondary index key is not supported/, /^Invalid attribute value type$/],
    [/A value specified for a secondary index key is not supported/, /: Type mismatch for Index Key$/],
    [/: (?:Size of hashkey|Aggregated size of all range keys) has exceeded the /, /: Type mismatch for Index Key$/],
    [
      /A value specified for a secondary index key is not supported/,
      /A value specified for a secondary index key is not supported/,
    ],
  ]),
  reworded('Overlapping paths are reported in the order of the text.', [
    [
      /Two document paths (?:overlap|conflict) with each other; must remove or rewrite one of these paths; path one: /,
      /^Invalid (?:Update|Projection)Expression: Two document paths (?:overlap|conflict) with each other; must remove or rewrite one of these paths; path one: /,
    ],
  ]),
  reworded('Bounds of BETWEEN are reported in canonical form, binary ones as base64.', [
    [/BETWEEN operator requires .* \{[BN]:/, /BETWEEN operator requires .* \{(?:B:java\.nio\.HeapByteBuffer|N:)/],
  ]),
  reworded("The valid types of attribute_type are listed in the service's own order.", [
    [
      /Invalid attribute type name found; type: \S+, valid types: /,
      /Invalid attribute type name found; type: \S+, valid types: /,
    ],
  ]),
  reworded('A sum out of range is reported as an overflow.', [
    [/^Number overflow\./, /^DynamoDB only supports precision up to 38 digits$/],
  ]),
  reworded('ADD and DELETE report one list of types, in which binary is spelled in its own way.', [
    [
      /operand type: (?:Binary|\w+), typeSet: ALLOWED_FOR_ADD_OPERAND$/,
      /operand type: (?:BINARY|\w+), typeSet: ALLOWED_FOR_(?:ADD|DELETE)_OPERAND$/,
    ],
  ]),
  reworded('The message about an invalid start key depends on which of its attributes violates the condition.', [
    [
      /^The provided starting key is outside query boundaries|^The query can return at most one row|^The provided exclusive start key is invalid$/,
      /^The provided starting key does not match the range key predicate$/,
    ],
    [/^The provided starting key is invalid|Type mismatch for Index Key/, /^Type mismatch for attribute to update$/],
    [
      /cannot contain an empty \w+ value\. Key: /,
      /The provided starting key is invalid: .* cannot contain an empty \w+ value\. Key: /,
    ],
    [/^The provided starting key is invalid/, /^Exclusive Start Key must have same size as table's key schema$/],
  ]),
  reworded('The message about an invalid number contains it.', [
    [/The parameter cannot be converted to a numeric value/, /A value provided cannot be converted into a number/],
    [
      /Attempting to store more than 38 significant digits in a Number/,
      /DynamoDB only supports precision up to 38 digits/,
    ],
  ]),
  {
    fact: 'Operations on one item, Query and Scan do not report the name of the invalid value in ExpressionAttributeValues.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'message' &&
      local ===
        `ExpressionAttributeValues contains invalid value: ${memory.replace(envelope, '')} for key ${keyAtEnd.exec(local)?.[1]}`,
  },
  reworded('The message about a value that is nested too deeply is longer in a request.', [
    [
      /Attributes in the item have nested levels beyond supported limit$/,
      /^Nesting Levels have exceeded supported limits$/,
    ],
  ]),
  reworded('Duplicates in a set are reported as JSON.', [
    [/Input collection .*contains duplicates\.?$/, /Input collection .*contains duplicates\.?(?: for key :\w+)?$/],
  ]),
];

function reworded(fact: string, wordings: readonly Wording[]): KnownDifference {
  return {
    fact,
    matches: ({ aspect, memory, local }) =>
      aspect === 'message' && wordings.some(([ours, theirs]) => ours.test(memory) && theirs.test(local)),
  };
}
