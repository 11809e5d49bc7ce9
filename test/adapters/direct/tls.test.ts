import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as assert from 'uvu/assert';
import { type Certificate, selfSigned } from '../../support/certificate.ts';
import { suite } from '../../support/suite.ts';

const test = suite('DirectDynamoDb and TLS', { timeoutMs: 60_000 });
const run = promisify(execFile);
const script = fileURLToPath(new URL('get-by-tls.ts', import.meta.url));
const [own, other] = [selfSigned('127.0.0.1'), selfSigned('other.example.com')];

test('a certificate of an authority in NODE_EXTRA_CA_CERTS is trusted', async () => {
  const { outcome, requests } = await getFrom(own, own);
  assert.equal([outcome.Item, requests], [{ pk: { S: 'a' } }, 1]);
});

const rejected = [
  ['one that no authority signed', own, undefined, /GetItem got no response: self-signed certificate/],
  ['a trusted one for another host', other, other, /does not match certificate's altnames/],
] as const;

for (const [what, certificate, trusted, message] of rejected) {
  test(`a certificate is rejected, also with NODE_TLS_REJECT_UNAUTHORIZED=0: ${what}`, async () => {
    const { outcome, requests } = await getFrom(certificate, trusted);
    assert.equal([outcome.code, outcome.retryable, requests], ['NO_RESPONSE', false, 0]);
    assert.match(String(outcome.message), message);
    assert.not.match(JSON.stringify(outcome), /the-secret|Signature=/);
  });
}

test.run();

/** Returns what a client receives that trusts a certificate, and how many requests the server with the other one receives. */
async function getFrom(certificate: Certificate, trusted: Certificate | undefined) {
  let requests = 0;
  const server = createServer(certificate, (request, response) => {
    requests += 1;
    request.resume();
    response.end('{"Item":{"pk":{"S":"a"}}}');
  });
  const folder = mkdtempSync(join(tmpdir(), 'dynarepo-tls-'));
  try {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const file = join(folder, 'authority.pem');
    if (trusted !== undefined) writeFileSync(file, trusted.cert);
    const env = { ...(trusted && { NODE_EXTRA_CA_CERTS: file }), NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    const endpoint = `https://127.0.0.1:${Object(server.address()).port}`;
    const { stdout } = await run(process.execPath, ['--import', 'tsx', script, endpoint], { env });
    return { outcome: JSON.parse(stdout) as Readonly<Record<string, unknown>>, requests };
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
}
