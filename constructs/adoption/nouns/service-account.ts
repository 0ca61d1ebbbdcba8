import { keepsRoleList } from "../../shared/grant-route.ts";
import { callMethod, createConstruct } from "../code.ts";
import { type Prop, readTexts, writeNameProp, writeOwnProp, writeProps, writeReferences } from "../props.ts";
import type { NounWriting, Scribe, WritableObject } from "../writing.ts";

/** All roles of the account, where a vendor does not keep them on the account itself. */
function writeExclusiveRoles(object: WritableObject, scribe: Scribe): readonly Prop[] {
  const roles = readTexts(object, "roleIds");
  if (roles === undefined || keepsRoleList(scribe.facts)) return [];
  return [["exclusiveRoles", writeReferences(roles, "role", scribe)]];
}

export const serviceAccount: NounWriting = {
  isReferredTo: true,
  existing: "ServiceAccount",
  write(object, scribe) {
    // No prop says it.
    if (object.values.has("groupIds")) return undefined;
    const code = createConstruct("ServiceAccount", object.constructId, [
      ...writeNameProp(object),
      ...writeProps(object, ["description"]),
      ...writeExclusiveRoles(object, scribe),
      ...writeOwnProp(object, scribe),
    ]);
    const roles = keepsRoleList(scribe.facts) ? (readTexts(object, "roleIds") ?? []) : [];
    return {
      code,
      resource: ["resource"],
      more: (self) => roles.map((id) => callMethod(self, "addRole", [scribe.refer("role", id)])),
    };
  },
};
