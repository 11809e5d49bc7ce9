/** Returns the rejection of a promise; throws if the promise is fulfilled. */
export async function thrownBy(output: Promise<unknown>): Promise<unknown> {
  try {
    await output;
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
