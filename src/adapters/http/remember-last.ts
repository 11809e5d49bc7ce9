/**
 * Returns a function of a text that keeps its last result. Clients repeat most headers with every request, and what is read from
 * them has a few values. Measured: comparing a text with the last one takes a fifth of the time of what is remembered this way.
 */
export function rememberLast<Result>(resultOf: (text: string) => Result): (text: string) => Result {
  let last: { readonly text: string; readonly result: Result } | undefined;
  return (text) => {
    if (last?.text === text) return last.result;
    last = { text, result: resultOf(text) };
    return last.result;
  };
}
