import * as assert from 'uvu/assert';
import { connect } from '../../src/cli/remote-engine.ts';
import { chooseRemote } from '../../src/cli/remote-options.ts';
import { ArgumentError, reasonOf } from '../../src/cli/usage-error.ts';
import { DynarepoError } from '../../src/domain/errors.ts';
import { suite } from '../support/suite.ts';

const test = suite('which engine is meant');

function refusalOf(choose: () => unknown): string {
  try {
    choose();
  } catch (error) {
    if (error instanceof ArgumentError) return error.message;
    throw error;
  }
  return 'no refusal';
}

test('an endpoint, or what the variables of the AWS SDK say, or AWS where that is asked for', () => {
  const [own, all] = ['http://own:1', 'http://all:2'];
  const variables = { AWS_ENDPOINT_URL: all, AWS_ENDPOINT_URL_DYNAMODB: own };
  assert.is(chooseRemote({ endpoint: 'http://given:3' }, variables).endpoint, 'http://given:3');
  assert.is(chooseRemote({}, variables).endpoint, own);
  assert.is(chooseRemote({}, { AWS_ENDPOINT_URL: all, AWS_ENDPOINT_URL_DYNAMODB: '' }).endpoint, all);
  assert.equal(chooseRemote({ aws: true, region: 'eu-west-1' }, {}), { endpoint: undefined, region: 'eu-west-1' });
});

test('none is meant by saying nothing, and no two at once', () => {
  const ignored = { AWS_ENDPOINT_URL: 'http://all:2', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' };
  for (const environment of [{}, ignored]) {
    assert.match(
      refusalOf(() => chooseRemote({}, environment)),
      /^which engine is meant\? --endpoint URL .* and --aws AWS$/,
    );
  }
  assert.is(chooseRemote({ aws: true }, ignored).endpoint, undefined);
  assert.match(
    refusalOf(() => chooseRemote({ aws: true, endpoint: 'http://x' }, {})),
    'goes without --endpoint',
  );
  assert.match(
    refusalOf(() => chooseRemote({ aws: true }, { AWS_ENDPOINT_URL: 'http://x' })),
    '--aws means AWS itself, but AWS_ENDPOINT_URL is set to http://x',
  );
});

for (const [endpoint, message] of [
  ['localhost:8000', 'localhost:8000 is no URL, such as http://localhost:8000'],
  ['127.0.0.1:8000', '127.0.0.1:8000 is no URL, such as http://127.0.0.1:8000'],
  ['ftp://localhost', 'ftp://localhost is no URL, such as http://localhost:8000'],
  ['http://', 'http:// is no URL, such as http://localhost:8000'],
  ['', 'an empty endpoint is no URL, such as http://localhost:8000'],
] as const) {
  test(`the endpoint "${endpoint}" is refused with a hint`, async () => {
    const error: unknown = await connect({ endpoint }).catch((thrown: unknown) => thrown);
    if (!(error instanceof ArgumentError)) throw new Error('it was taken');
    assert.is(error.message, message);
  });
}

test('a lack of credentials comes with a hint', () => {
  const cause = Object.assign(new Error('Could not load credentials from any providers'), {
    name: 'CredentialsProviderError',
  });
  const error = new DynarepoError('NO_RESPONSE', `ListTables got no response: ${cause.message}`, { cause });
  assert.is(
    reasonOf(error),
    'ListTables got no response: Could not load credentials from any providers (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY give them, or AWS_PROFILE names a profile that does)',
  );
});

test.run();
