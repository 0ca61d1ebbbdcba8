import { defineResource } from "#access/schema/definition.ts";
import { text } from "#access/schema/types.ts";
import { declareStatements, knownText } from "../../statements/declaration.ts";

export const group = defineResource({
  type: "group",
  summary: "People and service accounts that hold roles together.",
  importId: ["id"],
  attributes: {
    id: text.computed("The vendor's id of the group."),
    name: text.required("Name of the group."),
  },
});

export const statements = declareStatements(group, ({ name }, at) => [
  { kind: "subject", is: at.self("group", name), as: "group", name: knownText(name) },
]);
