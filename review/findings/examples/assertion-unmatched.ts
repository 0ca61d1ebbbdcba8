import type { Example } from "../example.ts";
import { createAccount } from "../example-objects.ts";

const renamed = { ...createAccount("ci-nightly", { roleIds: [] }).state, name: "nightly" };

export const example: Example = {
  vendor: "signoz",
  says: "An account gets another name, which the assertion's pattern does not mean.",
  before: [{ ...createAccount("job", { roleIds: [] }), state: { ...renamed, name: "ci-nightly" } }],
  after: [{ ...createAccount("job", { roleIds: [] }), state: renamed }],
  assertions: [{ name: "ci-is-no-admin", never: { subject: "ci-*", hold: "signoz-admin" } }],
};
