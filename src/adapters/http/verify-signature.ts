import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { ServiceError } from '../../domain/errors.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { type Authorization, incompleteSignature } from './authorization.ts';
import { type HttpRequest, pathOf, queryOf } from './message.ts';

/** What verifying a signature needs. */
export interface SignatureCheck {
  /** Secret keys by access key. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly nowMs: number;
}

/**
 * Computes the signature of a request and compares it with the one sent.
 *
 * @throws ServiceError - unknown access key, wrong signature, or dated more than 15 minutes before or after now.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function verifySignature(request: HttpRequest, authorization: Authorization, check: SignatureCheck): void {
  if (authorization.algorithm !== algorithm) {
    throw incompleteSignature(
      `Unsupported AWS 'algorithm': '${authorization.algorithm}' (only ${algorithm} for now). `,
    );
  }
  const scope = parseScope(authorization);
  const secret = ownProperty(check.credentials, scope.accessKeyId);
  // With a known key, the service checks the age of a signature before its scope (behaviour §23).
  if (secret !== undefined) checkAge(authorization.date, check.nowMs);
  checkScope(scope, authorization.date);
  checkHeaders(request, authorization);
  if (secret === undefined) {
    checkAge(authorization.date, check.nowMs);
    throw new ServiceError('UnrecognizedClientException', 'The security token included in the request is invalid.');
  }
  const canonical = canonicalRequest(request, authorization);
  const text = [algorithm, authorization.date, scope.path, sha256(canonical)].join('\n');
  if (!isSame(sign(text, secret, scope), authorization.signature)) throw mismatch(canonical, text);
}

const algorithm = 'AWS4-HMAC-SHA256';
const terminator = 'aws4_request';
const service = 'dynamodb';
/** How far in the past or in the future a signature may be dated. */
const toleranceMs = 15 * 60_000;

interface Scope {
  readonly accessKeyId: string;
  readonly day: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
  /** The scope as signed: everything after the access key. */
  readonly path: string;
}

function parseScope({ credential, date }: Authorization): Scope {
  const parts = credential.split('/');
  if (parts.length !== 5) {
    throw incompleteSignature(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    );
  }
  if (!/^\d{8}T\d{6}Z$/.test(date)) {
    throw incompleteSignature(
      `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  }
  const [accessKeyId = '', day = '', region = '', service = '', terminator = ''] = parts;
  return { accessKeyId, day, region, service, terminator, path: parts.slice(1).join('/') };
}

function checkScope(scope: Scope, date: string): void {
  const { day, region } = scope;
  const complaints = [
    /^[a-z]{2,}(-[a-z\d]+)*$/.test(region) ? '' : `Credential should be scoped to a valid region, not '${region}'. `,
    scope.service === service ? '' : `Credential should be scoped to correct service: '${service}'. `,
    scope.terminator === terminator
      ? ''
      : `Credential should be scoped with a valid terminator: '${terminator}', not '${scope.terminator}'. `,
    date.startsWith(`${day}T`)
      ? ''
      : `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${date.slice(0, 8)}', from '${date}'. `,
  ].join('');
  if (complaints !== '') throw invalid(complaints.trimEnd());
}

function checkHeaders({ headers }: HttpRequest, { signedHeaders }: Authorization): void {
  const signed = new Set(signedHeaders.split(';'));
  if (!signed.has('host')) throw invalid("'Host' must be a 'SignedHeader' in the AWS Authorization.");
  // Headers that decide what the request does must be signed, so that nobody can change them on the way.
  const open = Object.keys(headers).find((name) => name.startsWith('x-amz-') && !signed.has(name));
  if (open !== undefined) throw invalid(`'${open}' must be a 'SignedHeader' in the AWS Authorization.`);
}

function checkAge(date: string, nowMs: number): void {
  const signedMs = Date.parse(date.replace(/^(....)(..)(..T..)(..)/, '$1-$2-$3:$4:'));
  const now = basicDate(nowMs);
  if (!(signedMs >= nowMs - toleranceMs)) {
    const earliest = basicDate(nowMs - toleranceMs);
    throw invalid(`Signature expired: ${date} is now earlier than ${earliest} (${now} - 15 min.)`);
  }
  if (signedMs > nowMs + toleranceMs) {
    const latest = basicDate(nowMs + toleranceMs);
    throw invalid(`Signature not yet current: ${date} is still later than ${latest} (${now} + 15 min.)`);
  }
}

function basicDate(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
}

function canonicalRequest(request: HttpRequest, { signedHeaders }: Authorization): string {
  const headers = signedHeaders
    .split(';')
    .map((name) => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`);
  return [
    request.method,
    pathOf(request),
    canonicalQuery(request),
    headers.join(''),
    signedHeaders,
    sha256(request.body),
  ].join('\n');
}

function canonicalQuery(request: HttpRequest): string {
  return [...queryOf(request)]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [escapeStrictly(name), escapeStrictly(value)] as const)
    .toSorted(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map((pair) => pair.join('='))
    .join('&');
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

/** Percent-encodes everything but letters, digits and `-._~`. */
function escapeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sign(text: string, secret: string, { day, region }: Scope): Buffer {
  const key = [day, region, service, terminator].reduce<Buffer | string>(hmac, `AWS4${secret}`);
  return hmac(key, text);
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function isSame(expected: Buffer, signature: string): boolean {
  return /^[\da-f]{64}$/.test(signature) && timingSafeEqual(Buffer.from(signature, 'hex'), expected);
}

function mismatch(canonical: string, text: string): ServiceError {
  return invalid(
    'The request signature we calculated does not match the signature you provided. ' +
      'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\n\n' +
      `The Canonical String for this request should have been\n'${canonical}'\n\n` +
      `The String-to-Sign should have been\n'${text}'\n`,
  );
}

function invalid(message: string): ServiceError {
  return new ServiceError('InvalidSignatureException', message);
}
