import * as assert from 'uvu/assert';
import { Upload } from '../../../src/adapters/http/upload.ts';
import { suite } from '../../support/suite.ts';

const test = suite('uploads');

test('joins the pieces of a body, and leaves what comes after it', () => {
  const body = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
  const upload = new Upload(body.length, body.subarray(0, 10));
  assert.is(upload.isComplete, false);
  for (let at = 10; at < body.length; at += 70_000) upload.add(Buffer.from(body.subarray(at, at + 70_000)));
  assert.ok(upload.isComplete);
  assert.ok(upload.bytes.equals(body));
  assert.is(upload.add(Buffer.from('next')), 0);
  const short = new Upload(5, Buffer.from('ab'));
  assert.is(short.add(Buffer.from('cdeNEXT')), 3);
  assert.is(short.bytes.toString(), 'abcde');
});

test('takes no more memory than twice what has arrived, whatever length was announced', () => {
  const upload = new Upload(16 * 1024 * 1024, Buffer.alloc(100_000));
  assert.ok(upload.bytes.buffer.byteLength <= 200_000);
  for (let times = 0; times < 50_000; times += 1) upload.add(Buffer.alloc(2));
  assert.ok(upload.bytes.buffer.byteLength <= 400_000);
});

test.run();
