/** What a promise is rejected with; it fails where it is fulfilled. */
export async function thrownBy(answer: Promise<unknown>): Promise<unknown> {
  try {
    await answer;
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
