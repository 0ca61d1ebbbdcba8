import type { Need, Power } from "#access/model/statements/power.ts";

const customRoles = "https://arize.com/docs/ax/security-and-settings/sso-and-rbac/custom-roles";
const restrictions = "https://arize.com/docs/ax/security-and-settings/sso-and-rbac/project-restrictions";
const levels = "https://arize.com/docs/ax/security-and-settings/sso-and-rbac/account-and-space-roles";
const refreshing = "https://arize.com/docs/api-reference/api-keys/refresh-an-api-key";
const serviceKeys = "https://arize.com/docs/ax/security-and-settings/service-keys";

const bind: Need = { kind: "act", action: "CREATE", resource: "ROLE_BINDING", at: "scope" };
const isAccountAdmin: Need = { kind: "standing", standing: "account ADMIN" };

export const powers: readonly Power[] = [
  {
    name: "bind-account",
    needs: [bind],
    effect: { kind: "give", to: "account", at: "scope" },
    says: "binds role {role} to bot {account} on {scope}",
    // That a bot can be bound is inferred: vendors/arize/NOTES.md, "Roles and bindings".
    source: customRoles,
    basis: "inferred",
  },
  {
    name: "bind-member",
    needs: [bind],
    effect: { kind: "give", to: "member", at: "scope" },
    says: "binds role {role} to member {member} on {scope}",
    source: customRoles,
    basis: "documented",
  },
  {
    name: "edit",
    needs: [isAccountAdmin],
    effect: { kind: "editRole" },
    says: "puts any permission into role {role}",
    source: customRoles,
    basis: "documented",
  },
  {
    name: "create-role",
    needs: [isAccountAdmin],
    effect: { kind: "createRole" },
    says: "creates role {role} with any permission",
    source: customRoles,
    basis: "documented",
  },
  {
    name: "open",
    needs: [{ kind: "act", action: "RESTRICT", resource: "PROJECT", at: "scope" }],
    effect: { kind: "openScope", type: "project" },
    says: "lifts the restriction of project {scope}",
    source: restrictions,
    basis: "documented",
  },
  {
    name: "mint",
    needs: [{ kind: "act", action: "CREATE", resource: "SERVICE_KEY", at: "scope" }],
    effect: { kind: "keep" },
    says: "creates a service key for {scope} with a bot of its own, which is never above its maker and outlives them",
    source: serviceKeys,
    basis: "documented",
  },
  {
    name: "refresh",
    needs: [{ kind: "standing", standing: "space ADMIN", at: "scope" }],
    effect: { kind: "become", target: "account", placedAt: "scope" },
    says: "refreshes a service key of space {scope} and acts as its bot {account}, also in other spaces",
    source: refreshing,
    basis: "documented",
    assumes: "who refreshes the key has developer access, and the bot's key is one of that space",
  },
  {
    name: "mint-administrator",
    // Custom roles are compared by their permissions (inferred: vendors/arize/NOTES.md, "Keys"): only this level has both.
    needs: [
      { kind: "act", action: "CREATE", resource: "SERVICE_KEY", at: "scope" },
      { kind: "act", action: "UPDATE", resource: "USER_PERMISSION", at: "scope" },
    ],
    effect: { kind: "becomeNew", standing: "space ADMIN", at: "scope" },
    says: "creates a service key with the level ADMIN on space {scope} and acts as its bot",
    source: serviceKeys,
    basis: "inferred",
    assumes: "a role with all permissions of the level ADMIN counts as that level",
  },
  {
    name: "add-member",
    needs: [{ kind: "standing", standing: "space ADMIN", at: "scope" }],
    effect: { kind: "keep" },
    says: "gives members of the organization a level in space {scope}",
    source: levels,
    basis: "documented",
  },
  {
    name: "invite",
    needs: [{ kind: "act", action: "CREATE", resource: "USER" }],
    effect: { kind: "keep" },
    says: "invites a member",
    source: levels,
    basis: "inferred",
  },
];
