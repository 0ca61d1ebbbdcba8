import { roleMapping as definition } from "#access/model/nouns/resources/role-mapping.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import type { TextRule } from "#access/model/vendors/text-rules.ts";
import { objectId, roleName } from "../data/limits.ts";
import { toCurrentRoleName } from "../role-names.ts";
import { source } from "../source.ts";

/** Mappings refer to roles by name; `ADMIN`, `EDITOR` and `VIEWER` mean the managed roles. */
const mappedRole: TextRule = {
  accepts: (name) => roleName.pattern.test(toCurrentRoleName(name)),
  says: `the name of a role, which is ${roleName.says}`,
};

export const roleMapping = defineNounFacts(definition, {
  source,
  attributes: {
    authDomainId: { accepts: objectId },
    defaultRole: { accepts: mappedRole },
    groupMappings: { accepts: mappedRole },
  },
});
