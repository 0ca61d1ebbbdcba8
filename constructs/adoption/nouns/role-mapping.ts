import { type Code, createConstruct, writeText } from "../code.ts";
import { type Prop, readText, writeProps, writeRoleReference } from "../props.ts";
import type { NounWriting, Scribe, WritableObject } from "../writing.ts";

/** A role by its name: its construct, where there is one. A former name of a role is a text. */
function writeRole(name: string, scribe: Scribe): Code {
  const managed = scribe.findNamed("role", name);
  if (managed !== undefined) return managed;
  return scribe.isVendorsOwn("role", name) ? writeRoleReference(name, scribe) : writeText(name);
}

function writeDefaultRole(object: WritableObject, scribe: Scribe): readonly Prop[] {
  const name = readText(object, "defaultRole");
  return name === undefined ? [] : [["defaultRole", writeRole(name, scribe)]];
}

function writeGroupMappings({ values }: WritableObject, scribe: Scribe): readonly Prop[] {
  const mappings = values.get("groupMappings");
  if (typeof mappings !== "object" || mappings === null) return [];
  const entries = Object.entries(mappings).map(([group, role]) => [group, writeRole(String(role), scribe)] as const);
  return [["groupMappings", { kind: "record", entries }]];
}

export const roleMapping: NounWriting = {
  isReferredTo: true,
  write(object, scribe) {
    const domain = scribe.nameOf("auth_domain", readText(object, "authDomainId") ?? "");
    if (domain === undefined) return undefined;
    const code = createConstruct("RoleMapping", object.constructId, [
      ["domain", writeText(domain)],
      ...writeDefaultRole(object, scribe),
      ...writeGroupMappings(object, scribe),
      ...writeProps(object, ["useRoleAttribute"]),
    ]);
    return { code, resource: ["resource"] };
  },
};
