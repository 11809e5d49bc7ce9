#!/usr/bin/env bash
# Finding: Dynamode drops a # at the start or end of any text that it reads: #ff8800 becomes ff8800, and C# becomes C.
#
# Package: dynamode 1.4.0 with @aws-sdk/client-dynamodb 3.1169.0. Seen with Node 20.20.2 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: an entity whose texts have neither a prefix nor a suffix, and a date at the epoch. The item is written, read, and written
#   back as it was read.
# Behaviour: # is the separator between a text and its prefix and suffix. Reading splits every text at it and drops the first part
#   if it equals the prefix, which is empty here, as is the part before a leading #. The stored text is right until the entity is
#   written back; the key "#b" is read as "b", so a write of what was read is an item of its own. The date that is stored as 0 is
#   read as the number 0, others as dates.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund dynamode@1.4.0 @aws-sdk/client-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.cjs <<'JS'
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const { attribute, Dynamode, Entity, TableManager } = require('dynamode');
const dynamoDb = new DynamoDB({});
Dynamode.ddb.set(dynamoDb);
class Theme extends Entity {
  constructor(properties) {
    super();
    Object.assign(this, properties);
  }
}
attribute.partitionKey.string()(Theme.prototype, 'id');
attribute.string()(Theme.prototype, 'color');
attribute.string()(Theme.prototype, 'language');
attribute.date.number()(Theme.prototype, 'since');
const table = new TableManager(Theme, { tableName: 'themes', partitionKey: 'id' });
const themes = table.entityManager();
const stored = async (when) => {
  for (const { id, color, language, since } of (await dynamoDb.scan({ TableName: 'themes' })).Items) {
    console.log(`${when}: id ${id.S}, color ${color.S}, language ${language.S}, since ${since.N}`);
  }
};
(async () => {
  await table.createTable();
  await themes.put(new Theme({ id: '#b', color: '#ff8800', language: 'C#', since: new Date(0) }));
  await stored('stored');
  const theme = await themes.get({ id: '#b' });
  const { id, color, language, since } = theme;
  console.log(`read: id ${id}, color ${color}, language ${language}, since ${since instanceof Date ? 'a date' : `the ${typeof since} ${since}`}`);
  await themes.put(theme);
  await stored('stored after that was put');
})();
JS
node --no-warnings try.cjs | tee output
diff output - <<'EXPECTED'
stored: id #b, color #ff8800, language C#, since 0
read: id b, color ff8800, language C, since the number 0
stored after that was put: id #b, color #ff8800, language C#, since 0
stored after that was put: id b, color ff8800, language C, since 0
EXPECTED
echo 'as described'
