import * as assert from 'uvu/assert';
import { Signer } from '../../../src/adapters/direct/signer.ts';
import { suite } from '../../support/suite.ts';

const test = suite('Signer');

const signer = new Signer('r', 'dynamodb');

function signatureOf({ path = '/', sessionToken = undefined as string | undefined }): string | undefined {
  const request = { host: 'h', path, target: 'T.X', body: '{}' };
  const headers = signer.sign(request, { accessKeyId: 'AK', secretAccessKey: 'S', sessionToken }, new Date(0));
  return headers[headers.indexOf('authorization') + 1]?.split('Signature=')[1];
}

// The signatures are those of @smithy/signature-v4.
test('signs a path without its empty segments', () => {
  assert.is(signatureOf({ path: '/a//b' }), '78a9bb4f5d4f34614e838500408d3b961d92bd88dfa7c1c3a266adff39fc58ad');
  assert.is(signatureOf({ path: '//' }), '5c99d337082d0d3eb6604cda41c3368f9233eaab28fdfe7f90414fef67c855bd');
  assert.is(signatureOf({ path: '//' }), signatureOf({ path: '/' }));
});

test('signs a session token without the spaces around it, and with one for several within it', () => {
  const expected = 'b39acc57b797c124aeca66725eb264a4bf37c80f148e3737e3e63722a1724380';
  assert.is(signatureOf({ sessionToken: ' tok ' }), expected);
  assert.is(signatureOf({ sessionToken: 'tok' }), expected);
  const withinText = '01a514fb4073361ba3f96ef1403debdf87ad37bfa939328862498f0e4aaad50e';
  assert.is(signatureOf({ sessionToken: ' a  b\tc ' }), withinText);
});

test.run();
