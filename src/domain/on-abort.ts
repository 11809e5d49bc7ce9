const callbacksBySignal = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls a function when a signal is aborted, once. All functions share one listener, because Node warns about a signal with more
 * than ten, as concurrent calls would have.
 *
 * @returns a function that cancels the call.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const callbacks = callbacksBySignal.get(signal) ?? listen(signal);
  // Wrapped, so that each call of this function has an entry of its own.
  const entry = () => callback();
  callbacks.add(entry);
  return () => {
    callbacks.delete(entry);
  };
}

function listen(signal: AbortSignal): Set<() => void> {
  const callbacks = new Set<() => void>();
  callbacksBySignal.set(signal, callbacks);
  const callAll = () => {
    for (const callback of callbacks) callback();
  };
  signal.addEventListener('abort', callAll, { once: true });
  return callbacks;
}
