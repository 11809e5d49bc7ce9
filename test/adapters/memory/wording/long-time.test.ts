import * as assert from 'uvu/assert';
import { longTime } from '../../../../src/adapters/memory/wording/long-time.ts';
import { suite } from '../../../support/suite.ts';

const test = suite('times in messages');

test('have the form of the service', () => {
  assert.is(longTime(Date.UTC(2018, 6, 25, 20, 48, 14)), 'Wednesday, July 25, 2018 8:48:14 PM UTC');
  assert.is(longTime(Date.UTC(2024, 1, 29)), 'Thursday, February 29, 2024 12:00:00 AM UTC');
  assert.is(longTime(Date.UTC(2026, 11, 31, 12, 5, 9)), 'Thursday, December 31, 2026 12:05:09 PM UTC');
});

test.run();
