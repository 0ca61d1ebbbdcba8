import { App, TerraformOutput, TerraformStack } from "cdktf";
import { AccessProvider, AutomationAccount, bigeye, CustomRole, Scope } from "latchkey";

const app = new App();
const stack = new TerraformStack(app, "automation-account");
new AccessProvider(stack, "bigeye", { vendor: "bigeye" });

const workspace = Scope.fromName(stack, "workspace", {
  type: "workspace",
  name: process.env["BIGEYE_WORKSPACE"] ?? "Default workspace",
});

const runner = new CustomRole(stack, "Check runner", {
  description: "Reads what a workspace holds, and runs its checks",
  own: bigeye.baseRole("VIEW"),
  permissions: [bigeye.execute("CUSTOM_RULE"), bigeye.execute("SCAN_JOB")],
});

const pipeline = new AutomationAccount(stack, "nightly-pipeline", {
  role: runner,
  on: workspace,
  reason: "Runs the checks of what it loaded",
  key: {
    name: "nightly-pipeline-prod",
    description: "Used by the orchestrator after each load",
    rotateAfter: "90d",
    overlap: "2d",
  },
});

new TerraformOutput(stack, "service_account_id", { value: pipeline.serviceAccount.id });
new TerraformOutput(stack, "key_id", { value: pipeline.key?.id });
new TerraformOutput(stack, "key_secret", { value: pipeline.key?.secretFor(stack, "key_secret") });

app.synth();
