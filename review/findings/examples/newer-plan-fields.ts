import type { Example } from "../example.ts";
import { planBeside } from "../example-plan.ts";

export const example: Example = {
  vendor: "signoz",
  says: "The plan comes from a Terraform of next year.",
  before: [],
  after: [],
  plan: { ...planBeside("signoz"), format_version: "1.3", approvals: [] },
};
