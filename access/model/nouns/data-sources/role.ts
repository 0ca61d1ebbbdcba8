import { defineDataSource } from "#access/schema/definition.ts";
import { bool, set, text } from "#access/schema/types.ts";
import { permission } from "../../permissions/permission.ts";
import { declareStatements } from "../../statements/declaration.ts";
import { sayRole } from "../../statements/sayings.ts";

export const role = defineDataSource({
  type: "role",
  summary: "A role, found by its name: a managed role of the vendor or a custom role.",
  attributes: {
    name: text.required("Name of the role."),
    id: text.computed("The vendor's id of the role."),
    description: text.computed("What the role is for.").nullable(),
    permissions: set(permission).computed("What holders of the role may do."),
    managed: bool.computed("Whether the role is built in by the vendor and cannot be changed."),
  },
});

export const statements = declareStatements(role, sayRole);
