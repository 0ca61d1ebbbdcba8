import { defineDataSource } from "#access/schema/definition.ts";
import { text } from "#access/schema/types.ts";
import { isKnown } from "#access/schema/unknown.ts";
import { declareStatements, knownText, type Saying } from "../../statements/declaration.ts";

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

// Vendors do not tell the parent of a scope: it is known if it was asked for.
export const statements = declareStatements(scope, ({ type, id, name, parentId }, at) => {
  if (!isKnown(type)) return [];
  const self = at.scope(type, id);
  const byAddress = at.self("scope").filter(({ kind }) => kind === "address");
  const is = self?.kind === "id" ? [self, ...byAddress] : byAddress;
  const [scope] = is;
  if (scope === undefined) return [];
  const parent = at.parentScope(type, parentId);
  const within: Saying[] = parent === null ? [] : [{ kind: "within", scope, parent, attribute: "parentId" }];
  return [{ kind: "scope", is, type, name: knownText(name) }, ...within];
});
