import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AccessProvider, inkit, RolePerSystem } from "latchkey";

/** Who may do what in Inkit. */
export class AccessStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AccessProvider(this, "inkit", { vendor: "inkit" });

    const archive = new RolePerSystem(this, "contract-archive", {
      name: "Contract archive",
      description: "Files the contracts that were signed",
      permissions: [inkit.permission("folders.create"), inkit.permission("folders.update")],
      key: { rotateAfter: "90d" },
    });
    new TerraformOutput(this, "contract_archive_key", {
      value: archive.secretFor(this, "contract_archive_key"),
      sensitive: true,
    });
  }
}
