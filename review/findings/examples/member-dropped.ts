import { createChange } from "../example-documents.ts";
import type { Example } from "../example.ts";
import { planBeside } from "../example-plan.ts";

const permissions = [{ action: "read", resource: "dashboard", selector: ["d-1"] }];
const plan = planBeside("signoz", createChange("weekly", ["create"]));
const { configuration } = plan;
const { resources } = configuration.root_module;

export const example: Example = {
  vendor: "signoz",
  says: "A role reads one dashboard, by a member that is misspelled.",
  beside: ["LK405"],
  before: [],
  after: [],
  plan: {
    ...plan,
    configuration: {
      ...configuration,
      root_module: {
        resources: resources.map((one) =>
          one.name === "weekly" ? { ...one, expressions: { permissions: { constant_value: permissions } } } : one,
        ),
      },
    },
  },
};
