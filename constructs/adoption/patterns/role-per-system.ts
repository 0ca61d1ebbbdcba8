import { keepsRoleList } from "../../shared/grant-route.ts";
import { createConstruct } from "../code.ts";
import { writePermissions } from "../nouns/role.ts";
import { type PatternObject, type PatternPlace, type PatternWriting, setsOnly } from "../patterns.ts";
import { readText, readTexts, writeNameProp, writeProps, writeReferences } from "../props.ts";

function isAlike(one: PatternObject, other: PatternObject): boolean {
  return ["name", "description"].every((name) => readText(one, name) === readText(other, name));
}

/** The role that is the account's alone, and is called like it. */
function findOwnRole(account: PatternObject, { find, listUsers, needs }: PatternPlace) {
  const ids = readTexts(account, "roleIds") ?? [];
  for (const id of ids) {
    const role = find("role", id);
    if (role === undefined || !isAlike(role, account) || needs(role, account)) continue;
    const isShared = listUsers(role).some(({ key }) => key !== account.key);
    const isPlain = setsOnly(role, ["name", "description", "permissions"]);
    if (!isShared && isPlain) return { role, others: ids.filter((one) => one !== id) };
  }
  return undefined;
}

/** A system with an account, a role of the same name that no other has, and a key. */
export const pattern: PatternWriting = {
  around: "service_account",
  fit(account, place) {
    const { facts, owned } = place;
    const [key, ...others] = owned;
    const own = findOwnRole(account, place);
    const isPlain = keepsRoleList(facts) && setsOnly(account, ["name", "description", "roleIds"]);
    // The key is named after its construct where keys have names.
    const isKey = key?.type === "key" && setsOnly(key, ["serviceAccountId"]);
    if (!isPlain || !isKey || others.length > 0 || own === undefined) return undefined;
    return {
      path: ["serviceAccount"],
      parts: [
        { object: own.role, path: ["role"] },
        { object: key, path: ["key"] },
      ],
      write: (scribe, constructId) =>
        createConstruct("RolePerSystem", constructId, [
          ...writeNameProp({ ...account, constructId }),
          ...writeProps({ ...account, constructId }, ["description"]),
          ["permissions", writePermissions({ ...own.role, constructId }, scribe)],
          ...(own.others.length === 0 ? [] : [["alsoHolds", writeReferences(own.others, "role", scribe)] as const]),
        ]),
    };
  },
};
