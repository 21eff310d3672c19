import assert from 'node:assert/strict';

/** What a promise is rejected with; chai 6 has no word for it. */
export const rejection = async (promise: Promise<unknown>): Promise<Error> => {
  let error: unknown;
  await assert.rejects(promise, (thrown) => ((error = thrown), true));
  return error as Error;
};
