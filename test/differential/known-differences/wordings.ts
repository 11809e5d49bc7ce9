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
    fact: 'PutItem, UpdateItem, DeleteItem, Query and Scan say "1 validation error detected:" first.',
    matches: ({ aspect, memory, local }) => aspect === 'message' && memory === `${envelope}${local}`,
  },
  {
    fact: 'What is wrong with a key condition has "Invalid KeyConditionExpression:" before it.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'message' && memory === `Invalid KeyConditionExpression: ${local}`,
  },
  {
    fact: 'A request is checked stage by stage, and of several faults the one of the first stage is told: members, then expressions and values, then the table, the key, the condition and the update.',
    matches: ({ aspect, memory, local }) => {
      if (aspect !== 'message' && aspect !== 'error') return false;
      const faults = compareFaults(memory, local);
      return faults !== undefined && !faults.isSameFault && faults.isFirstEarlier;
    },
  },
  reworded('A missing table is "Requested resource not found", which DescribeTable and DeleteTable name.', [
    [/^Requested resource not found(?:: Table: \S+ not found)?$/, /^Cannot do operations on a non-existent table$/],
  ]),
  reworded('A table that is there already is named.', [
    [/^Table already exists: \S+$/, /^Cannot create preexisting table$/],
  ]),
  reworded('A batch without requests.', [
    [/Value at 'RequestItems' failed to satisfy constraint/, /^BatchGetItem must have some requests set$/],
    [
      /^The requestItems parameter is required for BatchWriteItem$/,
      /^BatchWriteItem cannot have a null or no requests set$/,
    ],
  ]),
  reworded('A table name breaks a constraint of a member.', [
    [/at '[tT]ableName' failed to satisfy constraint/, /^Invalid table\/index name\./],
  ]),
  reworded('An enumeration breaks a constraint of a member.', [
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
  reworded('A member that is missing or out of range is named.', [
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
  reworded('Segment and TotalSegments go together, and the one is less than the other.', [
    [/at '(?:Segment|TotalSegments)' failed to satisfy constraint/, /^If (?:total segments|segment) is specified/],
    [/^The TotalSegments parameter is required/, /^If segment is specified, total segment must also be specified$/],
    [
      /^The Segment parameter is required/,
      /^If total segments is specified, a particular segment must also be specified/,
    ],
    [/^The Segment parameter is zero-based/, /Value '\d+' at 'segment' failed to satisfy constraint/],
  ]),
  reworded('Values without an expression.', [
    [
      /ExpressionAttributeValues can only be specified when using expressions$/,
      /can only be specified when using expressions: [\w ]+ (?:is|are) null$/,
    ],
  ]),
  reworded('The names that an index does not project stand in an order of the service.', [
    [
      /does not project (?:one or more filter attributes: )?\[/,
      /does not project (?:one or more filter attributes: )?\[/,
    ],
  ]),
  reworded('As many conditions as the key has attributes.', [
    [
      /^The number of query conditions \(\d\) exceeds/,
      /^Conditions can be of length 1 or 2 only$|^Query key condition not supported$/,
    ],
  ]),
  reworded('A key that is too long.', [
    [
      /has exceeded the maximum size limit of2048 bytes$|has exceeded the size limit of 1024 bytes$/,
      /^Hash primary key values must be under 2048 bytes|: Size limit exceeded$/,
    ],
  ]),
  reworded('What is wrong with the schema of a table.', [
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
  reworded('A key without its attributes, or with others, does not match the schema.', [
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
    fact: 'A key or index key of a wrong type is named, with both types, and so is the key that a query misses.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'message' &&
      /Type mismatch for (?:key|Index Key)$|Query condition missed key schema element$/.test(local) &&
      memory.startsWith(local),
  },
  {
    fact: 'A path goes on with a name after its point.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'message' &&
      /Syntax error; token: ":\w+", near: "\. ?:/.test(memory) &&
      /Syntax error; |Internal server error$/.test(local),
  },
  reworded('That a query cannot be restarted is told before a filter on its key.', [
    // Which of the two the service tells, nobody has recorded.
    [/^The query can return at most one row/, /^Filter Expression can only contain non-primary key attributes/],
  ]),
  {
    // Which of them the service tells, nobody has recorded.
    fact: 'Of several operands of a wrong type in an update one is told: the first in the order written.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'message' &&
      wrongOperand.test(memory) &&
      wrongOperand.test(local) &&
      new Set(String(step.input.UpdateExpression).match(/:\w+/g)).size > 1,
  },
  {
    fact: 'Of several requests in a batch whose keys are unfit the first is told.',
    matches: ({ aspect, memory, local }, { step: { operation, input } }) =>
      aspect === 'message' &&
      /^Batch/.test(operation) &&
      Object.values(Object(input.RequestItems)).flatMap((request) => Object(request).Keys ?? request).length > 1 &&
      unfitKey.test(memory) &&
      unfitKey.test(local),
  },
  reworded('Of the partition key attributes of an index all that lack an equality are named.', [
    [/^HASH key attributes .* must have equality conditions/, /^HASH key attributes .* must have equality conditions/],
  ]),
  reworded('Of names and values that are unused all are named, of those that are undefined the first.', [
    [/unused in expressions: keys: \{/, /unused in expressions: keys: \{/],
    [/is not defined; attribute (?:name|value): /, /is not defined; attribute (?:name|value): /],
  ]),
  reworded('Of several index keys that are not fit to be keys the one of the first index is named.', [
    [/A value specified for a secondary index key is not supported/, /^Invalid attribute value type$/],
    [/A value specified for a secondary index key is not supported/, /: Type mismatch for Index Key$/],
    [/: (?:Size of hashkey|Aggregated size of all range keys) has exceeded the /, /: Type mismatch for Index Key$/],
    [
      /A value specified for a secondary index key is not supported/,
      /A value specified for a secondary index key is not supported/,
    ],
  ]),
  reworded('Paths that overlap are named, in the order written.', [
    [
      /Two document paths (?:overlap|conflict) with each other; must remove or rewrite one of these paths; path one: /,
      /^Invalid (?:Update|Projection)Expression: Two document paths (?:overlap|conflict) with each other; must remove or rewrite one of these paths; path one: /,
    ],
  ]),
  reworded('Bounds are shown in their canonical form, binary ones as base64.', [
    [/BETWEEN operator requires .* \{[BN]:/, /BETWEEN operator requires .* \{(?:B:java\.nio\.HeapByteBuffer|N:)/],
  ]),
  reworded('The valid types of attribute_type stand in an order of the service.', [
    [
      /Invalid attribute type name found; type: \S+, valid types: /,
      /Invalid attribute type name found; type: \S+, valid types: /,
    ],
  ]),
  reworded('A sum out of range is an overflow.', [
    [/^Number overflow\./, /^DynamoDB only supports precision up to 38 digits$/],
  ]),
  reworded('ADD and DELETE share one set of types, in which binary is spelled in its own way.', [
    [
      /operand type: (?:Binary|\w+), typeSet: ALLOWED_FOR_ADD_OPERAND$/,
      /operand type: (?:BINARY|\w+), typeSet: ALLOWED_FOR_(?:ADD|DELETE)_OPERAND$/,
    ],
  ]),
  reworded('A start key is judged by the place where the condition is broken.', [
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
  reworded('A number that is none is repeated.', [
    [/The parameter cannot be converted to a numeric value/, /A value provided cannot be converted into a number/],
    [
      /Attempting to store more than 38 significant digits in a Number/,
      /DynamoDB only supports precision up to 38 digits/,
    ],
  ]),
  {
    fact: 'The operations on one item and the reads do not say for which key of ExpressionAttributeValues a value is wrong.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'message' &&
      local ===
        `ExpressionAttributeValues contains invalid value: ${memory.replace(envelope, '')} for key ${keyAtEnd.exec(local)?.[1]}`,
  },
  reworded('A value of too many levels in a request is told at length.', [
    [
      /Attributes in the item have nested levels beyond supported limit$/,
      /^Nesting Levels have exceeded supported limits$/,
    ],
  ]),
  reworded('The members of a set that has one twice are shown as JSON.', [
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
