import { createChange } from "../example-documents.ts";
import type { Example } from "../example.ts";
import { planBeside } from "../example-plan.ts";

const values = { id: "k-1", service_account_id: "a-1", secret: "s", expires_at: "2031-01-01T00:00:00Z" };
const plan = planBeside("signoz", createChange("ferry", ["no-op"], { noun: "key", values }));
const references = ["access_key.ferry.secret", "access_key.ferry"];
const { configuration } = plan;

export const example: Example = {
  vendor: "signoz",
  says: "An output passes the secret of a key through `nonsensitive`.",
  before: [],
  after: [],
  plan: {
    ...plan,
    output_changes: { ferry_token: { actions: ["create"], before: null, after_unknown: true } },
    configuration: {
      ...configuration,
      root_module: { ...configuration.root_module, outputs: { ferry_token: { expression: { references } } } },
    },
  },
};
