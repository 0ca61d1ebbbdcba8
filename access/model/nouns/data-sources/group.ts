import { defineDataSource } from "#access/schema/definition.ts";
import { text } from "#access/schema/types.ts";
import { declareStatements, knownText } from "../../statements/declaration.ts";

export const group = defineDataSource({
  type: "group",
  summary: "A group, found by its name.",
  attributes: {
    name: text.required("Name of the group."),
    id: text.computed("The vendor's id of the group."),
  },
});

export const statements = declareStatements(group, ({ name }, at) => [
  { kind: "subject", is: at.self("group", name), as: "group", name: knownText(name) },
]);
