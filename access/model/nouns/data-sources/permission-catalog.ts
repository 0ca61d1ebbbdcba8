import { defineDataSource } from "#access/schema/definition.ts";
import { list, object, text } from "#access/schema/types.ts";

const grantable = object({
  resource: text.required("What a permission can be about."),
  actions: list(text).required("What may be done to it, in the vendor's order."),
  selectors: text.optional("What a selector on it looks like; null where the vendor has none."),
});

export const permissionCatalog = defineDataSource({
  type: "permission_catalog",
  summary: "What permissions can be written with this vendor. The vendor is not asked.",
  attributes: {
    resource: text.optional("Only this resource. Left out: all."),
    action: text.optional("Only resources that have this action. Left out: all."),
    permissions: list(grantable).computed("The resources, ordered by name."),
  },
});
