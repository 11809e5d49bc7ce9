import * as assert from 'uvu/assert';
import { connect } from '../../src/cli/remote-engine.ts';
import { chooseRemote } from '../../src/cli/remote-options.ts';
import { ArgumentError, reasonOf } from '../../src/cli/usage-error.ts';
import { DynarepoError } from '../../src/domain/errors.ts';
import { suite } from '../support/suite.ts';

const test = suite('selection of an engine');

function errorOf(choose: () => unknown): string {
  try {
    choose();
  } catch (error) {
    if (error instanceof ArgumentError) return error.message;
    throw error;
  }
  return 'no error';
}

test('prefers --endpoint over the variables of the AWS SDK; --aws selects AWS', () => {
  const [own, all] = ['http://own:1', 'http://all:2'];
  const variables = { AWS_ENDPOINT_URL: all, AWS_ENDPOINT_URL_DYNAMODB: own };
  assert.is(chooseRemote({ endpoint: 'http://given:3' }, variables).endpoint, 'http://given:3');
  assert.is(chooseRemote({}, variables).endpoint, own);
  assert.is(chooseRemote({}, { AWS_ENDPOINT_URL: all, AWS_ENDPOINT_URL_DYNAMODB: '' }).endpoint, all);
  assert.equal(chooseRemote({ aws: true, region: 'eu-west-1' }, {}), { endpoint: undefined, region: 'eu-west-1' });
});

test('requires exactly one engine', () => {
  const ignored = { AWS_ENDPOINT_URL: 'http://all:2', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' };
  for (const environment of [{}, ignored]) {
    assert.match(
      errorOf(() => chooseRemote({}, environment)),
      /^no engine is selected: use --endpoint URL, such as .*, or --aws for AWS itself$/,
    );
  }
  assert.is(chooseRemote({ aws: true }, ignored).endpoint, undefined);
  assert.match(
    errorOf(() => chooseRemote({ aws: true, endpoint: 'http://x' }, {})),
    'cannot be combined with --endpoint',
  );
  assert.match(
    errorOf(() => chooseRemote({ aws: true }, { AWS_ENDPOINT_URL: 'http://x' })),
    '--aws means AWS itself, but AWS_ENDPOINT_URL is set to http://x',
  );
});

for (const [endpoint, message] of [
  ['localhost:8000', 'localhost:8000 is not a URL such as http://localhost:8000'],
  ['127.0.0.1:8000', '127.0.0.1:8000 is not a URL such as http://127.0.0.1:8000'],
  ['ftp://localhost', 'ftp://localhost is not a URL such as http://localhost:8000'],
  ['http://', 'http:// is not a URL such as http://localhost:8000'],
  ['', 'an empty endpoint is not a URL such as http://localhost:8000'],
] as const) {
  test(`rejects the endpoint "${endpoint}" with a hint`, async () => {
    const error: unknown = await connect({ endpoint }).catch((thrown: unknown) => thrown);
    if (!(error instanceof ArgumentError)) throw new Error('it was accepted');
    assert.is(error.message, message);
  });
}

test('adds a hint to an error about missing credentials', () => {
  const cause = Object.assign(new Error('Could not load credentials from any providers'), {
    name: 'CredentialsProviderError',
  });
  const error = new DynarepoError('NO_RESPONSE', `ListTables got no response: ${cause.message}`, { cause });
  assert.is(
    reasonOf(error),
    'ListTables got no response: Could not load credentials from any providers (set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a profile with credentials)',
  );
});

test.run();
