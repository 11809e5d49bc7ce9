#!/usr/bin/env bash
# Finding: dynamodb-update-expression leaves out changes inside a map that has an attribute named data.
#
# Package: dynamodb-update-expression 0.1.21 with @aws-sdk/client-dynamodb and lib-dynamodb 3.1169.0. Seen with Node 20.20.2 and
#   DynamoDB Local 3.3.1 on 2026-12-01.
# Input: a stored form whose map `answer` has the attributes `data` and `reviewed`; the expression for the changed form, in which both
#   differ. The same with the attribute named `text`.
# Behaviour: the difference is kept in objects with the members `type` and `data`, and one of the user's own by that name is taken for
#   it. Neither change is in the expression, which sets the rest of the form; the item keeps the old answer. Named `text`, both are set.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund dynamodb-update-expression@0.1.21 @aws-sdk/client-dynamodb@3.1169.0 @aws-sdk/lib-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.cjs <<'JS'
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocument } = require('@aws-sdk/lib-dynamodb');
const { getUpdateExpression } = require('dynamodb-update-expression');
const documents = DynamoDBDocument.from(new DynamoDB({}));
(async () => {
  await new DynamoDB({}).createTable({
    TableName: 'forms',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  });
  for (const name of ['text', 'data']) {
    const stored = { id: name, status: 'draft', answer: { [name]: 'no', reviewed: false } };
    const changed = { id: name, status: 'sent', answer: { [name]: 'yes', reviewed: true } };
    await documents.put({ TableName: 'forms', Item: stored });
    const expression = getUpdateExpression(stored, changed);
    const { Attributes } = await documents.update({ TableName: 'forms', Key: { id: name }, ...expression, ReturnValues: 'ALL_NEW' });
    console.log(`${name}: ${expression.UpdateExpression}`);
    console.log(`  status ${Attributes.status}, answer ${JSON.stringify(Attributes.answer, [name, 'reviewed'])}`);
  }
})();
JS
node --no-warnings try.cjs | tee output
diff output - <<'EXPECTED'
text: SET #status = :status, #answer.#text = :answertext, #answer.#reviewed = :answerreviewed
  status sent, answer {"text":"yes","reviewed":true}
data: SET #status = :status
  status sent, answer {"data":"no","reviewed":false}
EXPECTED
echo 'as described'
