/** The functions to call when a signal is aborted: its listener. */
class Callbacks extends Set<() => void> {
  handleEvent(): void {
    for (const callback of this) callback();
  }
}

const callbacksBySignal = new WeakMap<AbortSignal, Callbacks>();

/**
 * Calls a function when a signal is aborted, once. All functions share one listener, because Node warns about a signal with more
 * than ten, as concurrent calls would have. The last that is cancelled takes the listener with it: a signal with one lives as long as
 * the signals that it was composed of, or until its timeout.
 *
 * @param callback - another function in each call.
 * @returns a function that cancels the call.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const callbacks = callbacksBySignal.get(signal) ?? new Callbacks();
  if (!callbacks.size) signal.addEventListener('abort', callbacks);
  callbacksBySignal.set(signal, callbacks.add(callback));
  return () => {
    callbacks.delete(callback);
    if (!callbacks.size) signal.removeEventListener('abort', callbacks);
  };
}
