import { defineDataSource } from "#access/schema/definition.ts";
import { list, object, text } from "#access/schema/types.ts";

const grantable = object({
  resource: text.required("Type of resource that permissions apply to."),
  actions: list(text).required("Actions that permissions can allow on it, in the vendor's order."),
  selectors: text.optional("What selectors on it look like. Null if the vendor has none."),
});

export const permissionCatalog = defineDataSource({
  type: "permission_catalog",
  summary: "The permissions that roles can have at this vendor. Reading it sends no request.",
  attributes: {
    resource: text.optional("Only this type of resource. If not set, all."),
    action: text.optional("Only resources that have this action. If not set, all."),
    permissions: list(grantable).computed("The resources, ordered by name."),
  },
});
