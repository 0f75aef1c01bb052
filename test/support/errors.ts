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

/** The GenFactoriesError that something throws; anything else fails the test. */
export function thrown(call: () => unknown): GenFactoriesError {
  try {
    call();
  } catch (error) {
    if (error instanceof GenFactoriesError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
