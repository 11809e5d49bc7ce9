import { operationTable } from '../adapters/memory/operation-table.ts';

/** `dynarepo --help` */
export const mainHelp = `dynarepo: DynamoDB on this machine

  dynarepo serve   serves DynamoDB's HTTP API, from memory or in front of another engine
  dynarepo dump    writes the tables of an engine to a file
  dynarepo load    reads such a file into an engine

dynarepo serve --help and the like tell more; dynarepo --version (-v) tells the version.
It ends with 0 where all went well, 1 where something failed, 2 where its arguments make no sense.
`;

/** `dynarepo serve --help` */
export const serveHelp: string = `dynarepo serve: serves DynamoDB's HTTP API

  -p, --port N         the port to listen at; 8000 unless given, 0 picks a free one
  --host ADDRESS       the address to listen at; 127.0.0.1 unless given, which only this machine reaches;
                       0.0.0.0 lets other machines in, and requests that call this one by any name
  --region REGION      what ARNs name; us-east-1 unless given
  --tables FILE        makes the tables in it at the start: a JSON array of CreateTable requests
  --data FILE          stores everything in this file from one run to the next; only one machine may use it
  --isolate            a database of its own for each access key and Region
  --credentials K:S    verifies signatures: access key K with secret S; may be given several times
  --admin-token TOKEN  asks it of admin requests, and lets them come from other machines
  --log                prints a line for each request
  --endpoint URL       hands requests on to the engine there instead of serving them from memory; with --log, to watch them

Admin requests, for tests in any language; with --admin-token they need a header, Authorization: Bearer TOKEN:
  GET  /_dynarepo/health
  POST /_dynarepo/reset                       back to how everything was at the start
  POST /_dynarepo/snapshot                    answers {"snapshot":"1"}
  POST /_dynarepo/restore {"snapshot":"1"}    back to that

What the memory has of DynamoDB; other operations are answered with status 501:
  ${operationList()}
`;

/** `dynarepo dump --help` */
export const dumpHelp = `dynarepo dump: writes the tables of an engine, with their items, to a file

  --endpoint URL   the engine; unless given what AWS_ENDPOINT_URL_DYNAMODB or AWS_ENDPOINT_URL says
  --aws            AWS itself
  --region REGION  unless given what the AWS SDK finds, or us-east-1
  --tables A,B     these tables only
  --to FILE        unless given, or -, the standard output; the file is replaced when the dump is whole

The form is JSON lines. The first is {"dynarepo":1}, the last {"end":N} with the number of lines between them. Each of
these is a request, in the JSON of DynamoDB's HTTP API:
  {"at":1767225600000,"operation":"PutItem","input":{"TableName":"films","Item":{"id":{"S":"a"}}}}
"at", when it was made in milliseconds since 1970, may be left out. A file of dynarepo serve --data has another form.
`;

/** `dynarepo load --help` */
export const loadHelp = `dynarepo load FILE: carries out the requests in a file of dynarepo dump, one after the other

  FILE              - is the standard input, which is copied to a temporary file first
  --endpoint URL    the engine; unless given what AWS_ENDPOINT_URL_DYNAMODB or AWS_ENDPOINT_URL says
  --aws             AWS itself
  --region REGION   unless given what the AWS SDK finds, or us-east-1
  --if-exists WHAT  where tables of the file are there already: fail (unless given) loads nothing, skip keeps them as they
                    are and writes the items into them (unless the file deletes one), replace deletes them and makes them anew
  --unfinished      loads what there is of a file that is cut off

Before anything is sent the whole file is checked; one that is damaged or cut off is refused. It stops at the first request
that the engine refuses, and tells its line.
`;

function operationList(): string {
  return Object.keys(operationTable)
    .join(', ')
    .replace(/(?=.{101})(.{1,100},) /g, '$1\n  ');
}
