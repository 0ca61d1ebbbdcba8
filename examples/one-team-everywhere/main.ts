import { App, TerraformOutput, TerraformStack } from "cdktf";
import {
  AccessProvider,
  arize,
  AutomationAccount,
  bigeye,
  CustomRole,
  inkit,
  RolePerSystem,
  Scope,
  ServiceKey,
  signoz,
} from "latchkey";

const app = new App();
const stack = new TerraformStack(app, "one-team-everywhere");

// One provider for each account. Each construct names its own; using what belongs to another vendor is an error at synth.
const watching = new AccessProvider(stack, "signoz", { vendor: "signoz" });
const checking = new AccessProvider(stack, "bigeye", { vendor: "bigeye" });
const tracing = new AccessProvider(stack, "arize", { vendor: "arize" });
const filing = new AccessProvider(stack, "inkit", { vendor: "inkit" });

/** The checkout team: each of its bots may do one thing, in one place. */
const team = "checkout";

const dashboards = new AutomationAccount(stack, `${team}-dashboards`, {
  provider: watching,
  role: new CustomRole(stack, "dashboard-reader", { provider: watching, permissions: [signoz.read("dashboard")] }),
  reason: "Prints the dashboards into the weekly report",
  key: { expiresIn: "90d", rotateAfter: "60d", overlap: "7d" },
});

const checks = new AutomationAccount(stack, `${team}-checks`, {
  provider: checking,
  role: new CustomRole(stack, "check-runner", {
    provider: checking,
    own: bigeye.baseRole("VIEW"),
    permissions: [bigeye.execute("CUSTOM_RULE")],
  }),
  on: Scope.fromName(stack, "orders", { provider: checking, type: "workspace", name: "Orders" }),
  reason: "Runs the checks of the orders after each load",
  key: { rotateAfter: "90d", overlap: "2d" },
});

const organization = Scope.fromName(stack, "acme", { provider: tracing, type: "organization", name: "acme" });
const traces = new ServiceKey(stack, `${team}-traces`, {
  provider: tracing,
  organization,
  spaces: [Scope.fromName(stack, "recommendations", { type: "space", name: "Recommendations", parent: organization })],
  role: arize.level.readOnly,
  rotateAfter: "90d",
  overlap: "24h",
  reason: "Reads the traces of the recommendations, and of no other space",
});

const receipts = new RolePerSystem(stack, `${team}-receipts`, {
  provider: filing,
  description: "Files the receipts of what was bought",
  permissions: [inkit.permission("folders.create")],
  key: { rotateAfter: "180d" },
});

new TerraformOutput(stack, "signoz_key", { value: dashboards.key?.secretFor(stack, "signoz_key") });
new TerraformOutput(stack, "bigeye_key", { value: checks.key?.secretFor(stack, "bigeye_key") });
new TerraformOutput(stack, "arize_key", { value: traces.secretFor(stack, "arize_key") });
new TerraformOutput(stack, "inkit_key", { value: receipts.secretFor(stack, "inkit_key") });

app.synth();
