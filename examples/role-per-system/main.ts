import { App, TerraformOutput, TerraformStack } from "cdktf";
import { AccessProvider, CustomRole, Duration, inkit, RolePerSystem, RotatingKey } from "latchkey";

const app = new App();
const stack = new TerraformStack(app, "role-per-system");
new AccessProvider(stack, "inkit", { vendor: "inkit" });

const archive = new RolePerSystem(stack, "contract-archive", {
  name: "Contract archive",
  description: "Files the contracts that were signed",
  permissions: [inkit.permission("folders.create"), inkit.permission("folders.update")],
});

const onboarding = new RolePerSystem(stack, "staff-onboarding", {
  name: "Staff onboarding",
  description: "Activates people on their first day",
  permissions: [inkit.permission("users.retrieve"), inkit.permission("users.activate")],
  key: { reason: "The onboarding workflow" },
});

const billing = new RotatingKey(stack, "billing", {
  description: "Reads the account for invoices; may not be down while its key is rotated",
  roles: [
    new CustomRole(stack, "billing-role", {
      name: "Billing",
      permissions: [inkit.permission("accounts.retrieve")],
    }),
  ],
  period: Duration.days(90),
});

new TerraformOutput(stack, "archive_key", { value: archive.secretFor(stack, "archive_key") });
new TerraformOutput(stack, "onboarding_key", { value: onboarding.secretFor(stack, "onboarding_key") });
new TerraformOutput(stack, "billing_key", { value: billing.secretFor(stack, "billing_key") });

app.synth();
