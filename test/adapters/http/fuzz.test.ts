import * as assert from 'uvu/assert';
import { suite } from '../../support/suite.ts';
import { sendMalformed } from './send-malformed.ts';

const test = suite('malformed HTTP requests');

test('5,000 malformed requests get responses, and the server keeps running', async () => {
  const counts = await sendMalformed(5000, 20_260_101);
  assert.ok((counts.get(400) ?? 0) > 1000, 'most are rejected');
  assert.ok((counts.get(200) ?? 0) > 100, 'some are good after all');
});

test.run();
