import { AccessError } from "#access/model/errors.ts";
import { duration, instant, toSeconds } from "#access/schema/formats.ts";
import type { Surroundings } from "./surroundings.ts";

/** Moves the provider's clock, to rehearse rotation and expiry against a mock server. */
export const clockVariable = "ACCESS_CLOCK";

// Names below `.localhost` are left out: not every resolver keeps them on this machine.
const thisMachine = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

function readOffset(text: string, now: Date): number {
  const [, ahead] = /^\+(.+)$/.exec(text) ?? [];
  if (ahead !== undefined && duration.accepts(ahead)) return toSeconds(ahead) * 1000;
  if (ahead === undefined && instant.accepts(text)) return new Date(text).getTime() - now.getTime();
  const message = `The variable ${clockVariable} is "${text}"; it must be ${instant.accepted}, or a duration ahead such as +90d.`;
  throw new AccessError("invalid_value", message, { advice: `Correct ${clockVariable}, or unset it.` });
}

/**
 * The clock of one connection: the system's, or, on this machine alone, one that `ACCESS_CLOCK` moved and that runs on from there.
 *
 * @throws AccessError if the variable is set and the endpoint is elsewhere: a moved clock would rotate and revoke real keys
 */
export function chooseClock(
  { environment, now }: Pick<Surroundings, "environment" | "now">,
  endpoint: string,
): () => Date {
  const text = environment[clockVariable];
  if (text === undefined || text === "") return now;
  const { hostname } = new URL(endpoint);
  if (!thisMachine.test(hostname)) {
    const message = `${clockVariable} is set, and the endpoint is on ${hostname}. It moves the provider's clock for rehearsals against a mock server on this machine; elsewhere it would rotate and revoke keys that are in use.`;
    throw new AccessError("invalid_value", message, { advice: `Unset ${clockVariable}.` });
  }
  const offset = readOffset(text, now());
  return () => new Date(now().getTime() + offset);
}
