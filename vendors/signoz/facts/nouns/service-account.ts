import { serviceAccount as definition } from "#access/model/nouns/resources/service-account.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { noGroups } from "../advice.ts";
import { objectId, serviceAccountName } from "../data/limits.ts";
import { moves } from "../own-provider.ts";
import { source } from "../source.ts";

export const serviceAccount = defineNounFacts(definition, {
  source,
  moves: [moves.serviceAccount],
  untold: ["roleIds"],
  uniqueBy: ["name"],
  attributes: {
    name: { accepts: serviceAccountName },
    description: {
      unsupported: "SigNoz accounts only have a name: put the description in the name, or in a comment in code.",
    },
    roleIds: { accepts: objectId },
    groupIds: { unsupported: noGroups },
  },
});
