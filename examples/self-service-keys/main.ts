import { App, TerraformOutput, TerraformStack } from "cdktf";
import { AccessProvider, CustomRole, Key, ServiceAccount, signoz } from "latchkey";
import { expiryAfter } from "./expiry.ts";

const app = new App();
const stack = new TerraformStack(app, "self-service-keys");
new AccessProvider(stack, "signoz", { vendor: "signoz" });

const readers = new ServiceAccount(stack, "viewer-readonly");
readers.addRole(signoz.role("signoz-viewer"), { reason: "Makes every key of the account read-only" });

new CustomRole(stack, "viewer-service-account", {
  description: "Lets viewers add keys to viewer-readonly, and to no other account",
  permissions: [
    signoz.create("factor-api-key"),
    signoz.list("factor-api-key"),
    signoz.list("serviceaccount"),
    signoz.attach(readers),
    signoz.read(readers),
  ],
});

const key = new Key(stack, "ci-pipeline-prod", {
  serviceAccount: readers,
  expiresAt: process.env["KEY_EXPIRES_AT"] ?? expiryAfter(new Date()),
  reason: "Reads dashboards for the nightly report",
});

new TerraformOutput(stack, "service_account_id", { value: readers.id });
new TerraformOutput(stack, "key_id", { value: key.id });
new TerraformOutput(stack, "key_secret", { value: key.secret });

app.synth();
