import { serviceAccount as definition } from "#access/model/nouns/resources/service-account.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { anyName, objectId } from "../data/limits.ts";
import { createSource } from "../source.ts";

export const serviceAccount = defineNounFacts(definition, {
  source: createSource("service-accounts"),
  untold: ["groupIds"],
  attributes: {
    name: { accepts: anyName },
    description: {
      unsupported: "Bigeye accounts only have a name: put the description in the name, or in a key's `description`.",
    },
    roleIds: {
      unsupported: "Use `group_ids`: a Bigeye account has the roles of its groups (access_role_binding).",
    },
    groupIds: { accepts: objectId },
  },
});
