import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AccessProvider, CustomRole, Key, ServiceAccount, signoz } from "latchkey";

/** Who may do what in SigNoz. */
export class AccessStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AccessProvider(this, "signoz", { vendor: "signoz" });

    const report = new ServiceAccount(this, "nightly-report");
    report.addRole(
      new CustomRole(this, "dashboard-reader", {
        permissions: [signoz.read("dashboard"), signoz.list("dashboard")],
      }),
      { reason: "Renders the dashboards of the nightly report" },
    );

    const key = new Key(this, "nightly-report-key", {
      serviceAccount: report,
      expiresIn: "90d",
      rotateAfter: "60d",
      overlap: "2d",
      reason: "The job that renders the nightly report",
    });
    new TerraformOutput(this, "nightly_report_key", {
      value: key.secretFor(this, "nightly_report_key"),
      sensitive: true,
    });
  }
}
