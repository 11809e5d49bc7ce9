import { ServiceError } from '../../domain/errors.ts';
import { type HttpRequest, queryOf } from './message.ts';
import { rememberLast } from './remember-last.ts';

/** The signature of a request, from its `Authorization` header or its query. */
export interface Authorization {
  readonly algorithm: string;
  /** Access key, date, Region, service and terminator, separated by slashes. */
  readonly credential: string;
  readonly signature: string;
  /** Names of headers in lower case, separated by semicolons. */
  readonly signedHeaders: string;
  /** The date of the request as signed. */
  readonly date: string;
  /** Whether the signature is in the query, which is then signed as well. */
  readonly isInQuery: boolean;
}

/** Who sends a request, and to which Region. */
export interface Caller {
  /** The access key of the signature; empty if it has none. */
  readonly accessKeyId: string;
  /** The Region of the signature; empty if it has none. */
  readonly region: string;
}

/**
 * Parses the signature of a request without verifying it.
 *
 * @throws ServiceError - MissingAuthenticationTokenException, IncompleteSignatureException or InvalidSignatureException.
 */
export function parseAuthorization(request: HttpRequest): Authorization {
  const header = request.headers.authorization?.trim();
  const query = request.path.includes('?') ? queryOf(request) : undefined;
  const signedQuery = query?.has('X-Amz-Algorithm') ? query : undefined;
  if (header !== undefined && signedQuery !== undefined) {
    throw new ServiceError(
      'InvalidSignatureException',
      "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    );
  }
  if (signedQuery !== undefined) return fromQuery(signedQuery);
  if (header?.startsWith('AWS4-')) return fromHeader(header, request);
  throw new ServiceError('MissingAuthenticationTokenException', 'Request is missing Authentication Token');
}

/** Returns the access key and Region of a credential; parts that it lacks are empty. */
export function callerOf({ credential }: Authorization): Caller {
  return { ...callerWith(credential) };
}

const callerWith = rememberLast((credential): Caller => {
  const [accessKeyId = '', , region = ''] = credential.split('/');
  return { accessKeyId, region };
});

function fromQuery(query: URLSearchParams): Authorization {
  const names = ['Algorithm', 'Credential', 'Signature', 'SignedHeaders', 'Date'].map((name) => `X-Amz-${name}`);
  const missing = names.filter((name) => !query.get(name));
  if (missing.length > 0) {
    const sentences = missing.map((name) => `AWS query-string parameters must include '${name}'. `);
    throw incompleteSignature(`${sentences.join('')}Re-examine the query-string parameters.`);
  }
  const [algorithm = '', credential = '', signature = '', signedHeaders = '', date = ''] = names.map(
    (name) => query.get(name) ?? '',
  );
  return { algorithm, credential, signature, signedHeaders, date, isInQuery: true };
}

function fromHeader(header: string, { headers }: HttpRequest): Authorization {
  const date = headers['x-amz-date'] ?? headers.date ?? '';
  const usual = date === '' ? undefined : fromUsualHeader(header, date);
  if (usual !== undefined) return usual;
  // White space separates parameters as commas do (behaviour §23).
  const [algorithm = '', ...parameters] = header.split(/[\s,]+/);
  const credential = parameterOf('Credential', parameters);
  const signature = parameterOf('Signature', parameters);
  const signedHeaders = parameterOf('SignedHeaders', parameters);
  if (credential === '' || signature === '' || signedHeaders === '' || date === '') {
    throw incompleteHeader(header, {
      Credential: credential,
      Signature: signature,
      SignedHeaders: signedHeaders,
      date,
    });
  }
  return { algorithm, credential, signature, signedHeaders, date, isInQuery: false };
}

/** The header as the SDKs write it. Measured: reading this form takes a third of the time of splitting any. */
const usualHeader = /^(AWS4-HMAC-SHA256) Credential=([^\s,]+), ?SignedHeaders=([^\s,]+), ?Signature=([^\s,]+)$/;

/** The last usual header: a client changes what stands before the signature once a day. */
let lastUsual = { start: '\n', algorithm: '', credential: '', signedHeaders: '' };

function fromUsualHeader(header: string, date: string): Authorization | undefined {
  const { start, algorithm, credential, signedHeaders } = lastUsual;
  // Measured: a slice is compared in a fifth of the time that `startsWith` takes, and all this takes half of that of the expression.
  if (header.slice(0, start.length) !== start) return fromOtherUsualHeader(header, date);
  const signature = header.slice(start.length);
  if (!/^[^\s,]+$/.test(signature)) return undefined;
  return { algorithm, credential, signature, signedHeaders, date, isInQuery: false };
}

function fromOtherUsualHeader(header: string, date: string): Authorization | undefined {
  const parts = usualHeader.exec(header);
  if (parts === null) return undefined;
  const [, algorithm = '', credential = '', signedHeaders = '', signature = ''] = parts;
  lastUsual = { start: header.slice(0, header.length - signature.length), algorithm, credential, signedHeaders };
  return { algorithm, credential, signature, signedHeaders, date, isInQuery: false };
}

/** Returns the value of a parameter, of repeated ones the last; empty if it is missing. */
function parameterOf(name: string, parameters: readonly string[]): string {
  const parameter = parameters.findLast((text) => text.startsWith(name) && (text[name.length] ?? '=') === '=');
  return parameter?.slice(name.length + 1) ?? '';
}

function incompleteHeader(header: string, { date, ...parameters }: Readonly<Record<string, string>>): ServiceError {
  const missing = Object.keys(parameters)
    .filter((name) => parameters[name] === '')
    .map((name) => `Authorization header requires '${name}' parameter. `);
  if (date === '') {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
  }
  return incompleteSignature(`${missing.join('')}Authorization=${header}`);
}

/** Returns the error for a signature that lacks a part. */
export function incompleteSignature(message: string): ServiceError {
  return new ServiceError('IncompleteSignatureException', message);
}
