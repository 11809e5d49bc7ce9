#!/usr/bin/env bash
# Finding: the DynamoDB checkpointer for LangGraph.js mixes the checkpoints of a graph with those of its subgraphs.
#
# Package: @rwai/langgraphjs-checkpoint-dynamodb 0.1.6 with @langchain/langgraph-checkpoint 0.0.11, @langchain/core 0.3.80 and
#   @aws-sdk/client-dynamodb 3.1169.0. Seen with Node 20.20.2 and DynamoDB Local 3.3.1 on 2026-12-01.
# Input: one thread whose graph and two subgraphs each store a checkpoint, as while a run waits inside a subgraph, in tables with the
#   keys of the README. MemorySaver of LangGraph gets the same calls.
# Behaviour: `getTuple` for the graph returns the newest checkpoint of the thread, here a subgraph's: its state is resumed as the
#   graph's. For a subgraph it returns undefined if any newer checkpoint exists, because the request limits the Query to one item
#   before it filters. `list` returns the checkpoints of all three. MemorySaver returns those of the namespace asked for.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @rwai/langgraphjs-checkpoint-dynamodb@0.1.6 @langchain/langgraph-checkpoint@0.0.11 @langchain/core@0.3.80 @aws-sdk/client-dynamodb@3.1169.0 @aws-sdk/lib-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.cjs <<'JS'
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const { emptyCheckpoint, MemorySaver } = require('@langchain/langgraph-checkpoint');
const { DynamoDBSaver } = require('@rwai/langgraphjs-checkpoint-dynamodb');
const tables = {
  checkpoints: { thread_id: 'HASH', checkpoint_id: 'RANGE' },
  writes: { thread_id_checkpoint_id_checkpoint_ns: 'HASH', task_id_idx: 'RANGE' },
};
const savers = {
  'in memory': new MemorySaver(),
  DynamoDB: new DynamoDBSaver({ checkpointsTableName: 'checkpoints', writesTableName: 'writes' }),
};
const stored = { '': 'graph', 'planner:1': 'planner', 'writer:1': 'writer' };
(async () => {
  for (const [TableName, keys] of Object.entries(tables)) {
    await new DynamoDB({}).createTable({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: Object.keys(keys).map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: Object.entries(keys).map(([AttributeName, KeyType]) => ({ AttributeName, KeyType })),
    });
  }
  for (const [name, saver] of Object.entries(savers)) {
    const config = (checkpoint_ns) => ({ configurable: { thread_id: 'thread', checkpoint_ns } });
    for (const [index, [namespace, of]] of Object.entries(stored).entries()) {
      const checkpoint = { ...emptyCheckpoint(), id: `${index}`, channel_values: { of } };
      await saver.put(config(namespace), checkpoint, { source: 'loop', step: index, writes: null, parents: {} });
    }
    for (const [namespace, of] of Object.entries(stored)) {
      const latest = await saver.getTuple(config(namespace));
      const listed = [];
      for await (const { checkpoint } of saver.list(config(namespace))) listed.push(checkpoint.channel_values.of);
      console.log(`${name}, ${of}: latest ${latest?.checkpoint.channel_values.of}, listed ${listed}`);
    }
  }
})();
JS
node --no-warnings try.cjs | tee output
diff output - <<'EXPECTED'
in memory, graph: latest graph, listed graph
in memory, planner: latest planner, listed planner
in memory, writer: latest writer, listed writer
DynamoDB, graph: latest writer, listed writer,planner,graph
DynamoDB, planner: latest undefined, listed writer,planner,graph
DynamoDB, writer: latest writer, listed writer,planner,graph
EXPECTED
echo 'as described'
