import type { Power } from "#access/model/statements/power.ts";

const addRoles = "https://docs.inkit.com/docs/add-roles-to-your-api-key";
const lostKey = "https://docs.inkit.com/docs/when-you-lose-your-api-key";
const permissions = "https://docs.inkit.com/docs/overview-of-permissions";
const roles = "https://docs.inkit.com/docs/adding-a-role";

/**
 * Permissions apply to the whole organization, and no page limits which roles a caller may give: who may write roles or
 * their holders may come to everything that a role can have (vendors/inkit/NOTES.md, Inferred).
 */
export const powers: readonly Power[] = [
  {
    name: "generate",
    // `service-accounts.update` is taken for enough: `covers` of this vendor says so.
    needs: [{ kind: "act", action: "refresh", resource: "api-keys" }],
    effect: { kind: "become", target: "account" },
    says: "generates the secret of account {account} and acts as that account",
    source: lostKey,
    basis: "documented",
  },
  {
    name: "give",
    needs: [{ kind: "act", action: "update", resource: "service-accounts" }],
    effect: { kind: "give", to: "account" },
    says: "gives role {role} to account {account}",
    source: addRoles,
    basis: "documented",
  },
  {
    name: "create-account",
    needs: [{ kind: "act", action: "create", resource: "service-accounts" }],
    effect: { kind: "createAccount", withRole: true },
    says: "creates an account with role {role}",
    source: addRoles,
    basis: "documented",
  },
  {
    name: "create-role",
    needs: [{ kind: "act", action: "create", resource: "roles" }],
    effect: { kind: "createRole" },
    says: "creates role {role} with any permission",
    source: addRoles,
    basis: "documented",
  },
  {
    name: "edit",
    needs: [{ kind: "act", action: "update", resource: "roles" }],
    effect: { kind: "editRole" },
    says: "puts any permission into role {role}",
    source: roles,
    basis: "documented",
  },
  {
    name: "give-member",
    needs: [{ kind: "act", action: "update", resource: "users" }],
    effect: { kind: "give", to: "member" },
    says: "gives role {role} to member {member}",
    source: permissions,
    basis: "inferred",
  },
];
