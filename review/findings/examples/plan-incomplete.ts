import { createChange } from "../example-documents.ts";
import type { Example } from "../example.ts";
import { planBeside } from "../example-plan.ts";

const raft = createChange("raft", ["create"], { noun: "service_account" });

export const example: Example = {
  vendor: "signoz",
  says: "Terraform puts off an account until something else is known.",
  before: [],
  after: [],
  plan: {
    ...planBeside("signoz"),
    complete: false,
    deferred_changes: [{ reason: "instance_count_unknown", resource_change: raft }],
  },
};
