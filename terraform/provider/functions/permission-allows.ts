import { AccessError } from "#access/model/errors.ts";
import type { PartialPermission, PermissionFacts } from "#access/model/vendors/facts.ts";
import { allows, permission } from "#access/model/permissions/permission.ts";
import { defineFunction, parameter } from "#access/schema/function.ts";
import { bool, set, text } from "#access/schema/types.ts";
import { serveFunction } from "../../plugin/engine/provider.ts";
import { findFacts, vendorParameter } from "../vendor-argument.ts";

const definition = defineFunction({
  name: "permission_allows",
  summary: "Checks whether a holder of the permissions may perform one action.",
  description:
    "Answers as the vendor would: a permission on everything covers each part, and wider selectors cover narrower ones if the vendor has them. A word that the vendor does not know is an error, and never just `false`.",
  parameters: {
    vendor: vendorParameter,
    permissions: parameter(set(permission), "The permissions, as in `permissions` of an `access_role`."),
    action: parameter(text, "The action, as the vendor spells it."),
    resource: parameter(text, "The type of resource, as the vendor spells it."),
    selector: parameter(
      text,
      "Which resource of that type: an id, a name or a pattern, as the vendor spells it. `*` means all of them.",
    ),
  },
  returns: bool,
});

/** Nobody would hold a misspelled permission, and a check on it would pass for the wrong reason. */
function refuseUnknownWords(facts: PermissionFacts, asked: PartialPermission, at: (field: string) => string): void {
  const [problem] = facts.problems(asked);
  if (problem === undefined) return;
  throw new AccessError("permission_invalid", `${problem.message}.`, { path: [at(problem.field)], advice: "" });
}

export const permissionAllows = serveFunction(definition, ({ vendor, permissions, action, resource, selector }) => {
  const { permissions: facts } = findFacts(vendor);
  for (const held of permissions) {
    refuseUnknownWords(facts, { ...held, selectors: held.selectors ?? undefined }, () => "permissions");
  }
  const asked = { action, resource, selectors: [selector] };
  refuseUnknownWords(facts, asked, (field) => (field === "selectors" ? "selector" : field));
  return allows(permissions, { action, resource, selector }, facts);
});
