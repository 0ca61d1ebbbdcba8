import { callMethod, type Code } from "../code.ts";
import { readText } from "../props.ts";
import type { NounWriting, Scribe, WritableObject } from "../writing.ts";

/** The nouns that can hold a role, by the attribute of a binding that has the id. */
export const holders: readonly (readonly [attribute: string, type: string])[] = [
  ["serviceAccountId", "service_account"],
  ["memberId", "member"],
  ["groupId", "group"],
];

function referToHolder(object: WritableObject, scribe: Scribe): Code | undefined {
  for (const [attribute, type] of holders) {
    const id = readText(object, attribute);
    if (id !== undefined) return scribe.refer(type, id);
  }
  return undefined;
}

/** The arguments of `addRole`: the role, and where it is held. */
export function writeGrantArguments(object: Pick<WritableObject, "values">, scribe: Scribe): readonly Code[] {
  const role = readText(object, "roleId");
  const scope = object.values.get("scope");
  if (role === undefined) return [];
  const granted = scribe.refer("role", role);
  if (typeof scope !== "object" || scope === null || !("type" in scope) || !("id" in scope)) return [granted];
  const on = scribe.referToScope(String(scope.type), String(scope.id));
  return [granted, { kind: "record", entries: [["on", on]] }];
}

export const roleBinding: NounWriting = {
  isReferredTo: false,
  write(object, scribe) {
    const holder = referToHolder(object, scribe);
    if (holder === undefined) return undefined;
    return { code: callMethod(holder, "addRole", writeGrantArguments(object, scribe)), resource: ["resource"] };
  },
};
