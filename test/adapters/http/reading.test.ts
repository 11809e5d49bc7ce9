import * as assert from 'uvu/assert';
import { suite } from '../../support/suite.ts';
import { compareReading } from './compare-reading.ts';

const test = suite('reading of requests', { timeoutMs: 120_000 });

test('plain requests are read as node:http reads them, and everything else by it', async () => {
  assert.ok((await compareReading(900, 20_260_101)) > 900, 'many are executed');
});

test.run();
