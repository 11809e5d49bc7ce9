import { ServiceError } from '../../domain/errors.ts';
import { type HttpRequest, queryOf } from './message.ts';

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
  const query = queryOf(request);
  const isInQuery = query.has('X-Amz-Algorithm');
  if (header !== undefined && isInQuery) {
    throw new ServiceError(
      'InvalidSignatureException',
      "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    );
  }
  if (isInQuery) return fromQuery(query);
  if (header?.startsWith('AWS4-')) return fromHeader(header, request);
  throw new ServiceError('MissingAuthenticationTokenException', 'Request is missing Authentication Token');
}

/** Returns the access key and Region of a credential; parts that it lacks are empty. */
export function callerOf({ credential }: Authorization): Caller {
  const [accessKeyId = '', , region = ''] = credential.split('/');
  return { accessKeyId, region };
}

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
  // White space separates parameters as commas do (behaviour §23).
  const [algorithm = '', ...rest] = header.split(/[\s,]+/);
  const parameters = new Map(rest.map(parseParameter));
  const date = headers['x-amz-date'] ?? headers.date ?? '';
  const missing = ['Credential', 'Signature', 'SignedHeaders']
    .filter((name) => !parameters.get(name))
    .map((name) => `Authorization header requires '${name}' parameter. `);
  if (date === '') {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
  }
  if (missing.length > 0) throw incompleteSignature(`${missing.join('')}Authorization=${header}`);
  return {
    algorithm,
    credential: parameters.get('Credential') ?? '',
    signature: parameters.get('Signature') ?? '',
    signedHeaders: parameters.get('SignedHeaders') ?? '',
    date,
    isInQuery: false,
  };
}

function parseParameter(parameter: string): readonly [string, string] {
  const [name = '', ...value] = parameter.split('=');
  return [name, value.join('=')];
}

/** Returns the error for a signature that lacks a part. */
export function incompleteSignature(message: string): ServiceError {
  return new ServiceError('IncompleteSignatureException', message);
}
