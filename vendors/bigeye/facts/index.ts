import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { environment } from "./data/environment.ts";
import { baseRoles } from "./data/managed-roles.ts";
import { ownOfGroup, ownOfRole } from "./own-attributes.ts";
import { permissions } from "./permissions.ts";
import { anyName, memberEmail, objectId, scopeType, type TextRule } from "./data/limits.ts";

function ruled(rule: TextRule): (text: string) => string | undefined {
  return (text) => (rule.pattern.test(text) ? undefined : `it must be ${rule.says}`);
}

function oneOf(words: readonly string[]): (text: string) => string | undefined {
  return (text) => (words.includes(text) ? undefined : `it must be one of ${words.join(", ")}`);
}

/** Also in the vendor's OpenAPI file, which these pages describe in words. */
function documented(page: string) {
  return { kind: "documented", page: `https://docs.bigeye.com/docs/${page}` } as const;
}

const named = { problem: ruled(anyName) };
const identified = { problem: ruled(objectId) };
const noExpiry = "Bigeye's keys never expire: set `rotate_after`, and `overlap` for how long the old key works on.";
const byGroups =
  "Bigeye gives roles to groups alone: grant the role to a group (`group_id`), and put the account into it with its `group_ids` or with access_group_membership.";
const membersByGroups =
  "Bigeye gives roles to groups alone: grant the role to a group (`group_id`), and put the member into it with access_group_membership.";
const byMail = "Bigeye's invitation is an e-mail in its own words: leave it out.";

export const facts: VendorFacts = {
  name: "bigeye",
  title: "Bigeye",
  connection: environment,
  nouns: {
    service_account: {
      source: documented("service-accounts"),
      attributes: {
        name: named,
        description: {
          unsupported: "Bigeye's accounts have a name only: say it in the name, or in a key's description.",
        },
        roleIds: {
          unsupported: "Use `group_ids`: Bigeye's accounts hold what their groups are granted (access_role_binding).",
        },
        groupIds: identified,
      },
    },
    role: {
      source: documented("manage-roles"),
      ownAttributes: ownOfRole,
      attributes: { name: named, base: { problem: oneOf(baseRoles.filter((base) => base !== "NONE")) } },
    },
    role_binding: {
      source: documented("manage-groups"),
      importForms: ["group/{groupId}/{id}"],
      attributes: {
        roleId: { ...identified, isImmutable: true },
        serviceAccountId: { unsupported: byGroups },
        memberId: { unsupported: membersByGroups },
        groupId: identified,
        scope: { isRequired: true, fieldProblems: { type: oneOf([scopeType]), id: ruled(objectId) } },
      },
    },
    group: { source: documented("manage-groups"), ownAttributes: ownOfGroup, attributes: { name: named } },
    group_membership: {
      source: documented("manage-groups"),
      attributes: { groupId: identified, serviceAccountId: identified, memberId: identified },
    },
    member: {
      source: documented("manage-users"),
      attributes: {
        email: { problem: ruled(memberEmail) },
        name: { isRequired: true, ...named },
        accountRole: {
          unsupported:
            'Bigeye has no role of a member: administrators are those in the group "Admin" (access_group_membership).',
        },
        inviteMode: { unsupported: byMail },
        roleIds: { unsupported: "Put the member into groups, with access_group_membership." },
        inviteBaseUrl: { unsupported: byMail },
        deletionPolicy: { problem: oneOf(["delete", "abandon"]) },
      },
    },
    key: {
      source: documented("using-api-keys"),
      attributes: {
        serviceAccountId: { isRequired: true, ...identified },
        name: { isRequired: true, ...named },
        expiresAt: { unsupported: noExpiry },
        expiresIn: { unsupported: noExpiry },
      },
    },
  },
  permissions,
};
