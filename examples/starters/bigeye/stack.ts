import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AccessProvider, AutomationAccount, bigeye, CustomRole, Scope } from "latchkey";

/** Who may do what in Bigeye. */
export class AccessStack extends TerraformStack {
  readonly checks: AutomationAccount;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AccessProvider(this, "bigeye", { vendor: "bigeye" });

    const workspace = Scope.fromName(this, "warehouse", { type: "workspace", name: "Warehouse" });
    this.checks = new AutomationAccount(this, "nightly-checks", {
      role: new CustomRole(this, "check-runner", {
        description: "Reads what a workspace holds, and runs its checks",
        own: bigeye.baseRole("VIEW"),
        permissions: [bigeye.execute("CUSTOM_RULE")],
      }),
      on: workspace,
      reason: "Runs the checks after the nightly load",
      key: { name: "nightly-checks", rotateAfter: "90d", overlap: "2d" },
    });
    new TerraformOutput(this, "nightly_checks_key", {
      value: this.checks.key?.secretFor(this, "nightly_checks_key"),
      sensitive: true,
    });
  }
}
