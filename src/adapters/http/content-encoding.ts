import { promisify } from 'node:util';
import { deflate, gunzip, gzip, inflate } from 'node:zlib';
import { batchLimitBytes } from '../../domain/limits.ts';
import { rememberLast } from './remember-last.ts';

const pack = { gzip: promisify(gzip), deflate: promisify(deflate) } as const;
const unpack = { gzip: promisify(gunzip), deflate: promisify(inflate) } as const;

/** A compression that the service supports, by its name in headers. */
export type Encoding = 'gzip' | 'deflate';

/** Bodies up to this size are sent uncompressed. */
const plainLimitBytes = 4096;

/**
 * Decompresses a body; one that is not compressed is returned at once. Returns `undefined` for an encoding that the service
 * does not support, a damaged body, or more than 16 MB.
 */
export function decodeBody(
  body: Uint8Array,
  contentEncoding: string | undefined,
): Uint8Array | undefined | Promise<Uint8Array | undefined> {
  if (contentEncoding === undefined) return body;
  const encoding = contentEncoding.trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') return body;
  if (!isEncoding(encoding)) return undefined;
  return unpack[encoding](body, { maxOutputLength: batchLimitBytes }).catch(() => undefined);
}

/** Returns the compression for a body: of more than 4 KB, the one that `Accept-Encoding` prefers. */
export function encodingFor(body: Uint8Array, acceptEncoding: string | undefined): Encoding | undefined {
  return body.length > plainLimitBytes && acceptEncoding !== undefined ? chooseEncoding(acceptEncoding) : undefined;
}

/** Compresses a body. */
export function encodeBody(body: Uint8Array, encoding: Encoding): Promise<Uint8Array> {
  return pack[encoding](body);
}

/**
 * Returns the encoding with the highest quality; of equal ones the first named, and `*` last. `*` means gzip, or deflate if
 * gzip is named too; `identity` is never chosen over an accepted encoding.
 */
const chooseEncoding = rememberLast((acceptEncoding): Encoding | undefined => {
  const offers = acceptEncoding.split(',').map(parseOffer);
  const named = new Set(offers.map(({ name }) => name));
  const acceptable = offers.flatMap(({ name, quality }) => {
    const isNamed = name !== '*';
    const encoding = isNamed ? name : named.has('gzip') ? 'deflate' : 'gzip';
    const isRepeated = !isNamed && named.has(encoding);
    return isEncoding(encoding) && quality > 0 && !isRepeated ? [{ encoding, quality, isNamed }] : [];
  });
  return acceptable.toSorted((a, b) => b.quality - a.quality || Number(b.isNamed) - Number(a.isNamed))[0]?.encoding;
});

interface Offer {
  readonly name: string;
  /** From 0 to 1. */
  readonly quality: number;
}

/**
 * Parses one offer as the service does: the first `q=` anywhere in the parameters counts; a quality that is not a number, or
 * more than 1, counts as 1 (behaviour §23).
 */
function parseOffer(offer: string): Offer {
  const [name = '', ...parameters] = offer.toLowerCase().split(';');
  const [, text = ''] = /q=([^;]*)/.exec(parameters.join(';')) ?? [];
  const quality = text.trim() === '' ? 1 : Number(text);
  return { name: name.trim(), quality: Number.isNaN(quality) ? 1 : Math.min(quality, 1) };
}

function isEncoding(name: string): name is Encoding {
  return Object.hasOwn(pack, name);
}
