import type { Example } from "../example.ts";
import { asUnchanged, createAccount, createRole, findManagedRole, permit } from "../example-objects.ts";

const admin = findManagedRole("signoz-admin");
const deployer = createAccount("deployer", { roleIds: ["role-signoz-admin"] });
const minting = createRole("minter", permit("create", "factor-api-key"), permit("attach", "serviceaccount"));
const ci = createAccount("ci-nightly", { roleIds: ["role-minter"] });

export const example: Example = {
  vendor: "signoz",
  says: "CI must never administer the account, and it comes to create keys of any account.",
  before: [admin, deployer, createRole("minter", permit("read", "dashboard")), ci],
  after: [admin, asUnchanged(deployer), minting, asUnchanged(ci)],
  // What the account comes to, and what an assertion says of that, are two things to decide.
  beside: ["LK103", "LK104", "LK105", "LK301"],
  assertions: [
    {
      name: "ci-is-no-admin",
      reason: "Whoever can push to a branch can read the secrets of CI.",
      never: { subject: "ci-*", reach: { role: "signoz-admin" } },
    },
  ],
};
