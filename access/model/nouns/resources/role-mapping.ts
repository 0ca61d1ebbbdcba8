import { defineResource } from "#access/schema/definition.ts";
import { bool, map, text } from "#access/schema/types.ts";

export const roleMapping = defineResource({
  type: "role_mapping",
  summary: "Which roles people get who sign in through single sign-on. One for each auth domain.",
  description:
    "The auth domain stays as it is but for its role mapping: its configuration and its secrets are not touched.",
  importId: ["authDomainId"],
  attributes: {
    id: text.computed("The auth domain's id."),
    authDomainId: text.required("The auth domain.").replaces().refersTo("auth_domain"),
    defaultRole: text.optional("The role of whoever no group gives one. Left out: the vendor's default."),
    groupMappings: map(text).optional("The role that each group of the identity provider gives, by the group's name."),
    useRoleAttribute: bool.optional("Whether the identity provider's own role attribute decides. Left out: no."),
  },
});
