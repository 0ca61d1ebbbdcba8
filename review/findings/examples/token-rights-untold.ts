import type { Example } from "../example.ts";
import { createAccount } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });

export const example: Example = {
  vendor: "signoz",
  says: "The policy names a deployer that another stack has.",
  policy: { deployer: "deployer" },
  before: [account],
  after: [account],
};
