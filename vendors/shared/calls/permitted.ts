import { AccessError, type ErrorCode } from "#access/model/errors.ts";

/** What a read found; the value itself may be undefined, for "it does not exist". */
export interface Permitted<Value> {
  readonly value: Value;
}

/**
 * Forbidden means unknown: undefined where the token may not read it.
 * @param unknownCodes the errors by which this vendor hides what the token may not read
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
