import { compareViolations } from '../order-of-checks.ts';
import type { KnownDifference } from './known-difference.ts';

/** A message of the service and the corresponding message of DynamoDB Local. */
type MessagePair = readonly [service: RegExp, local: RegExp];

const prefix = '1 validation error detected: ';
const wrongOperand = /Invalid UpdateExpression: Incorrect operand type for operator or function; /;
const invalidKey =
  /does not match the schema$|number of conditions on the keys is invalid$|cannot contain an empty|empty keys$|required keys was not given a value$|Type mismatch for |^Invalid attribute value type$|cannot be null$| has exceeded the (?:maximum )?size limit|^Hash primary key values must be under|: Size limit exceeded$/;
const keyAtEnd = / for key (:\w+)$/;

/** Known differences in error messages for requests that both reject. */
export const wordings: readonly KnownDifference[] = [
  {
    fact: 'Messages of PutItem, UpdateItem, DeleteItem, Query and Scan have the prefix "1 validation error detected: ".',
    matches: ({ aspect, memory, local }) => aspect === 'message' && memory === `${prefix}${local}`,
  },
  {
    fact: 'Messages on key conditions have the prefix "Invalid KeyConditionExpression: ".',
    matches: ({ aspect, memory, local }) =>
      aspect === 'message' && memory === `Invalid KeyConditionExpression: ${local}`,
  },
  {
    fact: 'Requests are validated in passes, and the violation of the first pass is reported: members, then expressions and values, then the table, the key, the condition and the update.',
    matches: ({ aspect, memory, local }) => {
      if (aspect !== 'message' && aspect !== 'error') return false;
      const compared = compareViolations(memory, local);
      return compared !== undefined && !compared.isSameViolation && compared.isFirstEarlier;
    },
  },
  reworded(
    'The message on a missing table is "Requested resource not found"; DescribeTable and DeleteTable add the name.',
    [[/^Requested resource not found(?:: Table: \S+ not found)?$/, /^Cannot do operations on a non-existent table$/]],
  ),
  reworded('The message on a table that already exists contains its name.', [
    [/^Table already exists: \S+$/, /^Cannot create preexisting table$/],
  ]),
  reworded('The messages on a change of time to live name the attribute, or the violated constraint.', [
    [
      /^TimeToLive is active on a different AttributeName: current AttributeName is /,
      /^TimeToLive is active on a different AttributeName$/,
    ],
    [
      /at 'timeToLiveSpecification\./,
      /^AttributeName cannot be null when time to live is being enabled$|^Names of key attributes and attributes projected/,
    ],
  ]),
  reworded('A batch without requests has a different message.', [
    [/Value at 'RequestItems' failed to satisfy constraint/, /^BatchGetItem must have some requests set$/],
    [
      /^The requestItems parameter is required for BatchWriteItem$/,
      /^BatchWriteItem cannot have a null or no requests set$/,
    ],
  ]),
  reworded('The message on an invalid table name contains the violated constraint.', [
    [/at '[tT]ableName' failed to satisfy constraint/, /^Invalid table\/index name\./],
  ]),
  reworded('The message on an unknown enumeration value contains the violated constraint.', [
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
  reworded('The message on a member that is missing or out of range contains its name.', [
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
  reworded('The messages on Segment and TotalSegments differ.', [
    [/at '(?:Segment|TotalSegments)' failed to satisfy constraint/, /^If (?:total segments|segment) is specified/],
    [/^The TotalSegments parameter is required/, /^If segment is specified, total segment must also be specified$/],
    [
      /^The Segment parameter is required/,
      /^If total segments is specified, a particular segment must also be specified/,
    ],
    [/^The Segment parameter is zero-based/, /Value '\d+' at 'segment' failed to satisfy constraint/],
  ]),
  reworded('The message on expression attribute values without an expression differs.', [
    [
      /ExpressionAttributeValues can only be specified when using expressions$/,
      /can only be specified when using expressions: [\w ]+ (?:is|are) null$/,
    ],
  ]),
  reworded('The message on attributes that an index does not project lists them in a different order.', [
    [
      /does not project (?:one or more filter attributes: )?\[/,
      /does not project (?:one or more filter attributes: )?\[/,
    ],
  ]),
  reworded('The message on too many key conditions has the number of conditions and of key attributes.', [
    [
      /^The number of query conditions \(\d\) exceeds/,
      /^Conditions can be of length 1 or 2 only$|^Query key condition not supported$/,
    ],
  ]),
  reworded('The message on a key that is too long differs.', [
    [
      /has exceeded the maximum size limit of2048 bytes$|has exceeded the size limit of 1024 bytes$/,
      /^Hash primary key values must be under 2048 bytes|: Size limit exceeded$/,
    ],
  ]),
  reworded('An empty index key is reported before one that is too long.', [
    // The order of the two in the service is not known.
    [/cannot contain an empty \w+ value\. IndexName: /, /: Size limit exceeded$/],
  ]),
  reworded('The messages on an invalid table schema differ.', [
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
  reworded('A key with missing or extra attributes does not match the schema.', [
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
    fact: 'The messages on a key of the wrong type name the key and both types, and the message on a missing key condition names the key.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'message' &&
      /Type mismatch for (?:key|Index Key)$|Query condition missed key schema element$/.test(local) &&
      memory.startsWith(local),
  },
  {
    fact: 'A dot in a path must be followed by a name.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'message' &&
      /Syntax error; token: ":\w+", near: "\. *:/.test(memory) &&
      /Syntax error; |Internal server error$/.test(local),
  },
  reworded('That a query cannot be restarted is reported before a filter on its key.', [
    // The order of the two in the service is not known.
    [/^The query can return at most one row/, /^Filter Expression can only contain non-primary key attributes/],
  ]),
  {
    // The order in the service is not known.
    fact: 'Of several operands of the wrong type in an update, the first in the text is reported.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'message' &&
      wrongOperand.test(memory) &&
      wrongOperand.test(local) &&
      new Set(String(step.input.UpdateExpression).match(/:\w+/g)).size > 1,
  },
  {
    fact: 'Of several requests with invalid keys in a batch, the first is reported.',
    matches: ({ aspect, memory, local }, { step: { operation, input } }) =>
      aspect === 'message' &&
      /^Batch/.test(operation) &&
      Object.values(Object(input.RequestItems)).flatMap((request) => Object(request).Keys ?? request).length > 1 &&
      invalidKey.test(memory) &&
      invalidKey.test(local),
  },
  reworded('The message on missing equality conditions names all partition key attributes of an index without one.', [
    [/^HASH key attributes .* must have equality conditions/, /^HASH key attributes .* must have equality conditions/],
  ]),
  reworded('Messages on unused names and values list all of them, and messages on undefined ones the first.', [
    [/unused in expressions: keys: \{/, /unused in expressions: keys: \{/],
    [/is not defined; attribute (?:name|value): /, /is not defined; attribute (?:name|value): /],
  ]),
  reworded('Of several invalid index keys, that of the first index is reported.', [
    [/A value specified for a secondary index key is not supported/, /^Invalid attribute value type$/],
    [
      /The update expression attempted to update a secondary index key/,
      /A value specified for a secondary index key is not supported/,
    ],
    [/A value specified for a secondary index key is not supported/, /: Type mismatch for Index Key$/],
    [/: (?:Size of hashkey|Aggregated size of all range keys) has exceeded the /, /: Type mismatch for Index Key$/],
    [
      /A value specified for a secondary index key is not supported/,
      /A value specified for a secondary index key is not supported/,
    ],
  ]),
  reworded('The message on overlapping paths names them in the order of the text.', [
    [
      /Two document paths (?:overlap|conflict) with each other; must remove or rewrite one of these paths; path one: /,
      /^Invalid (?:Update|Projection)Expression: Two document paths (?:overlap|conflict) with each other; must remove or rewrite one of these paths; path one: /,
    ],
  ]),
  reworded('The message on invalid bounds has them in normalized form, binary ones in base64.', [
    [/BETWEEN operator requires .* \{[BN]:/, /BETWEEN operator requires .* \{(?:B:java\.nio\.HeapByteBuffer|N:)/],
  ]),
  reworded('The message on an unknown type in attribute_type lists the valid types in a different order.', [
    [
      /Invalid attribute type name found; type: \S+, valid types: /,
      /Invalid attribute type name found; type: \S+, valid types: /,
    ],
  ]),
  reworded('The message on a sum out of range is on overflow.', [
    [/^Number overflow\./, /^DynamoDB only supports precision up to 38 digits$/],
  ]),
  reworded('The message of DELETE refers to the operand types of ADD and spells the binary type "Binary".', [
    [
      /operand type: (?:Binary|\w+), typeSet: ALLOWED_FOR_ADD_OPERAND$/,
      /operand type: (?:BINARY|\w+), typeSet: ALLOWED_FOR_(?:ADD|DELETE)_OPERAND$/,
    ],
  ]),
  reworded('The message on a start key depends on the condition that it violates.', [
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
  reworded('The message on an N value that is not a number contains the value.', [
    [/The parameter cannot be converted to a numeric value/, /A value provided cannot be converted into a number/],
    [
      /Attempting to store more than 38 significant digits in a Number/,
      /DynamoDB only supports precision up to 38 digits/,
    ],
  ]),
  {
    fact: 'Messages of single-item operations and reads do not name the key of an invalid value in ExpressionAttributeValues.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'message' &&
      local ===
        `ExpressionAttributeValues contains invalid value: ${memory.replace(prefix, '')} for key ${keyAtEnd.exec(local)?.[1]}`,
  },
  reworded('The message on a value that is nested too deeply in a request is longer.', [
    [
      /Attributes in the item have nested levels beyond supported limit$/,
      /^Nesting Levels have exceeded supported limits$/,
    ],
  ]),
  reworded('The message on duplicate members of a set has the members in JSON.', [
    [
      /Input collection .*contains duplicates\.?(?: for key :\w+)?$/,
      /Input collection .*contains duplicates\.?(?: for key :\w+)?$/,
    ],
  ]),
];

function reworded(fact: string, wordings: readonly MessagePair[]): KnownDifference {
  return {
    fact,
    matches: ({ aspect, memory, local }) =>
      aspect === 'message' && wordings.some(([ours, theirs]) => ours.test(memory) && theirs.test(local)),
  };
}
