import type { Example } from "../example.ts";
import { planBeside } from "../example-plan.ts";

const plan = planBeside("signoz");
const references = ["ephemeral.access_key.nightly.secret", "ephemeral.access_key.nightly"];
const reader = {
  name: "http",
  full_name: "registry.terraform.io/hashicorp/http",
  expressions: { token: { references } },
};

export const example: Example = {
  vendor: "signoz",
  says: "Another provider acts with a key that Terraform opens and closes.",
  before: [],
  after: [],
  plan: {
    ...plan,
    configuration: {
      ...plan.configuration,
      provider_config: { ...plan.configuration.provider_config, http: reader },
    },
  },
};
