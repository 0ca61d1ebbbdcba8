import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AccessProvider, arize, type IScope, Scope, ServiceKey } from "latchkey";

/** Who may do what in Arize. */
export class AccessStack extends TerraformStack {
  readonly production: IScope;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AccessProvider(this, "arize", { vendor: "arize" });

    const organization = Scope.fromName(this, "organization", { type: "organization", name: "acme" });
    this.production = Scope.fromName(this, "production", {
      type: "space",
      name: "Production",
      parent: organization,
    });

    const ingest = new ServiceKey(this, "nightly-ingest", {
      organization,
      spaces: [this.production],
      role: arize.level.member,
      expiresIn: "90d",
      rotateAfter: "60d",
      overlap: "2d",
      reason: "Ingests the day's traces into Production",
    });
    new TerraformOutput(this, "nightly_ingest_key", {
      value: ingest.secretFor(this, "nightly_ingest_key"),
      sensitive: true,
    });
  }
}
