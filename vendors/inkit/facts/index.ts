import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { environment } from "./data/environment.ts";
import { permissions } from "./permissions.ts";
import { displayName, objectId, type TextRule } from "./data/limits.ts";

function matches(rule: TextRule): (text: string) => string | undefined {
  return (text) => (rule.pattern.test(text) ? undefined : `it must be ${rule.says}`);
}

const named = matches(displayName);
const identified = matches(objectId);

/** What the page says of clicks in the web app; there is no page on routes. */
const source = { kind: "analogy", page: "https://docs.inkit.com/docs/add-roles-to-your-api-key" } as const;

const noGroups = "Inkit has no groups: put the roles into `role_ids`.";
const noName = "An Inkit API key has one name, which is the account's: set `name` and `description` there.";
const noExpiry = "Inkit's secrets do not expire. Set `rotate_after`, and let plans run: the secret is generated anew.";

export const facts: VendorFacts = {
  name: "inkit",
  title: "Inkit",
  connection: {
    ...environment,
    caution:
      "Inkit documents no API for roles, API keys and people. The routes that are used here are by analogy with those that it documents, and were tried against Latchkey's mock server alone. See vendors/inkit/NOTES.md.",
  },
  nouns: {
    service_account: {
      source,
      attributes: {
        name: { problem: named },
        roleIds: { isRequired: true, problem: identified },
        groupIds: { unsupported: noGroups },
        keysByHolders: {
          unsupported: "An Inkit API key has one secret: give each holder an account with the same roles.",
        },
      },
    },
    role: { source, attributes: { name: { problem: named } } },
    key: {
      source,
      importForms: ["{serviceAccountId}/{id}", "{serviceAccountId}"],
      attributes: {
        serviceAccountId: { isRequired: true, problem: identified },
        name: { unsupported: noName },
        description: { unsupported: noName },
        expiresAt: { unsupported: noExpiry },
        expiresIn: { unsupported: noExpiry },
        overlap: {
          unsupported:
            "An Inkit API key has one secret, and generating another kills it at once. Use RotatingKey: two accounts that take turns.",
        },
      },
    },
  },
  instead: {
    role_binding: "Inkit keeps roles on the account itself: use `role_ids` of access_service_account.",
    group: noGroups,
    group_membership: noGroups,
    member: "Inkit's people are invited in its web app. To refer to one, use the data source access_member.",
    role_mapping:
      "Inkit documents no mapping of an identity provider's groups: give people their roles in its web app.",
  },
  permissions,
};
