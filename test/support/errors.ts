import { GenFactoriesError } from '../../src/errors.ts';

/** The GenFactoriesError that something rejects with; anything else fails the test. */
export async function rejection(promise: Promise<unknown>): Promise<GenFactoriesError> {
  const error: unknown = await promise.then(
    () => new Error('nothing was thrown'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof GenFactoriesError) return error;
  throw error;
}
