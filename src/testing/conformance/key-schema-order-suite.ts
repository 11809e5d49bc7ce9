import type { Input } from '../../domain/dynamodb.ts';
import type { KeySchema } from '../../domain/key-schema.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { rejectionTest } from './rejection-test.ts';
import { withSource } from './with-source.ts';

/** Key elements such as `a:HASH b:RANGE`. */
type KeyText = string;

interface Definition {
  /** The key of the table, of an index, or of both. */
  readonly table?: KeyText;
  readonly local?: KeyText;
  readonly global?: KeyText;
  /** Names of the defined attributes. */
  readonly defined: string;
  readonly message: string;
}

const invalid = 'One or more parameter values were invalid: ';
const noDefinition = 'Invalid KeySchema: Some index key attribute have no definition';
const notDefined = (keys: string, definitions: string) =>
  `${invalid}Some index key attributes are not defined in AttributeDefinitions. Keys: [${keys}], AttributeDefinitions: [${definitions}]`;
const sameName = 'Both the Hash Key and the Range Key element in the KeySchema have the same name';
const firstNotHash = 'Invalid KeySchema: The first KeySchemaElement is not a HASH key type';
const secondNotRange = 'Invalid KeySchema: The second KeySchemaElement is not a RANGE key type';
const noSortKey = `${invalid}Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex`;

/** Definitions with two errors, and the error that the service reports. */
const definitions: Readonly<Record<string, Definition>> = {
  'more elements than definitions of a table before a missing definition': {
    table: 'c:HASH d:RANGE',
    defined: 'a',
    message: noDefinition,
  },
  'more elements than definitions of a table before one name twice': {
    table: 'a:HASH a:RANGE',
    defined: 'a',
    message: noDefinition,
  },
  'more elements than definitions of a table before its key types': {
    table: 'a:RANGE b:HASH',
    defined: 'a',
    message: noDefinition,
  },
  'a missing definition of a table before one name twice': {
    table: 'c:HASH c:RANGE',
    defined: 'a b',
    message: notDefined('c', 'a, b'),
  },
  'a missing definition of a table before its key types': {
    table: 'c:RANGE d:HASH',
    defined: 'a b',
    message: notDefined('c, d', 'a, b'),
  },
  'one name twice in a table before its first key type': {
    table: 'a:RANGE a:RANGE',
    defined: 'a b',
    message: sameName,
  },
  'one name twice in a table before its second key type': {
    table: 'a:HASH a:HASH',
    defined: 'a b',
    message: sameName,
  },
  'the first key type of a table before the second': { table: 'a:RANGE b:HASH', defined: 'a b', message: firstNotHash },
  'a missing definition of a local index before its key types': {
    table: 'a:HASH b:RANGE',
    local: 'c:RANGE d:HASH',
    defined: 'a b',
    message: notDefined('c, d', 'a, b'),
  },
  'a missing definition of a local index before one name twice': {
    table: 'a:HASH b:RANGE',
    local: 'c:HASH c:RANGE',
    defined: 'a b',
    message: notDefined('c', 'a, b'),
  },
  'one name twice in a local index before its key types': {
    table: 'a:HASH b:RANGE',
    local: 'a:HASH a:HASH',
    defined: 'a b',
    message: sameName,
  },
  'the second key type of a local index before another partition key': {
    table: 'a:HASH b:RANGE',
    local: 'b:HASH a:HASH',
    defined: 'a b',
    message: secondNotRange,
  },
  'a table without sort key before the key types of a local index': {
    table: 'a:HASH',
    local: 'a:RANGE b:HASH',
    defined: 'a b',
    message: noSortKey,
  },
  'more elements than definitions of a global index before a missing definition': {
    global: 'c:HASH d:RANGE',
    defined: 'a',
    message: noDefinition,
  },
  'more elements than definitions of a global index before one name twice': {
    global: 'a:HASH a:RANGE',
    defined: 'a',
    message: noDefinition,
  },
  'more elements than definitions of a global index before its key types': {
    global: 'a:RANGE b:HASH',
    defined: 'a',
    message: noDefinition,
  },
  'a missing definition of a global index before its key types': {
    global: 'c:RANGE d:HASH',
    defined: 'a b',
    message: notDefined('c, d', 'a, b'),
  },
  'a missing definition of a global index before one name twice': {
    global: 'c:HASH c:RANGE',
    defined: 'a b',
    message: notDefined('c', 'a, b'),
  },
  'one name twice in a global index before its key types': {
    global: 'b:RANGE b:RANGE',
    defined: 'a b',
    message: 'The KeySchema contains multiple key attributes with the same name',
  },
  'a missing definition of a table before one of an index': {
    table: 'c:HASH',
    global: 'd:HASH',
    defined: 'a',
    message: notDefined('c', 'a'),
  },
};

/** The order in which CreateTable checks key schemas. */
export const keySchemaOrderSuite: ConformanceSuite = {
  name: 'key-schema-order',
  tests: withSource(
    'behaviour §23, key schemas',
    Object.entries(definitions).map(
      ([what, definition]): ConformanceTest =>
        rejectionTest(`CreateTable reports ${what}`, {
          operation: 'CreateTable',
          input: () => inputOf(definition),
          message: definition.message,
        }),
    ),
  ),
};

function inputOf({ table = 'a:HASH', local, global, defined }: Definition): Input<'CreateTable'> {
  return {
    TableName: 'conformance-key-schema',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(table),
    AttributeDefinitions: defined.split(' ').map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    ...(local && { LocalSecondaryIndexes: [indexOf('local', local)] }),
    ...(global && { GlobalSecondaryIndexes: [indexOf('global', global)] }),
  };
}

function indexOf(IndexName: string, key: KeyText) {
  return { IndexName, KeySchema: keySchema(key), Projection: { ProjectionType: 'ALL' as const } };
}

function keySchema(key: KeyText): KeySchema {
  return key.split(' ').map((element) => {
    const [AttributeName, type] = element.split(':');
    return { AttributeName, KeyType: type === 'HASH' ? 'HASH' : 'RANGE' };
  });
}
