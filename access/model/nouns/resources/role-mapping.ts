import { defineResource } from "#access/schema/definition.ts";
import { bool, map, text } from "#access/schema/types.ts";

export const roleMapping = defineResource({
  type: "role_mapping",
  summary: "Roles for members who sign in with single sign-on. One mapping per auth domain.",
  description:
    "Only the role mapping of the auth domain is managed: its configuration and its secrets are not touched.",
  importId: ["authDomainId"],
  attributes: {
    id: text.computed("The auth domain's id."),
    authDomainId: text.required("The auth domain.").replaces().refersTo("auth_domain"),
    defaultRole: text.optional("Role for members whose groups give none. If not set, the vendor's default."),
    groupMappings: map(text).optional("Role that each group of the identity provider gives, by the group's name."),
    useRoleAttribute: bool.optional("Whether to use the role attribute of the identity provider. If not set, no."),
  },
});
