/** Whether an address, to listen at or of a peer, is one that only this machine reaches. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(address);
}

/**
 * Whether a `Host` header names this machine as only its own programs call it. A web page that reaches a loopback address
 * by a name of its own, which resolves to it, cannot make its browser send another header than that name.
 */
export function isLocalHost(host: string): boolean {
  return /^(?:(?:[a-z\d-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i.test(host);
}
