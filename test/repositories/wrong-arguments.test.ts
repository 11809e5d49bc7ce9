import * as dynarepo from 'dynarepo';
import { DynarepoError, entity, repository, string, table } from 'dynarepo';
import * as explaining from 'dynarepo/explain';
import * as json from 'dynarepo/json';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as observing from 'dynarepo/observing';
import * as tracing from 'dynarepo/opentelemetry';
import * as streams from 'dynarepo/streams';
import * as templates from 'dynarepo/templates';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';

const Note = entity('Note', { table: 'notes', attributes: { id: string() }, key: { partition: 'id' } });
const Notes = table('notes', { key: { partition: 'id' } });
const db = new MemoryDynamoDb();
const request = repository(Note, db).requests.put({ id: 'n' });

const wrong = [undefined, null, 1, '', 'x', {}, [], [undefined], [null], () => {}, new Map(), Symbol('s')];
/** Valid arguments, before those that are wrong. */
const firsts: readonly (readonly unknown[])[] = [
  [],
  [db],
  [Note],
  [Notes],
  [[Note]],
  [[Notes]],
  [db, [Note]],
  [{ Records: [] }],
  [request],
  [[request]],
];

const test = suite('wrong arguments');

for (const [name, exported] of Object.entries({
  ...{ dynarepo, explaining, json, observing, tracing, streams, templates },
})) {
  test(`every function of ${name} accepts or rejects any argument, with an error of its own`, async () => {
    for (const [call, run] of Object.entries<unknown>(exported)) {
      // Classes have upper-case names.
      if (typeof run !== 'function' || /^[A-Z]/.test(call)) continue;
      for (const input of firsts.flatMap((first) => wrong.map((last) => [...first, last]))) {
        const error = await errorOf(() => Reflect.apply(run, undefined, input));
        const text = `${call}(${input.map((each) => typeof each).join(', ')}): ${error}`;
        assert.ok(error === undefined || error instanceof DynarepoError, text);
      }
    }
  });
}

test('an argument of the wrong type is named', async () => {
  const messageOf = async (run: () => unknown) => String(await errorOf(run));
  assert.match(
    await messageOf(() => Reflect.apply(templates.logicalId, undefined, [])),
    'the table name of logicalId must be a string',
  );
  assert.match(
    await messageOf(() => Reflect.apply(streams.describeChange, undefined, [{ kind: 'insert' }])),
    'what describeChange describes must be a change, as changes() yields them',
  );
});

/** Returns what a call throws, rejects with, or throws when its result is read; `undefined` for nothing. */
async function errorOf(run: () => unknown): Promise<unknown> {
  try {
    const result: unknown = await run();
    if (typeof result === 'object' && result !== null && Symbol.asyncIterator in result) {
      const iterator: AsyncIterator<unknown> = Reflect.apply(Object(result[Symbol.asyncIterator]), result, []);
      await iterator.next();
    }
    return undefined;
  } catch (error) {
    return error;
  }
}

test.run();
