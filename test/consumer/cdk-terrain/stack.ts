import { TerraformOutput, TerraformStack } from "cdktn";
import type { Construct } from "constructs";
import { AccessProvider, CustomRole, Key, ServiceAccount, signoz } from "latchkey/cdktn";

export class AccessStack extends TerraformStack {
  readonly gannet: ServiceAccount;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AccessProvider(this, "signoz", { vendor: "signoz" });
    this.gannet = new ServiceAccount(this, "gannet");
    this.gannet.addRole(signoz.role("signoz-viewer"));
    new CustomRole(this, "gannet-keys", { permissions: [signoz.list("serviceaccount"), signoz.read(this.gannet)] });
    const key = new Key(this, "gannet-key", { serviceAccount: this.gannet, expiresIn: "30d" });
    new TerraformOutput(this, "secret", { value: key.secretFor(this, "secret"), sensitive: true });
  }
}
