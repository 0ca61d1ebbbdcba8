import { createChange, createPlan } from "../example-documents.ts";
import type { Example } from "../example.ts";

const blocks = [
  { key: "access", vendor: "signoz" },
  { key: "access.second", vendor: null },
];

export const example: Example = {
  vendor: "signoz",
  says: "A second provider block takes its vendor from a variable.",
  before: [],
  after: [],
  plan: createPlan(
    [
      createChange("anchor", ["no-op"], { noun: "service_account" }),
      createChange("raft", ["create"], { noun: "service_account", provider: "access.second" }),
    ],
    blocks,
  ),
};
