import { App, TerraformOutput, TerraformStack } from "cdktf";
import { AccessProvider, Key, SelfServiceKeys } from "latchkey";
import { expiryAfter } from "./expiry.ts";

const app = new App();
const stack = new TerraformStack(app, "self-service-keys");
new AccessProvider(stack, "signoz", { vendor: "signoz" });

const viewers = process.env["VIEWERS"] ?? "";
const keys = new SelfServiceKeys(stack, "viewers", {
  viewers: viewers.split(/[ ,]+/).filter((email) => email !== ""),
  invitations: { deletionPolicy: "abandon" },
});

const key = new Key(stack, "ci-pipeline-prod", {
  serviceAccount: keys.account,
  expiresAt: process.env["KEY_EXPIRES_AT"] ?? expiryAfter(new Date()),
  reason: "Reads dashboards for the nightly report",
});

new TerraformOutput(stack, "service_account_id", { value: keys.account.id });
new TerraformOutput(stack, "key_id", { value: key.id });
new TerraformOutput(stack, "key_secret", { value: key.secretFor(stack, "key_secret") });

app.synth();
