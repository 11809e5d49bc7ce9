import {
  bigint,
  binary,
  binarySet,
  createdAt,
  DynarepoError,
  decimal,
  entity,
  isoDate,
  key,
  list,
  number,
  padded,
  string,
  stringSet,
  table,
  ttl,
  version,
} from 'dynarepo';
import {
  describeChange,
  fromLambdaEvent,
  inserted,
  type LambdaStreamEvent,
  lambdaEvent,
  lambdaHandler,
  modified,
  removed,
} from 'dynarepo/streams';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { badInput, thrown } from './open-repository.ts';

const App = table('app', {
  key: { partition: 'pk', sort: 'sk' },
  timeToLive: 'expires',
  stream: 'NEW_AND_OLD_IMAGES',
});
const Order = entity('Order', {
  table: App,
  attributes: {
    customer: string(),
    number: number(),
    total: decimal().optional(),
    big: bigint().optional(),
    huge: decimal().optional(),
    photo: binary().optional(),
    parts: binarySet().optional(),
    tags: stringSet().optional(),
    lines: list(string()).default(() => []),
    at: isoDate().optional(),
    expires: ttl().optional(),
    created: createdAt(),
    version: version(),
  },
  key: { partition: key`CUSTOMER#${'customer'}`, sort: key`ORDER#${padded('number', 4)}` },
});

const order = { customer: 'c1', number: 7 };
const full = {
  ...order,
  total: '10.50',
  big: 2n ** 70n,
  huge: '1E+30',
  photo: new Uint8Array([1, 2]),
  parts: [new Uint8Array([3])],
  tags: new Set(['a', 'b']),
  lines: ['x'],
  at: new Date(0),
  expires: new Date(60_000),
  created: new Date(1_000),
  version: 3,
};

const test = suite('events for tests of Lambda functions');

test('what an event is built from is read from it again', () => {
  const event = lambdaEvent([
    inserted(Order, full),
    modified(Order, full, { ...full, version: 4 }),
    removed(Order, full),
  ]);
  const read = { ...full, total: '10.5', huge: `1${'0'.repeat(30)}` };
  assert.equal(
    fromLambdaEvent(event, [Order]).map((each) => [each.kind, each.key, each.old, each.new, each.expired]),
    [
      ['insert', order, undefined, read, false],
      ['modify', order, read, { ...read, version: 4 }, false],
      ['remove', order, read, undefined, false],
    ],
  );
});

test('a new entity gets its defaults, and what dynarepo sets', () => {
  const [change] = fromLambdaEvent(lambdaEvent([inserted(Order, order)]), [Order]);
  assert.equal(change?.new?.lines, []);
  assert.is(change?.new?.version, 1);
  assert.instance(change?.new?.created, Date);
});

test('a record is as the service sends it', () => {
  const at = new Date(1_700_000_000_900);
  const built = removed(Order, full, { expired: true });
  const event = lambdaEvent([built], { at, region: 'eu-west-1', accountId: '123456789012' });
  const [record] = event.Records;
  const image = record?.dynamodb.OldImage ?? {};
  assert.is(record?.eventName, 'REMOVE');
  assert.is(record?.eventSourceARN, 'arn:aws:dynamodb:eu-west-1:123456789012:table/app/stream/2026-01-01T00:00:00.000');
  assert.is(record?.dynamodb.ApproximateCreationDateTime, 1_700_000_000);
  assert.equal(record?.userIdentity, { type: 'Service', principalId: 'dynamodb.amazonaws.com' });
  assert.equal(record?.dynamodb.Keys, { pk: { S: 'CUSTOMER#c1' }, sk: { S: 'ORDER#0007' } });
  assert.equal(image.photo, { B: 'AQI=' });
  assert.equal(image.parts, { BS: ['Aw=='] });
  assert.equal(image.huge, { N: `1${'0'.repeat(30)}` });
  assert.match(record?.dynamodb.SequenceNumber ?? '', /^\d{21}$/);
  assert.match(record?.eventID ?? '', /^[0-9a-f]{32}$/);
  assert.ok((record?.dynamodb.SizeBytes ?? 0) > 100);
  assert.equal(JSON.parse(JSON.stringify(event)), event);
});

