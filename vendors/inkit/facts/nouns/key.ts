import { key as definition } from "#access/model/nouns/resources/key.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { objectId } from "../data/limits.ts";
import { source } from "../source.ts";

const noName = "An Inkit API key has the name of its account: set `name` and `description` there.";
const noExpiry = "Inkit secrets do not expire: set `rotate_after`, and run Terraform on a schedule.";

export const key = defineNounFacts(definition, {
  source,
  notEphemeral:
    "An Inkit account has one API key, and generating another one ends it at once: each plan would end the key that is in use. Use the resource access_key, and give an account to each program.",
  importForms: ["{serviceAccountId}/{id}", "{serviceAccountId}"],
  attributes: {
    serviceAccountId: { isRequired: true, accepts: objectId },
    name: { unsupported: noName },
    description: { unsupported: noName },
    expiresAt: { unsupported: noExpiry },
    expiresIn: { unsupported: noExpiry },
    overlap: {
      unsupported:
        "An Inkit API key has only one secret, and generating a new one ends the old one at once. Use RotatingKey: two accounts that take turns.",
    },
  },
});
