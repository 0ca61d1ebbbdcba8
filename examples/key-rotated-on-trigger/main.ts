import { NullProvider } from "@cdktf/provider-null/lib/provider/index.js";
import { Resource as NullResource } from "@cdktf/provider-null/lib/resource/index.js";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { AccessProvider, Duration, Key, ServiceAccount, signoz } from "latchkey";

const app = new App();
const stack = new TerraformStack(app, "key-rotated-on-trigger");
new AccessProvider(stack, "signoz", { vendor: "signoz" });
new NullProvider(stack, "null");

const exporter = new ServiceAccount(stack, "metrics-exporter");
exporter.addRole(signoz.role("signoz-viewer"), { reason: "Reads metrics for the capacity report" });

const trigger = new NullResource(stack, "rotation", {
  triggers: { rotation: process.env["KEY_ROTATION"] ?? "first" },
});

const key = new Key(stack, "capacity-report", {
  serviceAccount: exporter,
  keepers: { trigger: trigger.id },
  rotateAfter: Duration.days(90),
  overlap: Duration.hours(24),
  reason: "Pulls metrics for the capacity report",
});

new TerraformOutput(stack, "key_id", { value: key.id });
new TerraformOutput(stack, "key_secret", { value: key.secretFor(stack, "key_secret") });

app.synth();
