import { type Clock, entity, number, repository, string, table } from 'dynarepo';
import { ManualClock, MemoryDynamoDb } from 'dynarepo/memory';
import { changes } from 'dynarepo/streams';
import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';

const Counter = entity('Counter', {
  table: table('counters', { key: { partition: 'id' }, stream: 'NEW_AND_OLD_IMAGES' }),
  attributes: { id: string(), count: number() },
  key: { partition: 'id' },
});

/** What happens to the stream and its reader. */
type Action =
  | { readonly kind: 'write'; readonly id: string }
  | { readonly kind: 'read'; readonly count: number }
  | { readonly kind: 'restart' }
  | { readonly kind: 'advance'; readonly minutes: number };

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('write'), id: fc.constantFrom('a', 'b', 'c', 'd', 'e') }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('read'), count: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('advance'), minutes: fc.integer({ min: 1, max: 100 }) }) },
);

const test = suite('properties of changes');

test('whenever readers start again after their last change, shards split, and iterators expire, each change is read once and in order', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(action, { maxLength: 60 }),
      fc.record({ shards: fc.integer({ min: 1, max: 3 }), splitAfterRecords: fc.integer({ min: 1, max: 6 }) }),
      async (actions, streams) => {
        const clock = new ManualClock();
        const db = new MemoryDynamoDb({ clock, streams });
        const counters = repository(Counter, db, { clock });
        await counters.table.ensure();
        const reader = new Reader(db, clock);
        const written = new Map<string, number>();
        // Records are kept for 24 hours.
        let minutesLeft = 20 * 60;
        for (const each of actions) {
          if (each.kind === 'write') {
            await counters.update({ id: each.id }, (c) => [c.count.add(1)], { upsert: true });
            written.set(each.id, (written.get(each.id) ?? 0) + 1);
          } else if (each.kind === 'read') await reader.read(each.count);
          else if (each.kind === 'restart') reader.restart();
          else if (each.minutes <= minutesLeft) {
            clock.advance(each.minutes * 60_000);
            minutesLeft -= each.minutes;
          }
        }
        await reader.read(Number.POSITIVE_INFINITY);
        for (const [id, count] of written) {
          const expected = Array.from({ length: count }, (_, index) => index + 1);
          assert.equal(reader.countsOf(id), expected);
        }
      },
    ),
    { numRuns: 150 },
  ));

test.run();

/** Reads changes, and goes on after the last one when it starts again. */
class Reader {
  readonly #db: MemoryDynamoDb;
  readonly #clock: Clock;
  readonly #counts = new Map<string, number[]>();
  #iterator: AsyncIterator<Change> | undefined;
  #position: string | undefined;

  constructor(db: MemoryDynamoDb, clock: ManualClock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Reads up to so many changes; all that are left at the end of a loop that does not wait. */
  async read(count: number): Promise<void> {
    for (let read = 0; read < count; read += 1) {
      this.#iterator ??= this.#open()[Symbol.asyncIterator]();
      const { done, value } = await this.#iterator.next();
      if (done) {
        this.restart();
        return;
      }
      this.#position = value.position;
      this.#counts.set(value.key.id, [...(this.#counts.get(value.key.id) ?? []), value.new?.count ?? 0]);
    }
  }

  restart(): void {
    this.#iterator = undefined;
  }

  countsOf(id: string): readonly number[] {
    return this.#counts.get(id) ?? [];
  }

  #open() {
    return changes(this.#db, [Counter], { follow: false, after: this.#position, clock: this.#clock });
  }
}

type Change = ReturnType<typeof changes<typeof Counter>> extends AsyncIterable<infer Each> ? Each : never;
