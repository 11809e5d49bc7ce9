/** `dynarepo --help` */
export const mainHelp = `dynarepo: DynamoDB on this machine

  dynarepo serve   serves DynamoDB's HTTP API, from memory or in front of another engine
  dynarepo dump    writes the tables of an engine to a file
  dynarepo load    reads such a file into an engine

dynarepo serve --help and the like tell more; dynarepo --version tells the version.
It ends with 0 where all went well, 1 where something failed, 2 where its arguments make no sense.
`;

/** `dynarepo serve --help` */
export const serveHelp = `dynarepo serve: serves DynamoDB's HTTP API

  --port N             the port to listen at; 8000 unless given, 0 picks a free one
  --host ADDRESS       the address to listen at; 127.0.0.1 unless given, which only this machine reaches
  --region REGION      what ARNs name; us-east-1 unless given
  --tables FILE        makes the tables in it at the start: a JSON array of CreateTable requests
  --data FILE          keeps everything in this file from one run to the next (the form is that of dynarepo dump)
  --isolate            a database of its own for each access key and Region
  --credentials K:S    verifies signatures: access key K with secret S; may be given several times
  --admin-token TOKEN  asks it of admin requests, and lets them come from other machines
  --log                prints a line for each request
  --endpoint URL       hands requests on to the engine there instead of serving them from memory; with --log, to watch them

Admin requests, for tests in any language:
  GET  /_dynarepo/health
  POST /_dynarepo/reset                       back to how everything was at the start
  POST /_dynarepo/snapshot                    answers {"snapshot":"1"}
  POST /_dynarepo/restore {"snapshot":"1"}    back to that
`;

/** `dynarepo dump --help` */
export const dumpHelp = `dynarepo dump: writes the tables of an engine, with their items, to a file

  --endpoint URL   the engine; AWS itself unless given
  --region REGION  unless given what the AWS SDK finds, or us-east-1
  --tables A,B     these tables only
  --to FILE        unless given the standard output

The form is JSON lines. The first is {"dynarepo":1}. Every other is a request, in the JSON of DynamoDB's HTTP API:
  {"at":1767225600000,"operation":"PutItem","input":{"TableName":"films","Item":{"id":{"S":"a"}}}}
"at", when it was made in milliseconds since 1970, may be left out. A file of dynarepo serve --data has the same form.
`;

/** `dynarepo load --help` */
export const loadHelp = `dynarepo load FILE: carries out the requests in a file of dynarepo dump, one after the other

  --endpoint URL   the engine; AWS itself unless given
  --region REGION  unless given what the AWS SDK finds, or us-east-1

It stops at the first request that the engine refuses, and tells its line.
`;
