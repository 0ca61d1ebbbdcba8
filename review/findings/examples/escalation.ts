import type { Example } from "../example.ts";
import { asUnchanged, createAccount, createRole, findManagedRole, permit } from "../example-objects.ts";

const admin = findManagedRole("signoz-admin");
const deployer = createAccount("deployer", { roleIds: ["role-signoz-admin"] });
const minting = createRole("minter", permit("create", "factor-api-key"), permit("attach", "serviceaccount"));
const ferry = createAccount("ferry", { roleIds: ["role-minter"] });

export const example: Example = {
  vendor: "signoz",
  says: "An account comes to create keys of any account, an administrator's among them.",
  beside: ["LK103", "LK104", "LK301"],
  before: [admin, deployer, createRole("minter", permit("read", "dashboard")), ferry],
  after: [admin, asUnchanged(deployer), minting, asUnchanged(ferry)],
};
