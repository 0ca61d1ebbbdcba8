import { App, Aspects, TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { AccessProvider, CustomRole, Duration, Key, RequireKeyExpiry, ServiceAccount, signoz } from "latchkey";

export class AccessStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    Aspects.of(this).add(new RequireKeyExpiry({ atMost: Duration.days(90) }));
    new AccessProvider(this, "signoz", { vendor: "signoz" });
    const bot = new ServiceAccount(this, "gannet");
    bot.addRole(signoz.role("signoz-viewer"));
    new CustomRole(this, "gannet-keys", { permissions: [signoz.list("serviceaccount"), signoz.read(bot)] });
    const key = new Key(this, "gannet-key", { serviceAccount: bot, expiresIn: "30d" });
    new TerraformOutput(this, "secret", { value: key.secretFor(this, "secret"), sensitive: true });
  }
}

if (require.main === module) {
  const app = new App();
  new AccessStack(app, "consumer");
  app.synth();
}
