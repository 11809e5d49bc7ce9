import { rememberLast } from './remember-last.ts';

/** Returns whether only this machine can reach an address. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(address);
}

/**
 * Returns whether a `Host` header is a name that only programs of this machine use. This recognizes DNS rebinding: a web page
 * that reaches a loopback address through its own domain name sends that name as `Host`.
 */
export const isLocalHost: (host: string) => boolean = rememberLast((host) =>
  /^(?:(?:[a-z\d-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i.test(host),
);
