import { defineDataSource } from "#access/schema/definition.ts";
import { text } from "#access/schema/types.ts";

export const scope = defineDataSource({
  type: "scope",
  summary: "A part of the vendor's account on which roles can be held, found by its name.",
  attributes: {
    type: text.required("The kind of the part, in the vendor's word."),
    name: text.required("What it is called."),
    parentId: text.optional("The part that it lies in, where its name is not unique. Left out: anywhere."),
    id: text.computed("The vendor's id of it."),
  },
});
