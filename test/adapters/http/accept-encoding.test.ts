import * as assert from 'uvu/assert';
import { createServer } from '../../../src/adapters/http/server.ts';
import { suite } from '../../support/suite.ts';
import { post, StubDynamoDb } from './posting.ts';
import { exchange, rawRequest } from './raw-http.ts';

/** How the service reads Accept-Encoding (behaviour §23). */
const test = suite('Accept-Encoding');

const large = () => ({ TableNames: Array.from({ length: 500 }, () => 'a-table') });

const offers: readonly (readonly [rule: string, offer: string, encoding: string | undefined])[] = [
  ['a named encoding is preferred to * of the same quality', '*, deflate', 'deflate'],
  ['a named encoding is preferred to * of the same quality', '*;q=0.5, gzip;q=0.5', 'gzip'],
  ['* of a higher quality is preferred to a named encoding', '*, gzip;q=0.9', 'deflate'],
  ['a quality above 1 counts as 1', 'deflate, gzip;q=5', 'deflate'],
  ['a quality above 1 counts as 1', 'gzip;q=1.1, deflate;q=7', 'gzip'],
  ['a quality that is not a number counts as 1', 'gzip;q=0.5, deflate;q=high', 'deflate'],
  ['a quality that is not a number counts as 1', 'gzip;q=0.5, deflate;q=', 'deflate'],
  ['a negative quality means not acceptable', 'gzip;q=-1', undefined],
  ['a negative quality means not acceptable', 'gzip;q=-1, deflate;q=0.1', 'deflate'],
  ['the first q= anywhere in the parameters counts', 'gzip;level=1;q=0', undefined],
  ['the first q= anywhere in the parameters counts', 'gzip;freq=0;q=1, deflate;q=0.1', 'deflate'],
  ['the first q= anywhere in the parameters counts', 'gzip;a=q=0', undefined],
];
for (const [rule, offer, encoding] of offers) {
  test(`${rule}: ${offer}`, async () => {
    const response = await post(new StubDynamoDb(large), { headers: { 'accept-encoding': offer } });
    assert.is(response.headers['content-encoding'], encoding);
  });
}

test('of several header lines only the first counts', async () => {
  const server = createServer(new StubDynamoDb(large), { port: 0 });
  const endpoint = await server.listen();
  try {
    const request = rawRequest({
      headers: { 'Accept-Encoding': 'identity\r\naccept-encoding: gzip', Connection: 'close' },
    });
    assert.not.match(await exchange(endpoint, request), /content-encoding/i);
    const reversed = rawRequest({
      headers: { 'Accept-Encoding': 'deflate;q=0.1\r\nAccept-Encoding: gzip', Connection: 'close' },
    });
    assert.match(await exchange(endpoint, reversed), /content-encoding: deflate/i);
  } finally {
    await server.close();
  }
});

test.run();
