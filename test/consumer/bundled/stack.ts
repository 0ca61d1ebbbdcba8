import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AccessProvider, CustomRole, Key, ServiceAccount, signoz } from "latchkey";

export class AccessStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AccessProvider(this, "signoz", { vendor: "signoz" });
    const bot = new ServiceAccount(this, "gannet");
    bot.addRole(signoz.role("signoz-viewer"));
    new CustomRole(this, "gannet-keys", { permissions: [signoz.list("serviceaccount"), signoz.read(bot)] });
    const key = new Key(this, "gannet-key", { serviceAccount: bot, expiresIn: "30d" });
    new TerraformOutput(this, "secret", { value: key.secretFor(this, "secret"), sensitive: true });
  }
}
