import { AccessError, type ErrorCode } from "#access/model/errors.ts";

/** The result of a permitted read. An undefined value means that the thing does not exist. */
export interface Permitted<Value> {
  readonly value: Value;
}

/**
 * Returns undefined if the token may not read the thing.
 * @param unknownCodes the errors with which this vendor hides what the token may not read
 */
export async function readIfPermitted<Value>(
  reading: Promise<Value>,
  unknownCodes: readonly ErrorCode[] = ["forbidden"],
): Promise<Permitted<Value> | undefined> {
  try {
    return { value: await reading };
  } catch (error) {
    if (error instanceof AccessError && unknownCodes.includes(error.code)) return undefined;
    throw error;
  }
}
