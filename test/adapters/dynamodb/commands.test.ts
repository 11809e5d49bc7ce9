import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as streams from '@aws-sdk/client-dynamodb-streams';
import * as assert from 'uvu/assert';
import {
  commandMissing,
  commands,
  isStreamsOperation,
  streamsCommands,
} from '../../../src/adapters/dynamodb/commands.ts';
import { operationNames, operations } from '../../../src/domain/api/operation-models.ts';
import { suite } from '../../support/suite.ts';

const test = suite('commands');

test('cover every command of the DynamoDB client under the name of its operation', () => {
  assert.equal(namesAndClasses(commands), exportedBy(dynamodb));
});

test('cover every command of the DynamoDB Streams client under the name of its operation', () => {
  assert.equal(namesAndClasses(streamsCommands(streams)), exportedBy(streams));
});

test('belong to the client that the model names', () => {
  for (const operation of operationNames) {
    assert.is(isStreamsOperation(operation), operations[operation].service === 'DynamoDBStreams', operation);
  }
});

test('if the installed SDK lacks an operation, the error names the first version that has it', () => {
  const error = commandMissing('StartBulkPutItems');
  assert.is(error.operation, 'StartBulkPutItems');
  assert.match(error.message, /^StartBulkPutItems needs @aws-sdk\/client-dynamodb 3\.1162\.0 or newer/);
  assert.match(commandMissing('SearchVectors').message, /3\.1103\.0/);
});

test.run();

function namesAndClasses(table: object): readonly string[] {
  return Object.entries(table)
    .map(([operation, command]) => `${operation}: ${command.name}`)
    .toSorted();
}

function exportedBy(sdk: object): readonly string[] {
  return Object.keys(sdk)
    .filter((name) => /^[A-Z].*Command$/.test(name))
    .map((name) => `${name.replace(/Command$/, '')}: ${name}`)
    .toSorted();
}
