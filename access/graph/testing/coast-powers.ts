import type { Need, Power } from "../../model/statements/power.ts";
import type { AccountFacts } from "../nodes.ts";
import { coast, coastFacts, coastGraph } from "./coast.ts";

const openAccount: Need = { kind: "act", action: "open", resource: "gate", on: "account" };
const lightRole: Need = { kind: "act", action: "light", resource: "lamp", on: "role", by: "name" };
const shared = { source: "the harbor's book", basis: "documented" } as const;

export const powers: readonly Power[] = [
  {
    ...shared,
    name: "mint",
    needs: [{ kind: "act", action: "watch", resource: "gate" }, openAccount],
    effect: { kind: "become", target: "account" },
    says: "takes the lantern of {account}",
  },
  {
    ...shared,
    name: "give",
    needs: [openAccount, lightRole],
    effect: { kind: "give", to: "account" },
    says: "gives {role} to {account}",
  },
  {
    ...shared,
    name: "edit",
    needs: [{ kind: "act", action: "open", resource: "lamp", on: "role", by: "name" }],
    effect: { kind: "editRole" },
    says: "rewrites {role}",
  },
  {
    ...shared,
    name: "create-role",
    needs: [{ kind: "act", action: "watch", resource: "lamp" }],
    effect: { kind: "createRole" },
    says: "writes {role}",
  },
  {
    ...shared,
    name: "unlock",
    needs: [{ kind: "act", action: "light", resource: "gate", at: "scope" }],
    effect: { kind: "openScope", type: "pier" },
    says: "unlocks {scope}",
  },
  {
    ...shared,
    name: "sign",
    needs: [{ kind: "standing", standing: "guest" }],
    effect: { kind: "become", target: "member" },
    says: "signs in as {member}",
    assumes: "the harbor is asleep",
  },
];

/** What else vendors have: a coast on which all kinds of powers are. */
export const morePowers: readonly Power[] = [
  ...powers,
  {
    ...shared,
    name: "hire",
    needs: [{ kind: "act", action: "watch", resource: "lamp" }],
    effect: { kind: "createAccount", withRole: true },
    says: "hires somebody as {role}",
  },
  {
    ...shared,
    name: "post",
    needs: [{ kind: "act", action: "light", resource: "lamp", at: "scope" }],
    effect: { kind: "give", to: "account", at: "scope" },
    says: "posts {account} as {role} on {scope}",
  },
  {
    ...shared,
    name: "grant",
    needs: [openAccount, { kind: "standing", standing: "guest" }],
    effect: { kind: "give", to: "group" },
    says: "grants {role} to {group}",
  },
  {
    ...shared,
    name: "enlist",
    needs: [openAccount, { kind: "act", action: "light", resource: "gate" }],
    effect: { kind: "join", who: "account" },
    says: "puts {account} into {group}",
  },
  {
    ...shared,
    name: "chart",
    needs: [{ kind: "act", action: "open", resource: "lamp", on: "domain" }, lightRole],
    effect: { kind: "mapRole" },
    says: "maps {domain} to {role}",
  },
  {
    ...shared,
    name: "shadow",
    needs: [{ kind: "act", action: "open", resource: "lamp", at: "scope" }],
    effect: { kind: "become", target: "account", placedAt: "scope" },
    says: "takes the lantern of {account} on {scope}",
  },
  {
    ...shared,
    name: "forge",
    needs: [
      { kind: "act", action: "open", resource: "lamp", at: "scope" },
      { kind: "act", action: "light", resource: "gate", at: "scope" },
    ],
    effect: { kind: "becomeNew", standing: "guest", at: "scope" },
    says: "forges a lantern on {scope}",
  },
  {
    ...shared,
    name: "found",
    needs: [{ kind: "act", action: "watch", resource: "gate" }, lightRole],
    effect: { kind: "mapRole", isNewDomain: true },
    says: "founds a harbor for {role}",
  },
];

/** The facts of the tests' vendor, where rights lead to more by some powers. */
export function listFacts(some: readonly Power[]): AccountFacts {
  return new Map([[coast, { ...coastFacts, graph: { ...coastGraph, powers: some } }]]);
}
