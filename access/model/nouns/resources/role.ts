import { defineResource } from "#access/schema/definition.ts";
import { bool, set, text } from "#access/schema/types.ts";
import { permission } from "../../permissions/permission.ts";

export const role = defineResource({
  type: "role",
  summary: "A custom role: a named set of permissions.",
  description:
    "What is sent is the set of single rights (action, resource, selector). How you group them in `permissions` stays as you wrote it while the rights are the same.",
  importId: ["id"],
  attributes: {
    id: text.computed("The vendor's id of the role."),
    name: text.required("What the role is called."),
    description: text.optional("What the role is for."),
    permissions: set(permission).required("What holders of the role may do."),
    forceDetach: bool
      .optional(
        "Whether a destroy takes the role from whoever holds it first. Left out: a role that is held is not deleted. Kept in state, never sent to the vendor.",
      )
      .notReadBack(),
    managed: bool.computed("Whether the vendor made the role, so that it cannot be changed."),
  },
});
