import { key as definition } from "#access/model/nouns/resources/key.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { anyName, objectId } from "../data/limits.ts";
import { createSource } from "../source.ts";

const noExpiry =
  "Bigeye keys never expire: set `rotate_after`, and `overlap` for how long the old key keeps working after a rotation.";

/** Bigeye has no route that updates a key. */
export const key = defineNounFacts(definition, {
  source: createSource("using-api-keys"),
  attributes: {
    serviceAccountId: { isRequired: true, accepts: objectId },
    name: { isRequired: true, change: "rotates", accepts: anyName },
    description: { change: "rotates" },
    expiresAt: { unsupported: noExpiry },
    expiresIn: { unsupported: noExpiry },
  },
});
