import { ServiceError } from '../../domain/errors.ts';
import { type HttpRequest, queryOf } from './message.ts';

/** What a request says of who signed it, in its `Authorization` header or in its query. */
export interface Authorization {
  readonly algorithm: string;
  /** Access key, date, Region, service and terminator, by slashes. */
  readonly credential: string;
  readonly signature: string;
  /** Names of headers in lower case, by semicolons. */
  readonly signedHeaders: string;
  /** Of the request, as it was signed. */
  readonly date: string;
  /** It is in the query, which is signed as well. */
  readonly isInQuery: boolean;
}

/** Whose request it is, and for which Region. */
export interface Caller {
  readonly accessKeyId: string;
  readonly region: string;
}

/**
 * Reads who signed a request; whether that is true is not looked at.
 *
 * @throws ServiceError - MissingAuthenticationTokenException, IncompleteSignatureException or InvalidSignatureException.
 */
export function readAuthorization(request: HttpRequest): Authorization {
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

/** Who a request is from. Where the scope of the credential is incomplete, so is the answer. */
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
  const [algorithm = '', ...rest] = header.split(' ');
  const parameters = new Map(rest.join(' ').split(',').map(readParameter));
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

function readParameter(parameter: string): readonly [string, string] {
  const [name = '', ...value] = parameter.trim().split('=');
  return [name, value.join('=')];
}

/** Returns the error for a signature of which something is missing. */
export function incompleteSignature(message: string): ServiceError {
  return new ServiceError('IncompleteSignatureException', message);
}
