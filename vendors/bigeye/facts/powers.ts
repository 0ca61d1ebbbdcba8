import type { Need, Power } from "#access/model/statements/power.ts";
import { adminGroup } from "./data/limits.ts";

const pages = "https://docs.bigeye.com/docs";

/** The pages put users, groups, roles and keys into the admin settings (vendors/bigeye/NOTES.md, Groups, roles, grants). */
const isAdmin: Need = { kind: "standing", standing: adminGroup };

export const powers: readonly Power[] = [
  {
    name: "mint",
    needs: [isAdmin],
    effect: { kind: "become", target: "account" },
    says: "creates a key of account {account} and acts as that account",
    source: `${pages}/service-accounts`,
    basis: "inferred",
  },
  {
    name: "create-account",
    needs: [isAdmin],
    effect: { kind: "createAccount", withRole: false },
    says: "creates an account",
    source: `${pages}/service-accounts`,
    basis: "inferred",
  },
  {
    name: "join-account",
    needs: [isAdmin],
    effect: { kind: "join", who: "account" },
    says: "puts account {account} into group {group}",
    source: `${pages}/manage-groups`,
    basis: "documented",
  },
  {
    name: "join-member",
    needs: [isAdmin],
    effect: { kind: "join", who: "member" },
    says: "puts member {member} into group {group}",
    source: `${pages}/manage-groups`,
    basis: "documented",
  },
  {
    name: "grant",
    needs: [isAdmin],
    effect: { kind: "give", to: "group", at: "scope" },
    says: "grants role {role} to group {group} on workspace {scope}",
    source: `${pages}/manage-groups`,
    basis: "documented",
  },
  {
    name: "edit",
    needs: [isAdmin],
    effect: { kind: "editRole" },
    says: "puts any permission into role {role}",
    source: `${pages}/manage-roles`,
    basis: "documented",
  },
  {
    name: "create-role",
    needs: [isAdmin],
    effect: { kind: "createRole" },
    says: "creates role {role} with any permission",
    source: `${pages}/manage-roles`,
    basis: "documented",
  },
  {
    name: "map",
    needs: [isAdmin],
    effect: { kind: "keep" },
    says: "puts everybody in a group of the identity provider into a group",
    source: `${pages}/manage-groups`,
    basis: "documented",
  },
  {
    name: "invite",
    needs: [isAdmin],
    effect: { kind: "keep" },
    says: "invites a member into any group",
    source: `${pages}/manage-users`,
    basis: "documented",
  },
];
