import * as assert from 'uvu/assert';
import { AddressProbe, findAddress } from '../../../src/adapters/direct/address.ts';
import type { DirectDynamoDbSettings } from '../../../src/adapters/direct/direct-options.ts';
import { makeClient } from '../../../src/adapters/dynamodb/clients.ts';
import { suite } from '../../support/suite.ts';

const test = suite('findAddress');

const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };

test('finds the endpoints of Regions, by HTTPS', async () => {
  const { hostname, isSecure, port, path, region, service } = await addressOf({ region: 'eu-west-1' });
  assert.equal([hostname, isSecure, port, path], ['dynamodb.eu-west-1.amazonaws.com', true, undefined, '/']);
  assert.equal([region, service], ['eu-west-1', 'dynamodb']);
  assert.is((await addressOf({ region: 'cn-north-1' })).hostname, 'dynamodb.cn-north-1.amazonaws.com.cn');
});

test('finds FIPS and dual-stack endpoints', async () => {
  const region = 'us-east-1';
  assert.is((await addressOf({ region, useFipsEndpoint: true })).hostname, 'dynamodb-fips.us-east-1.amazonaws.com');
  assert.match(
    (await addressOf({ region, useDualstackEndpoint: true })).hostname,
    /^dynamodb\.us-east-1\.(?:api\.aws|.*)$/,
  );
});

test('uses an endpoint as it is, by HTTP only if it says so', async () => {
  const local = await addressOf({ region: 'us-east-1', endpoint: 'http://127.0.0.1:8000' });
  assert.equal([local.isSecure, local.host, local.path], [false, '127.0.0.1:8000', '/']);
  const behind = await addressOf({ region: 'us-east-1', endpoint: 'https://proxy.example.com/dynamo' });
  assert.equal([behind.isSecure, behind.host], [true, 'proxy.example.com']);
  assert.match(behind.path, /^\/dynamo\/?$/);
});

test('rejects paths that a signature would need encoded', async () => {
  let message = '';
  await addressOf({ region: 'us-east-1', endpoint: 'https://proxy.example.com/a%20b' }).catch((error: unknown) => {
    message = String(error);
  });
  assert.match(message, /the endpoint has the path/);
});

function addressOf(settings: DirectDynamoDbSettings) {
  const probe = new AddressProbe();
  return findAddress(makeClient({ credentials, ...settings, requestHandler: probe }), probe);
}

test.run();
