/** What a promise is rejected with; it fails where it is fulfilled. */
export async function thrownBy(output: Promise<unknown>): Promise<unknown> {
  try {
    await output;
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
