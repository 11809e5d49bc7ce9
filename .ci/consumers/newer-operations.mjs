// With the oldest SDK, the operations that it lacks name the version that has them; with the newest they are sent.
import { AwsDynamoDb } from 'dynarepo/dynamodb';

const settings = {
  endpoint: 'http://127.0.0.1:1',
  region: 'eu-west-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
};
const db = new AwsDynamoDb(settings);
const expected = process.argv[2] === 'oldest' ? /needs @aws-sdk\/client-dynamodb 3\.1\d+\.0 or newer/ : /ECONNREFUSED/;

for (const operation of [
  'SearchVectors',
  'StartBulkPutItems',
  'CancelBulkOperation',
  'DescribeBulkOperation',
  'ListBulkOperations',
]) {
  const { message } = await db.execute(operation, {}).then(
    () => ({ message: 'answered' }),
    (error) => error,
  );
  if (!expected.test(message)) throw new Error(`${operation}: ${message}`);
}
