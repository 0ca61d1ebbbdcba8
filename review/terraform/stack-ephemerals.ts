import { nounOf } from "../addresses.ts";
import { listEntries } from "../json-parts.ts";
import { type Remark, remarkEphemeral } from "../remarks.ts";
import type { JsonObject } from "../source.ts";

/** The ephemeral objects of the provider in a synthesized stack. */
export function listStackEphemerals(document: JsonObject): readonly Remark[] {
  return listEntries(document, "ephemeral")
    .filter(([type]) => nounOf(type) !== undefined)
    .flatMap(([type, all]) => listEntries(all).map(([name]) => remarkEphemeral(`ephemeral.${type}.${name}`)));
}
