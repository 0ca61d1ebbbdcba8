import { defineResource } from "#access/schema/definition.ts";
import { bool, set, text } from "#access/schema/types.ts";
import { permission } from "../../permissions/permission.ts";
import { declareStatements } from "../../statements/declaration.ts";
import { sayRole } from "../../statements/sayings.ts";

export const role = defineResource({
  type: "role",
  summary: "A custom role: a named set of permissions.",
  description:
    "The provider sends the set of single rights (action, resource, selector). `permissions` stays grouped as you wrote it while the rights are the same. Terraform drops a field that it does not know, such as `selector`, without an error: the permission then applies to all. The plan shows what is left.",
  importId: ["id"],
  builtIn: "managed",
  attributes: {
    id: text.computed("The vendor's id of the role."),
    name: text.required("Name of the role."),
    description: text.optional("What the role is for."),
    permissions: set(permission).required("What holders of the role may do."),
    forceDetach: bool
      .optional(
        "Whether a destroy first takes the role from everyone who holds it. If not set, a role that is still held is not deleted. Kept in state, never sent to the vendor.",
      )
      .notReadBack(),
    managed: bool.computed("Whether the role is built in by the vendor and cannot be changed."),
  },
});

// Whatever is managed with code is not the vendor's own.
export const statements = declareStatements(role, ({ name, permissions, managed }, at) => {
  return sayRole({ name, permissions, managed: managed === true }, at);
});
