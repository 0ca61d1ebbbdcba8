import { serviceAccount as definition } from "#access/model/nouns/resources/service-account.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { noGroups } from "../advice.ts";
import { displayName, objectId } from "../data/limits.ts";
import { source } from "../source.ts";

export const serviceAccount = defineNounFacts(definition, {
  source,
  attributes: {
    name: { accepts: displayName },
    roleIds: { isRequired: true, accepts: objectId },
    groupIds: { unsupported: noGroups },
    keysByHolders: {
      unsupported: "An Inkit API key has only one secret: give each holder an account with the same roles.",
    },
  },
});
