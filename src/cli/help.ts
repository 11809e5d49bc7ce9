import { operationTable } from '../adapters/memory/operation-table.ts';

/** `dynarepo --help` */
export const mainHelp = `dynarepo: a local DynamoDB

  dynarepo serve        serves DynamoDB's HTTP API, from memory or in front of another engine
  dynarepo dump         writes the tables of an engine to a file
  dynarepo load         loads such a file into an engine
  dynarepo advance      advances the clock of a server
  dynarepo sweep        deletes the expired items of a server
  dynarepo split-shard  splits a shard of a stream of a server
  dynarepo tokens       lists the client request tokens that a server remembers

dynarepo serve --help (dump, load, …) shows all options; dynarepo --version (-v) shows the version.
Exit status: 0 success, 1 failure, 2 invalid arguments.
`;

/** `dynarepo serve --help` */
export const serveHelp: string = `dynarepo serve: serves DynamoDB's HTTP API

  -p, --port N         the port to listen on; 0 picks a free one. Default: 8000
  --host ADDRESS       the address to listen on. Default: 127.0.0.1 and ::1, which only this machine can reach;
                       0.0.0.0 accepts requests from other machines, with any host name
  --region REGION      the Region in ARNs. Default: us-east-1
  --tables FILE        creates the tables in this file at the start; repeat it for more files. JSON or YAML: CreateTable
                       requests, outputs of DescribeTable, templates of CloudFormation, CDK or SAM, NoSQL Workbench models
  --parameter NAME=VALUE
                       sets a parameter of a template; repeat it for more parameters
  --table-delay-ms N   each change of a table takes N milliseconds, such as its creation or a new index, or about as long as
                       in the service: service. Default: 0
  --sweep-delay-ms N   an item is deleted N milliseconds after its time to live has expired. Default: 600000, ten minutes
  --statistics NAME    the item counts and sizes of tables: exact, or six-hourly, as in the service. Default: exact
  --wording NAME       the texts of validation errors: current, those of most Regions, or older, those that eu-south-2 and
                       me-central-1 still report. Default: current
  --stream-shards N    the number of shards of a new stream. Default: 1
  --stream-split-after N
                       splits a shard after N records. Default: shards are not split
  --data FILE          stores everything in this file between runs; only one machine may use it at a time
  --isolate            a separate database for each access key and Region
  --credentials K:S    verifies signatures: access key K with secret S; repeat it for more keys
  --cors ORIGIN        lets web pages of that origin use the server; repeat it for more, "*" for every page
  --admin-token TOKEN  requires this token in admin requests, which can then come from other machines
  --log                prints a line for each request
  --endpoint URL       forwards requests to the engine at this URL instead of the emulator; with --log, to watch them

Admin requests, for tests in any language; with --admin-token they need the header Authorization: Bearer TOKEN:
  GET  /_dynarepo/health
  POST /_dynarepo/reset                       restores the state at the start
  POST /_dynarepo/snapshot                    returns {"snapshot":"1"}
  POST /_dynarepo/restore {"snapshot":"1"}    restores that snapshot
  DELETE /_dynarepo/snapshot/1                deletes that snapshot
  POST /_dynarepo/advance {"ms":60000}        advances the clock, and returns its time: {"nowMs":1767225660000}
  POST /_dynarepo/sweep                       deletes expired items, and returns their number: {"items":3}
  POST /_dynarepo/split-shard {"streamArn":"arn:…","shardId":"shardId-…"}
                                              splits an open shard, by default the only one, and returns the ids of
                                              those that continue it: {"shardIds":["shardId-…","shardId-…"]}
  GET  /_dynarepo/tokens                      returns the client request tokens of transactions that are remembered:
                                              {"tokens":[{"token":"a","forgottenAtMs":1767226200000}]}

Operations of the emulator; others get status 501:
  ${operationList()}
`;

/** `dynarepo dump --help` */
export const dumpHelp = `dynarepo dump: writes the tables of an engine, with their items, to a file

  --endpoint URL   the engine. Default: AWS_ENDPOINT_URL_DYNAMODB or AWS_ENDPOINT_URL
  --aws            AWS itself
  --region REGION  Default: the AWS SDK's configuration, or us-east-1
  --tables A,B     only these tables
  --to FILE        the file, which is replaced when the dump is complete. Default: -, the standard output

The format is JSON lines. The first is {"dynarepo":1}, the last {"end":N} with the number of lines between them. Every other
line is a request in the JSON of DynamoDB's HTTP API:
  {"at":1767225600000,"operation":"PutItem","input":{"TableName":"films","Item":{"id":{"S":"a"}}}}
"at" is the time of the request in milliseconds since 1970-01-01 UTC, and optional. The file of dynarepo serve --data has
another format.
`;

/** `dynarepo load --help` */
export const loadHelp = `dynarepo load FILE: executes the requests in a file of dynarepo dump

  FILE              - is the standard input, which is copied to a temporary file first
  --endpoint URL    the engine. Default: AWS_ENDPOINT_URL_DYNAMODB or AWS_ENDPOINT_URL
  --aws             AWS itself
  --region REGION   Default: the AWS SDK's configuration, or us-east-1
  --if-exists WHAT  if tables of the file exist: fail (the default) loads nothing; skip writes the items into the existing
                    tables, unless the file deletes one; replace deletes the tables and creates them again
  --unfinished      accepts a file that is cut off

The whole file is checked before anything is sent; a file that is damaged or cut off is rejected. Items are written in batches
of 25, eight batches at a time; puts of the same key, and all other requests, keep their order. The first request that the
engine rejects ends the load; the message has its line.
`;

/** The options of the commands that send an admin request. */
const adminRequestOptions = `  --endpoint URL        the server. Default: AWS_ENDPOINT_URL_DYNAMODB or AWS_ENDPOINT_URL
  --admin-token TOKEN   the token of its option --admin-token
`;

/** `dynarepo advance --help` */
export const advanceHelp: string = `dynarepo advance DURATION: advances the clock of a server of dynarepo serve

  DURATION              such as 500ms, 90s, 15m, 2h or 7d
${adminRequestOptions}
Prints the time of the server's clock, which goes on from there: tables become ACTIVE, items expire, tokens are forgotten.
`;

/** `dynarepo sweep --help` */
export const sweepHelp: string = `dynarepo sweep: deletes the items of a server of dynarepo serve whose time to live has expired

${adminRequestOptions}
The server deletes such items by itself, ten minutes after they expire (serve --sweep-delay-ms); this command doesn't wait.
`;

/** `dynarepo split-shard --help` */
export const splitShardHelp: string = `dynarepo split-shard STREAM-ARN [SHARD-ID]: splits an open shard of a stream of a server of dynarepo serve

  STREAM-ARN            such as DescribeTable returns as LatestStreamArn
  SHARD-ID              the shard. Default: the only open one
${adminRequestOptions}
Prints the ids of the two shards that continue the one that is split, each for half of its partition keys.
`;

/** `dynarepo tokens --help` */
export const tokensHelp: string = `dynarepo tokens: lists the client request tokens of transactions that a server of dynarepo serve remembers

${adminRequestOptions}
Prints a line for each: when it is forgotten, ten minutes after its transaction, and the token. Until then a transaction with
the token is not executed again.
`;

function operationList(): string {
  return Object.keys(operationTable)
    .join(', ')
    .replace(/(?=.{101})(.{1,100},) /g, '$1\n  ');
}
