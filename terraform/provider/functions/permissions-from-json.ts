import { AccessError } from "#access/model/errors.ts";
import { permission } from "#access/model/permissions/permission.ts";
import { defineFunction, parameter } from "#access/schema/function.ts";
import { set, text } from "#access/schema/types.ts";
import { serveFunction } from "../../plugin/engine/provider.ts";
import { findFacts, vendorParameter } from "../vendor-argument.ts";

const definition = defineFunction({
  name: "permissions_from_json",
  summary: "Reads the permissions of a role from the vendor's own JSON.",
  description:
    "Takes the text as the vendor's console shows it, and returns a value for `permissions` of an `access_role`. Anything that it does not understand is an error that names the place in the text.",
  parameters: { vendor: vendorParameter, text: parameter(text, "The JSON of the role, pasted unchanged.") },
  returns: set(permission),
});

export const permissionsFromJson = serveFunction(definition, (given) => {
  const { title, permissions } = findFacts(given.vendor);
  if (permissions.fromJson === undefined) {
    const advice = "Write the permissions in `permissions`.";
    throw new AccessError("unsupported", `${title} has no JSON form of a role.`, { path: ["vendor"], advice });
  }
  try {
    return permissions.fromJson(given.text);
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    throw new AccessError(error.code, error.message, { path: ["text"], advice: error.advice, cause: error });
  }
});
