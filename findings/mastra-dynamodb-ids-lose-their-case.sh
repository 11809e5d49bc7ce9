#!/usr/bin/env bash
# Finding: in @mastra/dynamodb a thread replaces another one whose id differs only in case, and lists its messages.
#
# Package: @mastra/dynamodb 1.0.0 with @mastra/core 1.71.0, electrodb 3.9.3 and @aws-sdk/client-dynamodb 3.1169.0. Seen with Node 20.20.2
#   and DynamoDB Local 3.3.1 on 2026-12-01.
# Input: the threads Draft and draft, each with one message, saved one after the other; then each is read. The same with InMemoryStore of
#   @mastra/core.
# Behaviour: the memory store keeps two threads, as Mastra's ids are any texts. ElectroDB writes values in keys in lower case unless an
#   entity says otherwise, and those of @mastra/dynamodb do not. So both threads have one item: the thread Draft is gone, reading it
#   returns draft, and each lists the messages of both. Nothing reports it.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @mastra/dynamodb@1.0.0 @mastra/core@1.71.0 electrodb@3.9.3 @aws-sdk/client-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export ENDPOINT AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
ENDPOINT="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.mjs <<'JS'
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { InMemoryStore } from '@mastra/core/storage';
import { DynamoDBStore } from '@mastra/dynamodb';

const endpoint = process.env.ENDPOINT;
const tableName = 'mastra-single-table';
const dynamoDb = new DynamoDB({ endpoint });
const numbers = [1, 2, 3, 4, 5, 6, 7];
const names = ['pk', 'sk', ...numbers.flatMap((number) => [`gsi${number}pk`, `gsi${number}sk`])];
const key = (partition, sort) => [
  { AttributeName: partition, KeyType: 'HASH' },
  { AttributeName: sort, KeyType: 'RANGE' },
];
await dynamoDb.createTable({
  TableName: tableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  KeySchema: key('pk', 'sk'),
  GlobalSecondaryIndexes: numbers.map((number) => ({
    IndexName: `gsi${number}`,
    KeySchema: key(`gsi${number}pk`, `gsi${number}sk`),
    Projection: { ProjectionType: 'ALL' },
  })),
});
while ((await dynamoDb.describeTable({ TableName: tableName })).Table.TableStatus !== 'ACTIVE');

const stores = {
  memory: new InMemoryStore(),
  dynamodb: new DynamoDBStore({ name: 'dynamodb', config: { id: 'dynamodb', region: 'us-east-1', tableName, endpoint } }),
};
for (const [name, store] of Object.entries(stores)) {
  await store.init();
  const memory = await store.getStore('memory');
  for (const [second, id] of ['Draft', 'draft'].entries()) {
    const createdAt = new Date(Date.UTC(2026, 0, 1, 0, 0, second));
    const text = `text of ${id}`;
    await memory.saveThread({ thread: { id, resourceId: 'guide', title: `title of ${id}`, metadata: {}, createdAt, updatedAt: createdAt } });
    const content = { format: 2, parts: [{ type: 'text', text }], content: text };
    await memory.saveMessages({ messages: [{ id: `message ${second + 1}`, threadId: id, resourceId: 'guide', role: 'user', content, createdAt }] });
  }
  for (const id of ['Draft', 'draft']) {
    const thread = await memory.getThreadById({ threadId: id });
    const { messages } = await memory.listMessages({ threadId: id });
    console.log(`${name}, ${id}: ${thread.id}, ${thread.title}; ${messages.map(({ id }) => id)}`);
  }
}
dynamoDb.destroy();
process.exit(0);
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
memory, Draft: Draft, title of Draft; message 1
memory, draft: draft, title of draft; message 2
dynamodb, Draft: draft, title of draft; message 1,message 2
dynamodb, draft: draft, title of draft; message 1,message 2
EXPECTED
echo 'as described'
