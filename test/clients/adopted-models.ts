import {
  attempt,
  binary,
  binarySet,
  boolean,
  custom,
  dateText,
  entity,
  json,
  list,
  lte,
  map,
  nullValue,
  number,
  numberSet,
  repository,
  string,
  stringSet,
  ttl,
  union,
  version,
} from 'dynarepo';
import { createServer } from 'dynarepo/http';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { environmentFor } from './run-client.ts';
import { runCommand } from './run-command.ts';

/** Bytes as PynamoDB stores them with `legacy_encoding=True`: the bytes of a base64 text. */
const legacyBinary = custom(binary(), {
  encode: (bytes: Uint8Array) => new TextEncoder().encode(Buffer.from(bytes).toString('base64')),
  decode: (text: Uint8Array) => new Uint8Array(Buffer.from(new TextDecoder().decode(text), 'base64')),
});
const place = map({ city: string(), weight: number().optional().storedAs('w') });

const Note = entity('Note', {
  table: 'notes',
  attributes: {
    owner: string(),
    at: dateText('pynamodb'),
    topic: string().storedAs('t'),
    done: boolean().default(false),
    price: number().optional(),
    tags: stringSet().optional(),
    scores: numberSet().optional(),
    data: binary().optional(),
    oldData: legacyBinary.optional().storedAs('old_data'),
    prints: binarySet().optional(),
    document: json().optional(),
    nothing: nullValue().optional(),
    place: place.optional(),
    places: list(place).optional(),
    changed: dateText('pynamodb').optional(),
    expires: ttl().optional(),
    version: version(),
  },
  key: { partition: 'owner', sort: 'at' },
  indexes: { byTopic: { partition: 'topic', sort: 'at' } },
});

const key = { partition: 'name' } as const;
const Cat = entity('Cat', { table: 'animals', attributes: { name: string(), lives: number().default(9) }, key });
const Dog = entity('Dog', { table: 'animals', attributes: { name: string(), breed: string() }, key });
const Animal = union('Animal', { by: 'kind', storedAs: 'cls', members: { Cat, Dog } });

const first = new Date('2026-05-06T07:08:09.101Z');
const second = new Date('2026-05-07T00:00:00Z');
const rich = {
  at: first,
  topic: 'films',
  done: true,
  price: 2.5,
  tags: new Set(['a', 'b']),
  scores: new Set([1, 2.5]),
  data: new Uint8Array([0, 255]),
  oldData: new Uint8Array([1, 2, 255]),
  prints: [new Uint8Array([3])],
  document: { deep: [1, { er: null }] },
  place: { city: 'Bern', weight: 3 },
  places: [{ city: 'Bern', weight: 3 }, { city: 'Basel' }],
  changed: first,
  expires: new Date('3000-01-01T00:00:00Z'),
};

/** Runs the steps of PynamoDB's program, with dynarepo's between them, on the tables that PynamoDB creates. */
export async function adoptModels(python: string, program: string): Promise<void> {
  const db = new MemoryDynamoDb();
  const server = createServer(db, { port: 0 });
  const environment = { ...environmentFor(await server.listen()), PYTHONDONTWRITEBYTECODE: '1' };
  const pynamoDb = (step: string) => runCommand([python, program, step], { environment });
  try {
    await pynamoDb('write');
    const opened = { notes: repository(Note, db), animals: repository(Animal, db) };
    await readWritten(opened);
    const stale = await change(opened);
    await pynamoDb('read');
    await changeAgain(opened, stale);
    await pynamoDb('stale');
  } finally {
    await server.close();
  }
}

type Opened = {
  readonly notes: ReturnType<typeof repository<typeof Note>>;
  readonly animals: ReturnType<typeof repository<typeof Animal>>;
};

async function readWritten({ notes, animals }: Opened): Promise<void> {
  await notes.table.ensure();
  await animals.table.ensure();
  assert.equal(await notes.getOrThrow({ owner: 'jane', at: first }), { ...rich, owner: 'jane', version: 1 });
  const [book] = await notes
    .index('byTopic')
    .query({ topic: 'books', at: lte(second) })
    .all();
  assert.equal(book, { owner: 'jane', at: second, topic: 'books', done: false, version: 1 });
  assert.is(await notes.query({ owner: 'jane' }).count(), 2);
  assert.equal(
    (await animals.scan().all()).sort((a, b) => (a.name < b.name ? -1 : 1)),
    [
      { kind: 'Dog', name: 'Rex', breed: 'boxer' },
      { kind: 'Cat', name: 'Tom', lives: 9 },
    ],
  );
}

/** Writes for PynamoDB's second step, and returns an entity that this step makes stale. */
async function change({ notes, animals }: Opened) {
  await notes.create({ ...rich, owner: 'john' });
  const book = await notes.getOrThrow({ owner: 'jane', at: second });
  const changed = await notes.update(book, (u) => [u.tags.add('dynarepo'), u.price.set(1)]);
  assert.is(changed.version, 2);
  await animals.put({ kind: 'Cat', name: 'Tom', lives: 8 });
  await animals.create({ kind: 'Dog', name: 'Fly', breed: 'pug' });
  return changed;
}

async function changeAgain({ notes }: Opened, stale: Awaited<ReturnType<typeof change>>): Promise<void> {
  const outcome = await attempt(notes.update(stale, { price: 0 }));
  assert.ok(!outcome.ok && /version 3/.test(outcome.conflict.message));
  const john = await notes.getOrThrow({ owner: 'john', at: first });
  assert.equal([john.price, john.version, john.tags], [3.5, 2, new Set(['a', 'b', 'pynamodb'])]);
  const read = await notes.getOrThrow({ owner: 'jane', at: second });
  assert.equal([read.price, read.version], [7, 3]);
  await notes.save({ ...read, price: 8 }, { from: read });
}
