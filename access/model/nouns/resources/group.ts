import { defineResource } from "#access/schema/definition.ts";
import { text } from "#access/schema/types.ts";

export const group = defineResource({
  type: "group",
  summary: "People and service accounts that hold roles together.",
  importId: ["id"],
  attributes: {
    id: text.computed("The vendor's id of the group."),
    name: text.required("Name of the group."),
  },
});
