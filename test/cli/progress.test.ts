import * as assert from 'uvu/assert';
import { ManualClock } from '../../src/adapters/memory/simulation/manual-clock.ts';
import { Progress } from '../../src/cli/progress.ts';
import { suite } from '../support/suite.ts';

const test = suite('progress');

function shown(isTTY: boolean | undefined) {
  const texts: string[] = [];
  const clock = new ManualClock();
  const progress = new Progress({ stream: { isTTY, write: (text) => texts.push(text) }, clock, total: 200 });
  return { texts, clock, progress };
}

test('shows the number of items on a terminal, ten times a second at most, and removes it at the end', () => {
  const { texts, clock, progress } = shown(true);
  progress.add(25);
  progress.add(25);
  clock.advance(100);
  progress.add(25);
  progress.clear();
  assert.equal(texts, [
    '\r\u001b[Kdynarepo: wrote 25 of 200 items (12 %)',
    '\r\u001b[Kdynarepo: wrote 75 of 200 items (37 %)',
    '\r\u001b[K',
  ]);
});

test('writes nothing to a file or a pipe', () => {
  const { texts, progress } = shown(undefined);
  progress.add(25);
  progress.clear();
  assert.equal(texts, []);
});

test.run();
