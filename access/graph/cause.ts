import { toSnakeCase } from "#access/schema/names.ts";
import type { Cause, Instance } from "../model/statements/instance.ts";

/** Why what an attribute says is not known; of the whole instance, everything that it may be. */
function explainDoubt({ doubts = new Map() }: Instance, attribute: string | null): string | undefined {
  if (attribute !== null) return doubts.get(toSnakeCase(attribute));
  return doubts.size === 0 ? undefined : [...new Set(doubts.values())].join("; ");
}

/** Why an instance says what its attribute says; null for the instance as a whole. */
export function createCause(instance: Instance, attribute: string | null): Cause {
  const { happening, presence, type, address, code } = instance;
  const doubt = explainDoubt(instance, attribute);
  const cause: Cause = { happening, presence, type, address, attribute };
  const doubted = doubt === undefined ? cause : { ...cause, doubt };
  return code === undefined ? doubted : { ...doubted, code };
}
