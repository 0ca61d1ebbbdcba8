import type { Code } from "../code.ts";
import { createConstruct, writeText } from "../code.ts";
import { writeNameProp, writeOwnProp, writePermission, writeProps } from "../props.ts";
import type { NounWriting, Scribe, SpelledPermission, WritableObject } from "../writing.ts";

function isPermission(value: unknown): value is SpelledPermission {
  return typeof value === "object" && value !== null && "action" in value && "resource" in value;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** By what they are about, then by what may be done to it. */
function comparePermissions(a: SpelledPermission, b: SpelledPermission): number {
  return compareTexts(a.resource, b.resource) || compareTexts(a.action, b.action);
}

/** What a role permits, in the vendor's words. */
export function writePermissions({ values }: WritableObject, scribe: Scribe): Code {
  const permissions = values.get("permissions");
  const known = Array.isArray(permissions) ? permissions.filter(isPermission).toSorted(comparePermissions) : [];
  if (known.length === 0) return writeText("none");
  return { kind: "list", elements: known.map((one) => writePermission(one, scribe)) };
}

export const role: NounWriting = {
  isReferredTo: true,
  existing: "CustomRole",
  isFoundByName: true,
  write: (object, scribe) => ({
    code: createConstruct("CustomRole", object.constructId, [
      ...writeNameProp(object),
      ...writeProps(object, ["description"]),
      ["permissions", writePermissions(object, scribe)],
      ...writeOwnProp(object, scribe),
    ]),
    resource: ["resource"],
  }),
};
