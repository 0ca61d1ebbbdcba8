import type { Need, Power } from "#access/model/statements/power.ts";
import { adminRoleName } from "./data/managed-roles.ts";

/** The vendor's OpenAPI file declares the permissions of each route; vendors/signoz/NOTES.md has what it leaves out. */
const openApi = "https://github.com/SigNoz/signoz/blob/main/docs/api/openapi.yml";
const selfService = "https://signoz.io/docs/manage/administrator-guide/iam/";

const attachAccount: Need = { kind: "act", action: "attach", resource: "serviceaccount", on: "account" };
const attachRole: Need = { kind: "act", action: "attach", resource: "role", on: "role", by: "name" };
const isAdmin: Need = { kind: "standing", standing: adminRoleName };

function needOnDomain(action: string): Need {
  return { kind: "act", action, resource: "auth-domain", on: "domain" };
}

/** Selectors of roles are names, so that a right may wait for a role which somebody creates later. */
export const powers: readonly Power[] = [
  {
    name: "mint",
    needs: [{ kind: "act", action: "create", resource: "factor-api-key" }, attachAccount],
    effect: { kind: "become", target: "account" },
    says: "creates a key of account {account} and acts as that account",
    source: selfService,
    basis: "documented",
  },
  {
    name: "give",
    needs: [attachAccount, attachRole],
    effect: { kind: "give", to: "account" },
    says: "gives role {role} to account {account}",
    source: openApi,
    basis: "documented",
  },
  {
    name: "edit",
    needs: [{ kind: "act", action: "update", resource: "role", on: "role", by: "name" }],
    effect: { kind: "editRole" },
    says: "puts any permission into role {role}",
    // Nothing limits what a caller may put into a role: vendors/signoz/NOTES.md, "Roles and permissions".
    source: openApi,
    basis: "documented",
  },
  {
    name: "create-role",
    needs: [{ kind: "act", action: "create", resource: "role" }],
    effect: { kind: "createRole" },
    says: "creates role {role} with any permission",
    source: openApi,
    basis: "documented",
  },
  {
    name: "create-account",
    needs: [{ kind: "act", action: "create", resource: "serviceaccount" }],
    effect: { kind: "createAccount", withRole: false },
    says: "creates an account",
    source: openApi,
    basis: "documented",
  },
  {
    name: "map",
    needs: [needOnDomain("update"), needOnDomain("attach"), needOnDomain("detach"), attachRole],
    effect: { kind: "mapRole" },
    says: "maps who signs in through auth domain {domain} to role {role}",
    source: openApi,
    basis: "documented",
    assumes: "somebody new can sign in through the auth domain: active members keep their roles",
  },
  {
    name: "create-domain",
    needs: [
      { kind: "act", action: "create", resource: "auth-domain" },
      { kind: "act", action: "attach", resource: "auth-domain" },
      attachRole,
    ],
    effect: { kind: "mapRole", isNewDomain: true },
    says: "creates an auth domain and maps who signs in through it to role {role}",
    source: openApi,
    basis: "documented",
    assumes: "the server can reach the identity provider of the new auth domain",
  },
  {
    name: "take-over",
    needs: [needOnDomain("update"), needOnDomain("attach"), needOnDomain("detach")],
    effect: { kind: "become", target: "member" },
    says: "sets the identity provider of auth domain {domain} and signs in as member {member}",
    // Active members keep their roles, whichever identity provider vouches for them: vendors/signoz/NOTES.md.
    source: openApi,
    basis: "inferred",
    assumes:
      "the member's email address belongs to the auth domain, and the roles of its mapping can be attached and detached",
  },
  {
    name: "take-over-by-creation",
    needs: [
      { kind: "act", action: "create", resource: "auth-domain" },
      { kind: "act", action: "attach", resource: "auth-domain" },
    ],
    effect: { kind: "become", target: "member" },
    says: "creates an auth domain for the email address of member {member} and signs in as that member",
    source: openApi,
    basis: "inferred",
    assumes: "no auth domain has the member's email address yet, and signoz-viewer or another role can be attached",
  },
  {
    name: "invite",
    needs: [isAdmin],
    effect: { kind: "keep" },
    says: "invites a member with any role",
    // Routes of people test whether the role is assigned: vendors/signoz/NOTES.md, "People and mappings in the provider".
    source: openApi,
    basis: "documented",
  },
  {
    name: "give-member",
    needs: [isAdmin],
    effect: { kind: "give", to: "member" },
    says: "gives role {role} to member {member}",
    source: openApi,
    basis: "documented",
  },
  {
    name: "reset",
    needs: [isAdmin],
    effect: { kind: "become", target: "member" },
    says: "reads a password reset token of member {member} and signs in as that member",
    source: openApi,
    basis: "documented",
  },
  {
    name: "lengthen",
    needs: [{ kind: "act", action: "update", resource: "factor-api-key" }],
    effect: { kind: "keep" },
    says: "makes a key work longer, or an expired one work again",
    // A PUT without an expiry makes a key eternal: vendors/signoz/NOTES.md, "Keys".
    source: openApi,
    basis: "documented",
  },
];
