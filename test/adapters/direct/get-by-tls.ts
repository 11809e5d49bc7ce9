// Gets one item by DirectDynamoDb from the endpoint in the arguments, and prints the outcome as JSON: `tls.test.ts` runs it, because Node reads NODE_EXTRA_CA_CERTS when it starts.
import { DirectDynamoDb } from 'dynarepo/direct';

const [endpoint = ''] = process.argv.slice(2);
const db = new DirectDynamoDb({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'the-secret' },
});
const outcome = await db
  .execute('GetItem', { TableName: 't', Key: {} })
  .catch((error: object) => ({ ...error, message: String(error) }));
db.close();
console.log(JSON.stringify(outcome));
