import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { environment } from "./data/environment.ts";
import { accountLevels } from "./data/levels.ts";
import { ownOfKey } from "./own-attributes.ts";
import { permissions } from "./permissions.ts";
import * as rules from "./data/limits.ts";

type Problem = (text: string) => string | undefined;

function within(rule: rules.LengthRule): Problem {
  return (text) => rules.lengthFault(rule, text);
}

function identified(type: rules.IdType): Problem {
  const words = `it must be an id of Arize's, base64 of "${type}:NUMBER:CHECKSUM"`;
  return (text) => (rules.readObjectId(text)?.type === type ? undefined : words);
}

function among(words: readonly string[]): Problem {
  return (text) => (words.includes(text) ? undefined : `use one of ${words.join(", ")}`);
}

// Also in the types of the vendor's own clients, which are made from its API's description.
const reference = { kind: "documented", page: "https://arize.com/docs/ax/rest-reference" } as const;

const { role: roleId, user: userId } = rules.idTypes;
const ownAccount = "The key brings its account, a bot. Leave it out, and refer to the one that the key has.";

export const facts: VendorFacts = {
  name: "arize",
  title: "Arize",
  connection: environment,
  nouns: {
    key: {
      source: reference,
      importForms: ["{spaceId}/{id}"],
      ownAttributes: ownOfKey,
      attributes: {
        serviceAccountId: { unsupported: ownAccount },
        name: { isRequired: true, problem: within(rules.keyName) },
        description: { problem: within(rules.description) },
        access: { isRequired: true },
      },
    },
    role: {
      source: reference,
      attributes: {
        name: { problem: within(rules.roleName) },
        description: { problem: within(rules.description) },
      },
    },
    role_binding: {
      source: reference,
      importForms: ["{id}"],
      attributes: {
        roleId: { problem: identified(roleId) },
        serviceAccountId: { problem: identified(userId) },
        memberId: { problem: identified(userId) },
        groupId: { unsupported: "Arize has no groups: give each subject its roles." },
        scope: { isRequired: true, fieldProblems: { type: among(rules.boundScopes) } },
      },
    },
    member: {
      source: reference,
      attributes: {
        name: { isRequired: true, problem: within(rules.otherName) },
        accountRole: { isRequired: true, problem: among(accountLevels) },
        inviteMode: { isRequired: true, problem: among(rules.inviteModes) },
        roleIds: { unsupported: "An invitation to Arize brings no roles: give them by access_role_binding." },
        inviteBaseUrl: { unsupported: "Arize's invitations lead to where it says itself." },
        deletionPolicy: { problem: among(["delete", "abandon"]) },
      },
    },
  },
  instead: {
    service_account:
      "A service key brings its account, a bot: make an access_key, and refer to its service_account_id.",
    group: "Arize has no groups: give each subject its roles by access_role_binding.",
    group_membership: "Arize has no groups: give each subject its roles by access_role_binding.",
  },
  permissions,
};
