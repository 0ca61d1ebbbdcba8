import { type Code, createConstruct } from "../code.ts";
import { writeGrantArguments } from "../nouns/role-binding.ts";
import { writeKeyProps } from "../nouns/key.ts";
import { type PatternObject, type PatternPlace, type PatternWriting, setsOnly } from "../patterns.ts";
import { type Prop, readText, writeNameProp } from "../props.ts";
import type { Scribe } from "../writing.ts";

function isOf(type: string): (object: PatternObject) => boolean {
  return (object) => object.type === type;
}

/** A binding of the account itself, to a role that does not refer to the account. */
function findGrant(account: PatternObject, { owned, find, needs }: PatternPlace): PatternObject | undefined {
  return owned.filter(isOf("role_binding")).find((binding) => {
    const role = find("role", readText(binding, "roleId") ?? "");
    return role === undefined || !needs(role, account);
  });
}

function writeGrant(grant: PatternObject, scribe: Scribe): readonly Prop[] {
  const [role, options] = writeGrantArguments(grant, scribe);
  const on = options?.kind === "record" ? options.entries : [];
  return role === undefined ? [] : [["role", role], ...on];
}

/** The key has the account's name unless it says another. */
function writeKey(key: PatternObject, account: PatternObject, scribe: Scribe): Code {
  const named = { ...key, constructId: readText(account, "name") ?? "" };
  return { kind: "record", entries: [...writeNameProp(named), ...writeKeyProps(named, scribe)] };
}

/** An account with one key and at least one role. Where the vendor gives roles to groups alone, the code says more than is told. */
export const pattern: PatternWriting = {
  around: "service_account",
  fit(account, place) {
    const { owned } = place;
    const [key, ...otherKeys] = owned.filter(isOf("key"));
    const grant = findGrant(account, place);
    const isPlain = setsOnly(account, ["name"]) && !owned.some(isOf("group_membership"));
    if (!isPlain || key?.values.has("name") !== true || otherKeys.length > 0 || grant === undefined) return undefined;
    return {
      path: ["serviceAccount"],
      parts: [
        { object: grant, path: ["grant"] },
        { object: key, path: ["key"], isOptional: true },
      ],
      write: (scribe, constructId) =>
        createConstruct("AutomationAccount", constructId, [
          ...writeGrant(grant, scribe),
          ...writeNameProp({ ...account, constructId }),
          ["key", writeKey(key, account, scribe)],
        ]),
    };
  },
};
