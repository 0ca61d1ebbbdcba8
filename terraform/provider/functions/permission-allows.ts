import { AccessError } from "#access/model/errors.ts";
import type { PartialPermission, PermissionFacts } from "#access/model/vendors/facts.ts";
import { allows, permission } from "#access/model/permissions/permission.ts";
import { defineFunction, parameter } from "#access/schema/function.ts";
import { bool, set, text } from "#access/schema/types.ts";
import { serveFunction } from "../../plugin/engine/provider.ts";
import { factsNamed, vendorParameter } from "../vendor-argument.ts";

const definition = defineFunction({
  name: "permission_allows",
  summary: "Whether who holds the permissions may do one thing.",
  description:
    "Answers as the vendor would: what is held on everything covers each part, and wider selectors cover narrower ones where the vendor has such. What the vendor does not have is refused and never just `false`.",
  parameters: {
    vendor: vendorParameter,
    permissions: parameter(set(permission), "What is held, as in `permissions` of an `access_role`."),
    action: parameter(text, "What is to be done: a verb of the vendor."),
    resource: parameter(text, "What it is to be done to: a kind of thing of the vendor."),
    selector: parameter(text, "Which of them: an id, a name or a pattern as the vendor has them; `*` is all of them."),
  },
  returns: bool,
});

/** A misspelled word would be held by nobody, and a check on it would pass for the wrong reason. */
function refuseUnknownWords(facts: PermissionFacts, asked: PartialPermission, at: (field: string) => string): void {
  const [problem] = facts.problems(asked);
  if (problem === undefined) return;
  throw new AccessError("permission_invalid", `${problem.message}.`, { path: [at(problem.field)], advice: "" });
}

export const permissionAllows = serveFunction(definition, ({ vendor, permissions, action, resource, selector }) => {
  const { permissions: facts } = factsNamed(vendor);
  for (const held of permissions) {
    refuseUnknownWords(facts, { ...held, selectors: held.selectors ?? undefined }, () => "permissions");
  }
  const asked = { action, resource, selectors: [selector] };
  refuseUnknownWords(facts, asked, (field) => (field === "selectors" ? "selector" : field));
  return allows(permissions, { action, resource, selector }, facts);
});
