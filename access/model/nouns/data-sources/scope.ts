import { defineDataSource } from "#access/schema/definition.ts";
import { text } from "#access/schema/types.ts";

export const scope = defineDataSource({
  type: "scope",
  summary: "A part of the vendor's account to which roles can be limited, found by its name.",
  attributes: {
    type: text.required("Type of the part, as the vendor spells it."),
    name: text.required("Name of the part."),
    parentId: text.optional("Id of the part that contains it, if its name is not unique. If not set, anywhere."),
    id: text.computed("The vendor's id of the part."),
  },
});
