// Starts DynamoDB Local where a container runtime answers; elsewhere testcontainers must come as far as saying so.
import { startDynamoDbLocal } from 'dynarepo/testing';

try {
  const local = await startDynamoDbLocal();
  await local.db.execute('ListTables', {});
  await local.stop();
  console.log('     a container was started');
} catch (error) {
  if (!/^No container runtime answers/.test(error.message)) throw error;
  console.log('     no container runtime answers here');
}