test('the view decides which images the records have', () => {
  const changes = [modified(Order, full, { ...full, lines: [] })];
  const imagesOf = (view: 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE') =>
    Object.keys(lambdaEvent(changes, { view }).Records[0]?.dynamodb ?? {}).filter((name) => name.endsWith('Image'));
  assert.equal(imagesOf('KEYS_ONLY'), []);
  assert.equal(imagesOf('NEW_IMAGE'), ['NewImage']);
  assert.equal(imagesOf('OLD_IMAGE'), ['OldImage']);
});

test('events pass the schema of Powertools', async () => {
  const schemas: string = '@aws-lambda-powertools/parser/schemas/dynamodb';
  const { DynamoDBStreamSchema } = await import(schemas);
  const event = lambdaEvent([
    inserted(Order, full),
    modified(Order, order, full),
    removed(Order, order, { expired: true }),
  ]);
  const parsed = DynamoDBStreamSchema.parse(event);
  assert.is(parsed.Records.length, 3);
  assert.is(parsed.Records[0].dynamodb.NewImage.customer, 'c1');
});

test('wrong changes and options are rejected', async () => {
  assert.match(await badInput(() => modified(Order, order, { ...order, number: 8 })), /their keys differ/);
  await badInput(() => Reflect.apply(inserted, undefined, [Order, { customer: 'c1' }]));
  await badInput(() => Reflect.apply(inserted, undefined, [undefined, order]));
  await badInput(() => Reflect.apply(lambdaEvent, undefined, [[{}]]));
  await badInput(() => Reflect.apply(lambdaEvent, undefined, [undefined]));
  await badInput(() => Reflect.apply(lambdaEvent, undefined, [[], { views: 1 }]));
  await badInput(() => Reflect.apply(lambdaEvent, undefined, [[{ keys: 1 }]]));
  await badInput(() => lambdaEvent([], { at: new Date(Number.NaN) }));
  for (const options of [null, true, { expird: true }, { expired: 'true' }]) {
    await badInput(() => Reflect.apply(removed, undefined, [Order, order, options]));
  }
});

test('an event is a copy: a handler that changes it changes no other event of the same change', () => {
  const change = inserted(Order, full);
  const before = JSON.stringify(lambdaEvent([change], { at: new Date(0) }));
  for (const { dynamodb } of lambdaEvent([change]).Records) {
    for (const value of Object.values({ ...dynamodb.NewImage, ...dynamodb.Keys })) {
      for (const part of Object.values(value)) if (Array.isArray(part)) part.length = 0;
      Object.assign(value, { S: 'changed' });
    }
  }
  assert.is(JSON.stringify(lambdaEvent([change], { at: new Date(0) })), before);
});

test('a handler handles changes in order, and responds from which on the batch is to be retried', async () => {
  const numbers: number[] = [];
  const errors: unknown[] = [];
  const handler = lambdaHandler(
    [Order],
    async ({ key: { number: each } }) => {
      if (each === 3) throw new Error('not now');
      numbers.push(each);
    },
    { onError: (error, record) => errors.push([String(error), record.eventName]) },
  );
  const event = lambdaEvent([1, 2, 3, 4].map((each) => inserted(Order, { ...order, number: each })));
  const response = await handler(event);
  assert.equal(numbers, [1, 2]);
  assert.equal(response, { batchItemFailures: [{ itemIdentifier: event.Records[2]?.dynamodb.SequenceNumber }] });
  assert.equal(errors, [['Error: not now', 'INSERT']]);
  assert.equal(await handler(lambdaEvent([])), { batchItemFailures: [] });
});

test('an unreadable record is retried, unless it is skipped; without a sequence number the whole batch is', async () => {
  const event: LambdaStreamEvent = lambdaEvent([inserted(Order, order)]);
  const [record] = event.Records;
  const broken = { ...record, dynamodb: { ...record?.dynamodb, NewImage: record?.dynamodb?.Keys } };
  const onError = () => {};
  const retried = await lambdaHandler([Order], () => {}, { onError })({ Records: [broken] });
  assert.is(retried.batchItemFailures.length, 1);
  const skipped = await lambdaHandler([Order], () => {}, { onUnreadable: 'skip' })({ Records: [broken] });
  assert.equal(skipped, { batchItemFailures: [] });
  const unnumbered = { ...broken, dynamodb: { ...broken.dynamodb, SequenceNumber: undefined } };
  await thrown(DynarepoError, () => lambdaHandler([Order], () => {}, { onError })({ Records: [unnumbered] }));
  await badInput(() => Reflect.apply(lambdaHandler, undefined, [[Order], undefined]));
  await badInput(() => Reflect.apply(lambdaHandler, undefined, [[Order], () => {}, { onErrors: onError }]));
});

test('an attribute with the name of an inherited property is described as absent', () => {
  const Odd = entity('Odd', {
    table: App,
    attributes: { id: string(), constructor: string().optional() },
    key: { partition: key`ODD#${'id'}`, sort: key`ODD` },
  });
  const before = { id: '1' } as never; // TypeScript takes the inherited constructor for the attribute
  const events = lambdaEvent([modified(Odd, before, { id: '1', constructor: 'x' })], { at: new Date(0) });
  const described = fromLambdaEvent(events, [Odd]).map(describeChange);
  assert.equal(described, ['1970-01-01T00:00:00Z modify Odd { id: "1" }: constructor: none → "x"']);
});

test('a change is described in one line', () => {
  const at = new Date('2026-01-01T12:00:00Z');
  const describe = (...built: Parameters<typeof lambdaEvent>[0]) =>
    fromLambdaEvent(lambdaEvent(built, { at }), [Order]).map(describeChange);
  const { total: _total, ...without } = full;
  const changed = { ...without, lines: ['x', 'y\n'], tags: new Set(['a']), version: 4 };
  assert.equal(
    describe(modified(Order, full, changed), removed(Order, { ...order, created: at, version: 1 }, { expired: true })),
    [
      '2026-01-01T12:00:00Z modify Order { customer: "c1", number: 7 }: ' +
        'total: "10.5" → none, tags: {"a", "b"} → {"a"}, lines: ["x"] → ["x", "y\\n"], version: 3 → 4',
      '2026-01-01T12:00:00Z remove Order { customer: "c1", number: 7 } (expired): ' +
        'lines: [], created: 2026-01-01T12:00:00.000Z, version: 1',
    ],
  );
  const [long] = describe(inserted(Order, { ...order, lines: ['x'.repeat(1_000)] }));
  assert.ok(long && long.length < 400, long);
});

test.run();
